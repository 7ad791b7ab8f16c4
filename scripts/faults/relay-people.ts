import type { LocalDiscord } from '../../src/playground/discord/index.ts';
import { type LocalPlatformName, PlatformRefusal, type SeenPlace } from '../../src/playground/local-platform.ts';
import type { Somebody, Towns } from '../bench/platforms.ts';
import type { Pair } from '../bench/relay-places.ts';
import type { Random } from './random.ts';
import type { Meant } from './relay-judge.ts';
import { readCopy, worded } from './relay-words.ts';

/** The probability of each, for each message. */
const LIKELY = { thread: 0.15, reply: 0.1, file: 0.05, long: 0.06 } as const;
/** The probability that somebody does that to an earlier message, after each message. */
const AFTERWARDS = { change: 0.2, remove: 0.08, react: 0.2 } as const;
/** So many of the last messages of a channel are answered and changed: the bot looks back at more of them after an absence. */
const RECENT = 30;
const EMOJI = ['👍', '🎉'] as const;
const PICTURE = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

/** A message as people left it. */
interface Said {
  readonly number: number;
  readonly from: LocalPlatformName;
  readonly pair: Pair;
  readonly author: Somebody;
  readonly id: string;
  readonly thread: number | null;
  readonly file: string | null;
  readonly reactions: Map<string, Set<string>>;
  version: number;
  text: string | null;
}

/** The number of times that people did something, by its kind. */
export type Deeds = Readonly<
  Record<'threads' | 'replies' | 'files' | 'long' | 'changes' | 'deletions' | 'reactions', number>
>;

/** People who talk in tied channels on both platforms, and change, delete and answer what was said there. */
export class RelayPeople {
  readonly deeds: { -readonly [name in keyof Deeds]: number };
  readonly #towns: Towns;
  readonly #pairs: readonly Pair[];
  readonly #random: Random;
  readonly #said: Said[] = [];

  constructor(towns: Towns, pairs: readonly Pair[], random: Random) {
    this.#towns = towns;
    this.#pairs = pairs;
    this.#random = random;
    this.deeds = { threads: 0, replies: 0, files: 0, long: 0, changes: 0, deletions: 0, reactions: 0 };
  }

  /** How many messages were said so far, and how many of them are deleted by now. */
  get said(): number {
    return this.#said.length;
  }

  get deleted(): number {
    return this.#said.filter(({ text }) => text === null).length;
  }

  /** Returns what has to stand by now. */
  meant(): readonly Meant[] {
    return this.#said.map(({ number, from, pair, id, thread, text, file, reactions }) => {
      const platform = other(from);
      const counts = [...reactions].filter(([, { size }]) => size > 0).map(([emoji, { size }]) => [emoji, size]);
      return {
        number,
        platform,
        channel: pair[platform],
        id,
        thread,
        text,
        file,
        reactions: Object.fromEntries(counts),
      };
    });
  }

  /** Lets somebody say something somewhere, and perhaps somebody change, delete or react to what was said before. */
  async speak(): Promise<void> {
    const from: LocalPlatformName = this.said % 2 === 0 ? 'slack' : 'discord';
    const pair = this.#random.of(this.#pairs);
    await this.#say(from, pair);
    if (this.#random.chance(AFTERWARDS.change)) await this.#change(from, pair);
    if (this.#random.chance(AFTERWARDS.remove)) await this.#remove(from, pair);
    if (this.#random.chance(AFTERWARDS.react)) await this.#react(from, pair);
  }

  async #say(from: LocalPlatformName, pair: Pair): Promise<void> {
    const random = this.#random;
    const { platform, crowd } = this.#towns[from];
    const author = random.of(crowd);
    const number = this.said;
    const isLong = random.chance(LIKELY.long);
    const text = worded(number, 1, random, isLong);
    const file = random.chance(LIKELY.file) ? `affiche-${number}.png` : null;
    const files = file === null ? [] : [{ name: file, type: 'image/png', bytes: PICTURE }];
    const kind = random.next();
    const root = kind < LIKELY.thread ? this.#answerable(from, pair, author) : null;
    // On Slack a reply is one in a thread.
    const replied =
      root === null && kind > 1 - LIKELY.reply && from === 'discord' ? this.#answerable(from, pair, author) : null;
    const place = root === null ? { channel: pair[from], thread: null } : this.#threadBelow(from, pair, author, root);
    const id =
      replied === null
        ? await platform.say(author.id, place, text, files)
        : await platform.reply(author.id, replied.id, text, files);
    this.#said.push({
      ...{ number, from, pair, author, id, file, text, version: 1, reactions: new Map() },
      thread: root?.number ?? null,
    });
    this.#did({ threads: root !== null, replies: replied !== null, files: file !== null, long: isLong });
  }

  async #change(from: LocalPlatformName, pair: Pair): Promise<void> {
    const said = this.#recent(pair, ({ from: side }) => side === from);
    if (!said) return;
    said.version += 1;
    said.text = worded(said.number, said.version, this.#random, this.#random.chance(2 * LIKELY.long));
    await this.#towns[from].platform.edit(said.author.id, said.id, said.text);
    this.#did({ changes: true });
  }

  async #remove(from: LocalPlatformName, pair: Pair): Promise<void> {
    const said = this.#recent(pair, ({ from: side }) => side === from);
    if (!said) return;
    said.text = null;
    await this.#towns[from].platform.remove(said.author.id, said.id);
    this.#did({ deletions: true });
  }

  /** Somebody reacts, or takes their reaction back. */
  async #react(from: LocalPlatformName, pair: Pair): Promise<void> {
    const said = this.#recent(pair, ({ from: side }) => side === from);
    if (!said) return;
    const { platform, crowd } = this.#towns[from];
    const [{ id: user }, emoji] = [this.#random.of(crowd), this.#random.of(EMOJI)];
    const users = said.reactions.get(emoji) ?? new Set();
    said.reactions.set(emoji, users);
    const given = !users.delete(user);
    if (given) users.add(user);
    await platform.react(user, said.id, emoji, given);
    this.#did({ reactions: true });
  }

  /** Returns a message outside threads that can be answered on a platform: one of its own, or one whose copy stands there. */
  #answerable(
    from: LocalPlatformName,
    pair: Pair,
    reader: Somebody,
  ): { readonly number: number; readonly id: string } | null {
    const said = this.#recent(pair, ({ thread }) => thread === null);
    if (!said) return null;
    if (said.from === from) return said;
    const here = this.#towns[from].platform.messages(reader.id, { channel: pair[from], thread: null });
    const copy = here.find(({ author, text }) => author.bot && readCopy(text)?.number === said.number);
    return copy ? { number: said.number, id: copy.id } : null;
  }

  #threadBelow(from: LocalPlatformName, pair: Pair, starter: Somebody, root: { readonly id: string }): SeenPlace {
    if (from === 'slack') return { channel: pair[from], thread: root.id };
    try {
      const discord = this.#towns.discord.platform as LocalDiscord;
      discord.startThread(starter.id, 'Suite', { message: root.id });
    } catch (error) {
      // Somebody, or the bot, has begun it.
      if (!(error instanceof PlatformRefusal)) throw error;
    }
    return { channel: root.id, thread: null };
  }

  /** Returns one of the last messages of a channel that stand and meet a condition, if there is one. */
  #recent(pair: Pair, meets: (one: Said) => boolean): Said | null {
    const here = this.#said.filter((one) => one.pair === pair && one.text !== null && meets(one)).slice(-RECENT);
    return here.length === 0 ? null : this.#random.of(here);
  }

  #did(done: Partial<Readonly<Record<keyof Deeds, boolean>>>): void {
    for (const [name, isDone] of Object.entries(done)) if (isDone) this.deeds[name as keyof Deeds] += 1;
  }
}

const other = (name: LocalPlatformName): LocalPlatformName => (name === 'slack' ? 'discord' : 'slack');
