import type { ChannelPurpose } from './channel-access.ts';
import type { PlatformName } from './place.ts';

/** Something that a platform has to allow the bot. `Key`: which texts there are. */
export interface Need<Key extends string = string> {
  /**
   * 'scope': the app's token has it. 'intent': the connection hears of it. 'permission': the bot's role has it in the server, or in
   * a channel.
   */
  readonly kind: 'scope' | 'intent' | 'permission';
  /** The platform's own name of it. */
  readonly name: string;
  /** Nothing of whatever declares it works without it; otherwise only a part doesn't. */
  readonly required: boolean;
  /** The text that says what doesn't work without it. */
  readonly without: Key;
  /** What the platform tells the bot of once it is granted. */
  readonly events?: readonly string[];
  /** What a channel is used for where a permission is needed; in none, a permission is needed in the server as a whole. */
  readonly purposes?: readonly ChannelPurpose[];
}

/** What one part of the bot needs on each platform. */
export type Needs<Key extends string = string> = Readonly<Partial<Record<PlatformName, readonly Need<Key>[]>>>;

/** What all that declare one thing need it for. */
export interface DeclaredNeed {
  readonly kind: Need['kind'];
  readonly name: string;
  /** The bot as such can't do without it: a feature that can't is off, and the rest goes on. */
  readonly required: boolean;
  /** The texts that say what doesn't work without it. */
  readonly without: readonly string[];
  readonly events: readonly string[];
  readonly purposes: readonly ChannelPurpose[];
}

/** What a platform doesn't grant the bot in a workspace or server, though the bot needs it. */
export interface NotGranted {
  readonly needs: readonly DeclaredNeed[];
  /** Where somebody who administers it grants all of it; null where there is no such address. */
  readonly link: string | null;
}

/** What is needed on a platform, each thing once. `core`: what every feature stands on. */
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
