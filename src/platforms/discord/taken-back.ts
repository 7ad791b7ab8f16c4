import { RecentMap } from '../../chat/recent-map.ts';

/** So many are remembered: a nonce is known for minutes only. */
const REMEMBERED = 5_000;

/** Messages of ours that this process has deleted: a nonce that made one of them must not be taken for having sent anything. */
export class TakenBack {
  readonly #ids = new RecentMap<string, true>(REMEMBERED);

  note(message: string): void {
    this.#ids.set(message, true);
  }

  has(message: string): boolean {
    return this.#ids.has(message);
  }
}
