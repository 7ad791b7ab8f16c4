import type { RegionScope } from '../access/region/region-scope.ts';

/** Handles a due item of one kind, in the transaction that marks it as done. */
export interface DueHandler {
  (scope: RegionScope, subject: string): Promise<void>;
  /** The number of items of this kind that are handled together. Without it each is handled by itself. */
  readonly set?: SetOfDue;
}

/** Handles together items of one kind that have nothing to do with each other. */
export interface SetOfDue {
  /** The most in one transaction, so that it holds nobody up. */
  readonly most: number;
  /** Handles items of one region in a few statements, in the transaction that marks them as done. */
  readonly handle: (scope: RegionScope, subjects: readonly string[]) => Promise<void>;
}

export type DueHandlers = Readonly<Record<string, DueHandler>>;

/** Makes a handler that handles up to so many items together. When that fails, it is given each by itself. */
export function inSets(most: number, handle: SetOfDue['handle']): DueHandler {
  return Object.assign((scope: RegionScope, subject: string) => handle(scope, [subject]), { set: { most, handle } });
}

/**
 * The longest time, in milliseconds, for which items of a kind are planned ahead, by kind: of those that look again and again, and
 * that may come early without harm.
 */
export type LongestPauses = Readonly<Record<string, number>>;
