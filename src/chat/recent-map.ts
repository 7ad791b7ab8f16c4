/**
 * Keeps the entries set last, up to a maximum, so that a process that runs for months forgets what it no longer needs.
 */
export class RecentMap<K, V> {
  readonly #entries = new Map<K, V>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: K): V | undefined {
    return this.#entries.get(key);
  }

  has(key: K): boolean {
    return this.#entries.has(key);
  }

  set(key: K, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    const [oldest] = this.#entries;
    if (this.#entries.size > this.#most && oldest) this.#entries.delete(oldest[0]);
  }

  delete(key: K): void {
    this.#entries.delete(key);
  }

  /** Goes through the entries, from the one set longest ago. */
  [Symbol.iterator](): IterableIterator<[K, V]> {
    return this.#entries[Symbol.iterator]();
  }
}
