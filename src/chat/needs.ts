import type { ChannelPurpose } from './channel-access.ts';
import type { PlatformName } from './place.ts';

/** Something that a platform has to allow the bot. `Key` is the type of the text keys. */
export interface Need<Key extends string = string> {
  /**
   * 'scope': the app's token has it. 'intent': the connection hears of it. 'permission': the bot's role has it in the
   * server, or in a channel.
   */
  readonly kind: 'scope' | 'intent' | 'permission';
  /** The platform's own name for it. */
  readonly name: string;
  /** True when nothing of what declares it works without it; otherwise only a part doesn't. */
  readonly required: boolean;
  /** The key of the text that says what doesn't work without it. */
  readonly without: Key;
  /** The events that the platform sends the bot once it is granted. */
  readonly events?: readonly string[];
  /** The uses of a channel that need this permission. Without any, it is needed in the server as a whole. */
  readonly purposes?: readonly ChannelPurpose[];
}

/** The needs of one part of the bot on each platform. */
export type Needs<Key extends string = string> = Readonly<Partial<Record<PlatformName, readonly Need<Key>[]>>>;

/** One thing that is needed on a platform, gathered from everybody who declares it. */
export interface DeclaredNeed {
  readonly kind: Need['kind'];
  readonly name: string;
  /** True when the bot as such can't do without it. A feature that can't is off, and the rest goes on. */
  readonly required: boolean;
  /** The keys of the texts that say what doesn't work without it. */
  readonly without: readonly string[];
  readonly events: readonly string[];
  readonly purposes: readonly ChannelPurpose[];
}

/** The needs that a workspace or server doesn't grant the bot. */
export interface NotGranted {
  readonly needs: readonly DeclaredNeed[];
  /** The page where an administrator grants all of it; null when there is none. */
  readonly link: string | null;
}

/** Returns what is needed on a platform, each thing once. `core` is what every feature stands on. */
export function gatherNeeds(
  platform: PlatformName,
  core: readonly Needs[],
  features: readonly Needs[],
): readonly DeclaredNeed[] {
  const gathered = new Map<string, DeclaredNeed>();
  for (const part of [...core, ...features]) {
    for (const need of part[platform] ?? []) {
      const known = gathered.get(`${need.kind} ${need.name}`);
      const required = need.required && core.includes(part);
      gathered.set(`${need.kind} ${need.name}`, {
        kind: need.kind,
        name: need.name,
        required: required || known?.required === true,
        without: joined(known?.without, [need.without]),
        events: joined(known?.events, need.events),
        purposes: joined(known?.purposes, need.purposes),
      });
    }
  }
  return [...gathered.values()];
}

function joined<T>(known: readonly T[] = [], more: readonly T[] = []): readonly T[] {
  return [...new Set([...known, ...more])];
}
