import type { ProtocolClock } from '../clock.ts';
import type { Gateway } from './gateway/gateway.ts';
import type { Message, OpenForm } from './model/types.ts';
import type { World } from './model/world.ts';

/** Which of the privileged intents the application's owner has switched on. */
export interface PrivilegedIntents {
  readonly messageContent: boolean;
  readonly guildMembers: boolean;
  readonly presences: boolean;
}

/** What every part of the server shares. */
export interface Core {
  readonly world: World;
  readonly clock: ProtocolClock;
  readonly gateway: Gateway;
  privileged: PrivilegedIntents;
  /** The bot's token; the one before it is worth nothing any more. */
  readonly token: string;
  /** Makes a new one, as Discord does with a bot that starts too often. */
  resetToken(): void;
  readonly applicationId: string;
  /** The modal open in front of each person. */
  readonly forms: Map<string, OpenForm>;
  /** The bot's messages that are gone and that their nonce still gives back; null where it gives back none. */
  readonly deleted: Message[] | null;
  /** http://127.0.0.1:port */
  origin(): string;
  /** Tells whoever watches that something visible changed. */
  changed(): void;
}
