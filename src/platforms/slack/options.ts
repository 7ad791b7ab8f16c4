import type { CommandDefinition } from '../../chat/interaction.ts';
import type { DeclaredNeed } from '../../chat/needs.ts';
import type { FileSource } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import type { PlatformText } from '../platform-text.ts';

export interface SlackOptions {
  readonly botToken: string;
  /** Socket Mode, where it is given. */
  readonly appToken?: string | undefined;
  /** Signed HTTP requests, without an app token. */
  readonly signingSecret?: string | undefined;
  readonly apiUrl: string;
  readonly files: FileSource;
  readonly commands: readonly CommandDefinition[];
  /** What Slack has to allow the bot. */
  readonly needs: readonly DeclaredNeed[];
  /** Language of the commands' names in the manifest, and of what isn't said to somebody whose language is known. */
  readonly locale: 'fr' | 'en';
  readonly log: Log;
  readonly text: PlatformText;
  /** Whether what people do is taken in; default true. Else it only sends. */
  readonly receives?: boolean;
  /** Whether this Slack keeps its rate limits; default true. */
  readonly limited?: boolean;
  /** Protocol clock, milliseconds since 1970. */
  readonly now?: () => number;
  /** How to wait between attempts. */
  readonly pause?: (milliseconds: number) => Promise<void>;
}
