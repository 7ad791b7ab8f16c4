import type { World } from './model/world.ts';

/** The privileged intents, as switched on or off by the application's owner. */
export interface PrivilegedIntents {
  readonly messageContent: boolean;
  readonly guildMembers: boolean;
  readonly presences: boolean;
}

/** The bot's application as its owner has set it up, and the world it was invited into. The gateway relies on it. */
export interface Application {
  readonly world: World;
  readonly applicationId: string;
  /** The bot's token; earlier ones are invalid. */
  readonly token: string;
  /** Makes a new token, as Discord does for a bot that starts too often. */
  resetToken(): void;
  privileged: PrivilegedIntents;
  /** http://127.0.0.1:port */
  origin(): string;
}
