import { byTime } from '../../src/chat/order.ts';
import type { LocalPlatformName } from '../../src/playground/local-platform.ts';
import { bare, type Read, readCopy } from './relay-words.ts';
import type { Stored } from './stored.ts';

/** A message as it has to stand in the end, after all that people did. A line of intended.jsonl. */
export interface Meant {
  /** Messages said in one channel or thread have to stand in the order of their numbers. */
  readonly number: number;
  /** The platform and channel that its copy has to stand in. */
  readonly platform: LocalPlatformName;
  readonly channel: string;
  /** The message on the platform it was said on. */
  readonly id: string;
  /** The number of the message in whose thread it was said; null outside threads. */
  readonly thread: number | null;
  /** Its words by now; null once it is deleted. */
  readonly text: string | null;
  /** Its file, under a unique name; null for none. */
  readonly file: string | null;
  /** How many people react to it by now, by emoji. */
  readonly reactions: Readonly<Record<string, number>>;
}

/** The errors that were found, each with the numbers of its messages. */
export interface RelayVerdict {
  /** Said, and nowhere or not whole; or without its file. */
  readonly lost: readonly string[];
  /** Standing more than once, as a whole or in part, or with its file more than once. */
  readonly doubled: readonly string[];
  /** Standing after what was said later in the same place. */
  readonly disordered: readonly string[];
  /** Standing with words, or with reactions, that were changed since. */
  readonly stale: readonly string[];
  /** Deleted, and standing all the same: itself, its file, or its words in what answers it. */
  readonly ghosts: readonly string[];
  /** Said in a thread whose first message stands, and standing elsewhere. */
  readonly misplaced: readonly string[];
  /** Said by nobody: an echo, or words of the bot's own. */
  readonly strays: readonly string[];
}

export const VERDICTS = ['lost', 'doubled', 'disordered', 'stale', 'ghosts', 'misplaced', 'strays'] as const;

/** A message that stands, with what can be read in it; null where that is no word of anybody's. */
type Part = Stored & { readonly read: Read | null };

interface Standing {
  readonly numbers: ReadonlyMap<number, Meant>;
  readonly parts: readonly Part[];
  /** The parts of a copy, oldest first, by its platform and number. */
  readonly copies: ReadonlyMap<string, readonly Part[]>;
  /** How often a file stands, by its platform and name. */
  readonly files: ReadonlyMap<string, readonly string[]>;
}

/** Judges by what people did and what the platforms stored, not by what a bot believes. */
export function judgeRelay(meant: readonly Meant[], stored: readonly Stored[]): RelayVerdict {
  const parts = stored.map((one): Part => ({ ...one, read: readCopy(one.text) })).sort((a, b) => byTime(a.id, b.id));
  const files = parts.flatMap((one) => one.files.map((file) => `${one.platform} ${file}`));
  const standing: Standing = {
    numbers: new Map(meant.map((one) => [one.number, one])),
    parts,
    copies: grouped(parts, ({ platform, read }) => `${platform} ${read?.number}`),
    files: grouped(files, (name) => name),
  };
  const all = meant.map((one) => judgeOne(one, standing));
  const of = (kind: keyof RelayVerdict) => all.flatMap((wrong) => wrong[kind] ?? []);
  return {
    ...{ lost: of('lost'), doubled: of('doubled'), stale: of('stale'), misplaced: of('misplaced') },
    ...{
      disordered: disordered(standing),
      strays: strays(standing),
      ghosts: [...of('ghosts'), ...quotedGhosts(standing)],
    },
  };
}

/** Returns what is wrong with one message, without its order. */
function judgeOne(one: Meant, standing: Standing): Partial<Record<keyof RelayVerdict, string>> {
  const { number, platform, text, file } = one;
  const found = standing.copies.get(`${platform} ${number}`) ?? [];
  const files = standing.files.get(`${platform} ${file}`)?.length ?? 0;
  if (text === null) return found.length + files > 0 ? { ghosts: `${number}` } : {};
  const [first] = found;
  const words = first ? comparedWords(found, text) : 'lost';
  return {
    ...(file !== null && files === 0 ? { lost: `${number} (file)` } : {}),
    ...(files > 1 ? { doubled: `${number} (file)` } : {}),
    ...(first && !isSame(found.at(-1)?.read?.reactions ?? {}, one.reactions) ? { stale: `${number} (reactions)` } : {}),
    ...(first && !isInPlace(first, one, standing) ? { misplaced: `${number}` } : {}),
    ...(words === null ? {} : { [words]: `${number}` }),
  };
}

/** Returns the messages whose copies stand after what was said later, each compared with those of its place. */
function disordered({ numbers, copies }: Standing): readonly string[] {
  const last = new Map<string, string>();
  return [...numbers.values()].flatMap(({ number, platform }) => {
    const [first] = copies.get(`${platform} ${number}`) ?? [];
    if (!first) return [];
    const place = `${platform} ${first.channel} ${first.thread}`;
    const before = last.get(place);
    if (before !== undefined && byTime(first.id, before) < 0) return [`${number}`];
    last.set(place, first.id);
    return [];
  });
}

function quotedGhosts({ numbers, parts }: Standing): readonly string[] {
  return parts.flatMap(({ read }) =>
    (read?.quoted ?? [])
      .filter((number) => numbers.get(number)?.text === null)
      .map((number) => `${number} (in what answers it, ${read?.number})`),
  );
}

function strays({ numbers, parts }: Standing): readonly string[] {
  const isMeant = ({ read, platform, files }: Part) =>
    read === null ? files.length > 0 : numbers.get(read.number)?.platform === platform;
  return parts.filter((part) => !isMeant(part)).map(({ platform, text }) => `${platform} ${text.slice(0, 60)}`);
}

export function isClean(verdict: RelayVerdict): boolean {
  return VERDICTS.every((name) => verdict[name].length === 0);
}

/** Compares what stands, in all its parts, with what is to stand. */
function comparedWords(found: readonly Part[], text: string): 'lost' | 'doubled' | 'stale' | null {
  const all = found.map(({ read }) => read?.words).join(' ');
  const wanted = bare(text);
  if (all === wanted) return null;
  const signs = all.split(' ').filter((word) => word.startsWith('n°'));
  if (new Set(signs).size < signs.length) return 'doubled';
  const meant = new Set(wanted.split(' '));
  return signs.some((word) => !meant.has(word)) ? 'stale' : 'lost';
}

/** Returns whether what was said in a thread stands below its first message, which may be a copy or not. */
function isInPlace(first: Part, { thread, platform, channel }: Meant, { numbers, copies }: Standing): boolean {
  const discordThread = first.channel === channel ? null : first.channel;
  const below = platform === 'slack' ? first.thread : discordThread;
  if (thread === null) return below === null && first.channel === channel;
  const root = numbers.get(thread);
  // Below what was deleted before it came nothing can stand.
  if (!root || root.text === null) return true;
  const ids = root.platform === platform ? (copies.get(`${platform} ${thread}`) ?? []).map(({ id }) => id) : [root.id];
  return below !== null && ids.includes(below);
}

function isSame(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((emoji) => (a[emoji] ?? 0) === (b[emoji] ?? 0));
}

function grouped<T>(all: readonly T[], nameOf: (one: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(nameOf(one), [...(groups.get(nameOf(one)) ?? []), one]);
  return groups;
}
