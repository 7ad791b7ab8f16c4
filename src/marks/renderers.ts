import type { RegionScope } from '../access/region/region-scope.ts';
import type { TransactionOptions } from '../database/transaction.ts';

/** Something that is marked, once for all its marks. */
export interface Marked {
  readonly subject: string;
  /** By how much its counts change, as it was marked; null when it is to be read anew. */
  readonly changes: readonly unknown[] | null;
}

/** Renders the marked things of one kind anew, so that they show what is so. */
export interface MarkRenderer {
  /** The most in one transaction, so that it holds nobody up. */
  readonly most: number;
  /** The isolation of that transaction, where the marks and what is counted have to be of one moment. */
  readonly isolation?: TransactionOptions['isolation'];
  /** Renders things of one region from what is stored now, in the transaction that deletes their marks. */
  readonly render: (scope: RegionScope, marked: readonly Marked[]) => Promise<void>;
}

export type MarkRenderers = Readonly<Record<string, MarkRenderer>>;
