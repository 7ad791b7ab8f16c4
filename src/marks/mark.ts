import type { RegionScope } from '../access/region/region-scope.ts';
import { notify } from '../database/notify.ts';
import { beforeCommit, type Tx } from '../database/transaction.ts';
import { type NewMark, storeMarks } from './mark-store.ts';

/** The channel that wakes whoever renders what is marked. */
export const MARKED = 'marks';

/** The marks that each running transaction has made so far, by the kind and subject of each. */
const marked = new WeakMap<Tx, Map<string, NewMark>>();

/**
 * Marks what no longer shows what is so, by kind and id, to be rendered soon after the commit: with everything else that is
 * marked by then, once. It is stored at the end of the caller's transaction.
 */
export function markStale(scope: RegionScope, kind: string, subjects: Iterable<string>): void {
  for (const subject of subjects) gather(scope, `${kind}/${subject}`, { kind, subject, change: null });
}

/** Does so for one of which it is known by how much its counts change, so that nothing has to be counted anew. */
export function markChange(scope: RegionScope, kind: string, subject: string, change: object): void {
  gather(scope, `${kind}/${subject}/${crypto.randomUUID()}`, { kind, subject, change });
}

function gather(scope: RegionScope, key: string, mark: NewMark): void {
  const known = marked.get(scope.tx) ?? new Map<string, NewMark>();
  if (!marked.has(scope.tx)) {
    marked.set(scope.tx, known);
    beforeCommit(scope.tx, async () => {
      await storeMarks(scope, [...known.values()]);
      await notify(scope.tx, MARKED);
    });
  }
  known.set(key, mark);
}
