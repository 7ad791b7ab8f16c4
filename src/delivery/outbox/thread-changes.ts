import type { RegionScope } from '../../access/region/region-scope.ts';
import { markStale } from '../../marks/mark.ts';
import { readTarget } from './message-schema.ts';

/** The kind of the marks of organisations in whose threads something was posted or has changed. */
export const THREAD_SUMMARY = 'thread-summary';

/** Has the summaries in these organisations' threads follow, because what waits there may have changed. */
export function followThreads(scope: RegionScope, organisationIds: Iterable<string>): void {
  markStale(scope, THREAD_SUMMARY, organisationIds);
}

/** Has the summaries follow for the organisations in whose threads these targets post or change something. */
export function followThreadsOf(scope: RegionScope, targets: readonly unknown[]): void {
  followThreads(
    scope,
    targets.map(readTarget).flatMap((target) => (target.kind === 'organisation' ? [target.organisation] : [])),
  );
}
