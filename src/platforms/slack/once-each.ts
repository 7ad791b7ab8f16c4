import { RecentMap } from '../../chat/recent-map.ts';

/** The number of names that are remembered as done. */
const MOST_REMEMBERED = 1_000;

/** Runs an action once for each name, of all that arrive within a while; a failed one may run again. */
export class OnceEach {
  readonly #done = new RecentMap<string, Promise<void>>(MOST_REMEMBERED);

  async run(name: string, work: () => Promise<void>): Promise<void> {
    const before = this.#done.get(name);
    if (before) return before;
    const doing = work();
    this.#done.set(name, doing);
    try {
      await doing;
    } catch (error) {
      this.#done.delete(name);
      throw error;
    }
  }
}
