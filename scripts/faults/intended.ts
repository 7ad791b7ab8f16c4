import type { Target } from '../../src/chat/place.ts';
import type { ThreadTarget } from '../../src/delivery/outbox/message-schema.ts';
import type { LocalDiscord } from '../../src/playground/discord/index.ts';
import type { LocalPlatformName } from '../../src/playground/local-platform.ts';
import type { LocalSlack } from '../../src/playground/slack/index.ts';
import type { Random } from './random.ts';
import { type Refusal, refusing } from './refusing.ts';

/** A message that must be posted exactly once, or be refused. A line of intended.jsonl. */
export interface Intended {
  readonly key: string;
  readonly platform: LocalPlatformName;
  readonly target: Target | ThreadTarget;
  /** Its final text: no other message of that platform begins with its number. */
  readonly text: string;
  /** Its text before it was changed; null when it never is. */
  readonly before: string | null;
  /** Messages of one conversation must be posted in the order they are listed in. */
  readonly conversation: string;
  /** Its picture, under a unique name; null for none. */
  readonly file: string | null;
  /** Why its target refuses it: it must not be stored, and ends as refused. Null for what has to be stored. */
  readonly refused: Refusal | null;
}

type Town = LocalSlack | LocalDiscord;

const CHANNELS = 60;
const PEOPLE = 60;
const LIKELY = { changed: 0.05, picture: 0.04, thread: 0.1, person: 0.25, refusing: 0.007 } as const;
/** The number of messages that go to a refusing target. */
const TO_ONE = 6;

/**
 * Returns so many sendings on both platforms: to channels, to people and in threads; some are changed afterwards, some
 * have a picture, some are refused. `plain`: none of that.
 */
export function intend(towns: readonly Town[], count: number, random: Random, plain: boolean): readonly Intended[] {
  const places = towns.map((town) => placesOf(town));
  /** Sendings to channels in which others may hang. */
  const parents = new Map<LocalPlatformName, string[]>(towns.map(({ name }) => [name, []]));
  const intended: Intended[] = [];
  while (intended.length < count) {
    const { town, channels, people } = random.of(places);
    const platform = town.name;
    if (random.chance(LIKELY.refusing) && !plain) {
      const { target, refused } = refusing(town, random);
      const conversation = `${platform} refusing ${intended.length}`;
      for (let left = Math.min(TO_ONE, count - intended.length); left > 0; left -= 1) {
        intended.push({ ...said(intended.length, false, false), platform, target, conversation, refused });
      }
      continue;
    }
    const one = {
      ...said(intended.length, random.chance(LIKELY.changed) && !plain, random.chance(LIKELY.picture) && !plain),
      ...{ platform, refused: null },
    };
    const [kind, hang] = [random.next(), parents.get(platform) ?? []];
    if (kind < LIKELY.thread && hang.length > 0 && !plain) {
      const of = random.of(hang);
      intended.push({ ...one, target: { kind: 'thread', platform, of }, conversation: `${platform} thread ${of}` });
    } else if (kind < LIKELY.thread + LIKELY.person) {
      const user = random.of(people);
      const target = { kind: 'private', platform, users: [user] } as const;
      intended.push({ ...one, target, conversation: `${platform} person ${user}` });
    } else {
      const channel = random.of(channels);
      // A thread in Discord is a channel of its own; what hangs on a channel's message stands beside it there.
      if (platform === 'slack') hang.push(one.key);
      const target = { kind: 'channel', platform, channel } as const;
      intended.push({ ...one, target, conversation: `${platform} channel ${channel}` });
    }
  }
  return intended;
}

function said(index: number, changed: boolean, picture: boolean): Pick<Intended, 'key' | 'text' | 'before' | 'file'> {
  const number = String(index).padStart(5, '0');
  const first = `n° ${number} : rendez-vous à 14 h`;
  return {
    key: `faults:${index}`,
    text: changed ? `n° ${number} : rendez-vous à 15 h (et non à 14 h)` : first,
    before: changed ? first : null,
    file: picture ? `logo-${number}.png` : null,
  };
}

function placesOf(town: Town): {
  readonly town: Town;
  readonly channels: readonly string[];
  readonly people: readonly string[];
} {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  return {
    town,
    channels: numbers(CHANNELS).map((number) => town.addChannel({ name: `salon-${number}` }).id),
    people: numbers(PEOPLE).map((number) => town.addUser({ name: `Membre ${number}`, locale: 'fr' }).id),
  };
}
