import type { CommandDefinition } from '../../chat/interaction.ts';
import type { DeclaredNeed } from '../../chat/needs.ts';
import type { FileSource } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import type { PlatformText } from '../platform-text.ts';

export interface DiscordOptions {
  readonly token: string;
  /** Without a version, e.g. https://discord.com/api. */
  readonly apiUrl: string;
  readonly files: FileSource;
  readonly commands: readonly CommandDefinition[];
  /** The permissions and intents the bot needs from Discord. */
  readonly needs: readonly DeclaredNeed[];
  /** Language for readers whose own isn't known, for instance of what is wrong at the start. */
  readonly locale: 'fr' | 'en';
  readonly log: Log;
  readonly text: PlatformText;
  /** Discord's limit for one bot unless given; a server without that limit needs no such waiting. */
  readonly requestsPerSecond?: number;
  /** Protocol clock, milliseconds since 1970. */
  readonly now?: () => number;
  /**
   * Whether the adapter registers the commands and receives what people do; true unless given. Otherwise it only sends.
   */
  readonly receives?: boolean;
  /** Waits between attempts to connect, in milliseconds. */
  readonly pause?: (milliseconds: number) => Promise<void>;
}
