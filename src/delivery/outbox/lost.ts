import type { RegionScope } from '../../access/region/region-scope.ts';
import type { DueHandlers } from '../../schedule/run-due.ts';
import { LOST } from './due-kinds.ts';

/** Told the key of a sending whose message, or the conversation it opened, isn't there any more. */
export type LostHandler = (scope: RegionScope, key: string) => Promise<void>;

/** What was sent was deleted, locked or archived by somebody: whoever speaks there looks for another way. */
export function lostJobs(handlers: readonly LostHandler[]): DueHandlers {
  return {
    [LOST]: async (scope, key) => {
      for (const handle of handlers) await handle(scope, key);
    },
  };
}
