import type { World } from './model/world.ts';

/** Which of the privileged intents the application's owner has switched on. */
export interface PrivilegedIntents {
  readonly messageContent: boolean;
  readonly guildMembers: boolean;
  readonly presences: boolean;
}

/** The bot's application as its owner has set it up, in the world it was let into: what the gateway goes by. */
export interface Application {
  readonly world: World;
  readonly applicationId: string;
  /** The bot's token; the one before it is worth nothing any more. */
  readonly token: string;
  /** Makes a new one, as Discord does with a bot that starts too often. */
  resetToken(): void;
  privileged: PrivilegedIntents;
  /** http://127.0.0.1:port */
  origin(): string;
}
