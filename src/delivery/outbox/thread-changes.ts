import type { RegionScope } from '../../access/region/region-scope.ts';
import { scheduleAgain } from '../../schedule/due.ts';
import { THREAD_CHANGED } from './due-kinds.ts';
import { readTarget } from './message-schema.ts';

/** Has what is shown of these organisations' threads follow at the next tick, because what waits in them may have changed. */
export async function followThreads(scope: RegionScope, organisationIds: Iterable<string>): Promise<void> {
  await scheduleAgain(scope, THREAD_CHANGED, [...new Set(organisationIds)]);
}

/** Does so for the organisations in whose threads something is posted or changes. */
export async function followThreadsOf(scope: RegionScope, targets: readonly unknown[]): Promise<void> {
  await followThreads(
    scope,
    targets.map(readTarget).flatMap((target) => (target.kind === 'organisation' ? [target.organisation] : [])),
  );
}
