/** Of so many it is known that they were done. */
const MOST_REMEMBERED = 1_000;

/** Does what has the same name once, of all that comes within a while; what failed may be done again. */
export class OnceEach {
  private readonly done = new Map<string, Promise<void>>();

  async run(name: string, work: () => Promise<void>): Promise<void> {
    const before = this.done.get(name);
    if (before) return before;
    const [oldest] = this.done.keys();
    if (oldest !== undefined && this.done.size >= MOST_REMEMBERED) this.done.delete(oldest);
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
