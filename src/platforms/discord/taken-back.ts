/** So many are remembered: a nonce is known for minutes only. */
const REMEMBERED = 5_000;

/** Messages of ours that this process has deleted: a nonce that made one of them must not be taken for having sent anything. */
export class TakenBack {
  readonly #ids = new Set<string>();

  note(message: string): void {
    this.#ids.add(message);
    const [oldest] = this.#ids;
    if (this.#ids.size > REMEMBERED && oldest !== undefined) this.#ids.delete(oldest);
  }

  has(message: string): boolean {
    return this.#ids.has(message);
  }
}
