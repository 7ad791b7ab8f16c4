/** Something that was read, or worked out, before a transaction began. */
export interface KnownAhead {
  /** Its source: a mark of the rows that were read, or the value it was worked out from. */
  readonly basis: unknown;
  readonly value: unknown;
  /** The number of times that it was made. */
  readonly times: number;
}

/** Thrown by a transaction's work that needs something which is to be made before the transaction begins. */
export class BeginAnew extends Error {
  /** Makes it, outside any transaction. */
  readonly make: () => Promise<void>;
  constructor(make: () => Promise<void>) {
    super('The transaction is to begin anew.');
    this.name = 'BeginAnew';
    this.make = make;
  }
}
