import { RecentMap } from '../../chat/recent-map.ts';
import { within } from '../../concurrency/within.ts';

/** Names are only displayed, so they may be this old. */
const NAME_LIFE_MS = 10 * 60_000;
/** The most names, and the most channels, that are remembered. */
export const MOST_NAMES = 2_000;
/** A name that Slack didn't give, or not in time, isn't asked for again before this. */
const FAILURE_LIFE_MS = 60_000;
/** The most look-ups at once: a message full of mentions must not hold up other requests. */
const MOST_AT_ONCE = 20;

/** Name and language. */
export interface NameAndLanguage {
  readonly name: string;
  readonly locale: 'fr' | 'en' | null;
}

/** A person's name and picture, as others see them. */
export interface Face {
  readonly name: string;
  /** A public address of their picture; null without one. */
  readonly picture: string | null;
}

/** The remembered name of a person or a channel. `isPublic`: everybody in the workspace may know of it. */
export type Known = NameAndLanguage & Face & { readonly isPublic: boolean };

/** Remembers what Slack said of people and channels, and asks it for each of them once at a time. */
export class KnownNames {
  readonly #now: () => number;
  readonly #names = new RecentMap<string, Known & { readonly until: number }>(MOST_NAMES);
  readonly #asking = new Map<string, Promise<Known>>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Returns what is remembered of an id, however old. */
  known(id: string): Known | undefined {
    return this.#names.get(id);
  }

  /** Returns what is known of an id, or the id itself as a name. What Slack is slow to give is done without. */
  async find(id: string, ask: () => Promise<Known>, patience: number): Promise<Known> {
    return (await within(patience, this.#asked(id, ask))) ?? this.#unknown(id);
  }

  remember(id: string, { name, locale, picture, isPublic }: Known, life = NAME_LIFE_MS): void {
    this.#names.set(id, { name, locale, picture, isPublic, until: this.#now() + life });
  }

  async #asked(id: string, ask: () => Promise<Known>): Promise<Known> {
    for (;;) {
      const known = this.#names.get(id);
      if (known && known.until > this.#now()) return known;
      const before = this.#asking.get(id);
      if (before) return before;
      if (this.#asking.size < MOST_AT_ONCE) break;
      await Promise.race(this.#asking.values());
    }
    const found = (known: Known) => {
      this.remember(id, known);
      return known;
    };
    const answered = ask()
      .then(found, () => this.#unknown(id))
      .finally(() => this.#asking.delete(id));
    this.#asking.set(id, answered);
    return answered;
  }

  #unknown(id: string): Known {
    const known = this.#names.get(id) ?? { name: id, locale: null, picture: null, isPublic: false };
    this.remember(id, known, FAILURE_LIFE_MS);
    return known;
  }
}
