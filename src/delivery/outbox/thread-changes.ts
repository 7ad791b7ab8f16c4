import type { RegionScope } from '../../access/region/region-scope.ts';
import { markStale } from '../../marks/mark.ts';
import { readTarget } from './message-schema.ts';

/** The kind of the marks of organisations in whose threads something was posted or has changed. */
export const THREAD_SUMMARY = 'thread-summary';

/** Has what is shown of these organisations' threads follow, because what waits in them may have changed. */
export function followThreads(scope: RegionScope, organisationIds: Iterable<string>): void {
  markStale(scope, THREAD_SUMMARY, organisationIds);
}

/** Does so for the organisations in whose threads something is posted or changes. */
export function followThreadsOf(scope: RegionScope, targets: readonly unknown[]): void {
  followThreads(
    scope,
    targets.map(readTarget).flatMap((target) => (target.kind === 'organisation' ? [target.organisation] : [])),
  );
}
