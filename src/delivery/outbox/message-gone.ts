import type { RegionScope } from '../../access/region/region-scope.ts';
import type { DueHandlers } from '../../schedule/run-due.ts';
import { MESSAGE_GONE } from './due-kinds.ts';

/** Receives the key of a sending whose message, or the conversation it opened, is gone. */
export type MessageGoneHandler = (scope: RegionScope, key: string) => Promise<void>;

/** Handles messages that somebody deleted, locked or archived, so that whoever speaks there looks for another way. */
export function messageGoneJobs(handlers: readonly MessageGoneHandler[]): DueHandlers {
  return {
    [MESSAGE_GONE]: async (scope, key) => {
      for (const handle of handlers) await handle(scope, key);
    },
  };
}
