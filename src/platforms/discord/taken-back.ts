import { RecentMap } from '../../chat/recent-map.ts';

/** The number that are remembered: a nonce is known for minutes only. */
const REMEMBERED = 5_000;

/** Remembers the bot's messages that this process has deleted: a nonce that returns one of them has sent nothing. */
export class TakenBack {
  readonly #ids = new RecentMap<string, true>(REMEMBERED);

  note(message: string): void {
    this.#ids.set(message, true);
  }

  has(message: string): boolean {
    return this.#ids.has(message);
  }
}
