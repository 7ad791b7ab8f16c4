import type { LocalPlatform } from '../../src/playground/local-platform.ts';
import type { Towns } from '../bench/platforms.ts';
import type { Random } from './random.ts';

/** The beginning of the answer: the menu. */
const MENU = 'Fil conducteur';

/**
 * The most words of one person that wait for their answers at once: whoever says more than five things at once isn't
 * answered each of them (src/dispatch/messages/backlog.ts).
 */
const MOST_WAITING = 5;

interface Talker {
  readonly platform: LocalPlatform;
  readonly user: string;
  /** The words that were typed; each answer repeats the one it answers. */
  readonly said: string[];
}

/** The answers to what was typed to the bot: each message is answered once. */
export interface Answers {
  readonly said: number;
  readonly lost: number;
  readonly doubled: number;
}

/** People who write to the bot alone. */
export class Talk {
  readonly #talkers: readonly Talker[];
  readonly #random: Random;

  constructor({ slack, discord }: Towns, random: Random) {
    this.#random = random;
    this.#talkers = [slack, discord].flatMap(({ platform, crowd }) =>
      crowd.map(({ id: user }): Talker => ({ platform, user, said: [] })),
    );
  }

  get said(): number {
    return this.#talkers.reduce((sum, { said }) => sum + said.length, 0);
  }

  /** Lets everybody say something: people who never wrote aren't read back after an absence. */
  async begin(): Promise<void> {
    for (const talker of this.#talkers) await this.#say(talker);
  }

  /** Lets somebody say something, unless everybody waits for enough answers. Returns whether they did. */
  async goOn(): Promise<boolean> {
    const free = this.#talkers.filter(
      (talker) => answersTo(talker).filter((count) => count === 0).length < MOST_WAITING,
    );
    if (free.length === 0) return false;
    await this.#say(this.#random.of(free));
    return true;
  }

  /** Returns whether everything has been answered. */
  answered(): boolean {
    return this.verdict().lost === 0;
  }

  verdict(): Answers {
    const counts = this.#talkers.flatMap(answersTo);
    return {
      said: this.said,
      lost: counts.filter((count) => count === 0).length,
      doubled: counts.filter((count) => count > 1).length,
    };
  }

  async #say({ platform, user, said }: Talker): Promise<void> {
    const word = `mot${1_000 + this.said}`;
    said.push(word);
    await platform.say(user, { channel: 'direct', thread: null }, word);
  }
}

/**
 * Returns how often each word was answered. The notice that something isn't stored yet is no answer, though it repeats
 * the word.
 */
function answersTo({ platform, user, said }: Talker): readonly number[] {
  const messages = platform.messages(user, { channel: 'direct', thread: null });
  const answers = messages.filter(({ author, text }) => author.bot && text.startsWith(MENU));
  return said.map((word) => answers.filter(({ text }) => text.includes(word)).length);
}
