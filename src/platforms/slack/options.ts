import type { CommandDefinition } from '../../chat/interaction.ts';
import type { DeclaredNeed } from '../../chat/needs.ts';
import type { FileSource } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import type { PlatformText } from '../platform-text.ts';

export interface SlackOptions {
  readonly botToken: string;
  /** Selects Socket Mode when it is given. */
  readonly appToken?: string | undefined;
  /** Checks signed HTTP requests; used without an app token. */
  readonly signingSecret?: string | undefined;
  readonly apiUrl: string;
  readonly files: FileSource;
  readonly commands: readonly CommandDefinition[];
  /** The scopes and events the bot needs from Slack. */
  readonly needs: readonly DeclaredNeed[];
  /** Language of the commands' names in the manifest, and for readers whose own isn't known. */
  readonly locale: 'fr' | 'en';
  readonly log: Log;
  readonly text: PlatformText;
  /** Whether the adapter receives what people do; true unless given. Otherwise it only sends. */
  readonly receives?: boolean;
  /** Whether this Slack enforces its rate limits; true unless given. */
  readonly limited?: boolean;
  /** Protocol clock, milliseconds since 1970. */
  readonly now?: () => number;
  /** Waits between attempts, in milliseconds. */
  readonly pause?: (milliseconds: number) => Promise<void>;
}
