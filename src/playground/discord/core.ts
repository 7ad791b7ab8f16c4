import type { ProtocolClock } from '../clock.ts';
import type { Application } from './application.ts';
import type { Gateway } from './gateway/gateway.ts';
import type { DiscordMessage, OpenForm } from './model/types.ts';

/** The state that every part of the server shares. */
export interface DiscordCore extends Application {
  readonly clock: ProtocolClock;
  readonly gateway: Gateway;
  /** The modal open in front of each person. */
  readonly forms: Map<string, OpenForm>;
  /** The bot's deleted messages that their nonce still returns; null where it returns none. */
  readonly deleted: DiscordMessage[] | null;
  /** Whether edits of old messages are limited, as Discord does. */
  limitsOldEdits: boolean;
  /** Resolves once what was done is stored, where somebody stores it; every answer waits for it. */
  kept: () => Promise<void>;
  /** Notifies listeners that something visible changed. */
  changed(): void;
}
