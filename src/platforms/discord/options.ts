import type { CommandDefinition } from '../../chat/interaction.ts';
import type { DeclaredNeed } from '../../chat/needs.ts';
import type { FileSource } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import type { PlatformText } from '../platform-text.ts';

export interface DiscordOptions {
  readonly token: string;
  /** Without version, e.g. https://discord.com/api. */
  readonly apiUrl: string;
  readonly files: FileSource;
  readonly commands: readonly CommandDefinition[];
  /** What Discord has to allow the bot. */
  readonly needs: readonly DeclaredNeed[];
  /** Language of what isn't said to somebody whose language is known: what is wrong at the start. */
  readonly locale: 'fr' | 'en';
  readonly log: Log;
  readonly text: PlatformText;
  /** What Discord allows one bot, unless told; a Discord without that limit needs no such patience. */
  readonly requestsPerSecond?: number;
  /** Protocol clock, milliseconds since 1970. */
  readonly now?: () => number;
  /** Whether what people do is taken in, commands registered; default true. Else it only sends. */
  readonly receives?: boolean;
  /** How to wait between attempts to connect, in milliseconds. */
  readonly pause?: (milliseconds: number) => Promise<void>;
}
