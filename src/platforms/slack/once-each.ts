import { RecentMap } from '../../chat/recent-map.ts';

/** Of so many it is known that they were done. */
const MOST_REMEMBERED = 1_000;

/** Does what has the same name once, of all that comes within a while; what failed may be done again. */
export class OnceEach {
  private readonly done = new RecentMap<string, Promise<void>>(MOST_REMEMBERED);

  async run(name: string, work: () => Promise<void>): Promise<void> {
    const before = this.done.get(name);
    if (before) return before;
    const doing = work();
    this.done.set(name, doing);
    try {
      await doing;
    } catch (error) {
      this.done.delete(name);
      throw error;
    }
  }
}
