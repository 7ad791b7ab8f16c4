import type { ProtocolClock } from '../clock.ts';
import type { Application } from './application.ts';
import type { Gateway } from './gateway/gateway.ts';
import type { DiscordMessage, OpenForm } from './model/types.ts';

/** What every part of the server shares. */
export interface DiscordCore extends Application {
  readonly clock: ProtocolClock;
  readonly gateway: Gateway;
  /** The modal open in front of each person. */
  readonly forms: Map<string, OpenForm>;
  /** The bot's messages that are gone and that their nonce still gives back; null where it gives back none. */
  readonly deleted: DiscordMessage[] | null;
  /** Tells whoever watches that something visible changed. */
  changed(): void;
}
