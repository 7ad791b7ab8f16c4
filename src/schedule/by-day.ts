import { afterQuietHours, type QuietHours } from '../dates/index.ts';
import { putOff } from './due.ts';
import type { DueHandler, DueHandlers } from './run-due.ts';

/** When nobody is written to unasked who hasn't chosen other hours, by the clock on the wall. */
export const usualQuietHours: QuietHours = { from: '21:30', to: '08:00' };

/** The moment itself, or the morning when it lies in the quiet hours. */
export function byDay(at: Date, timeZone: string): Date {
  return afterQuietHours(at, usualQuietHours, timeZone);
}

/** For what writes to people unasked: what is done late, and comes to the night, waits for the morning. */
export function onlyByDay(handlers: DueHandlers): DueHandlers {
  return Object.fromEntries(
    Object.entries(handlers).map(([kind, handler]): [string, DueHandler] => [
      kind,
      async (scope, subject) => {
        const at = byDay(scope.now, scope.region.timeZone);
        if (at > scope.now) await putOff(scope, { kind, subject, at });
        else await handler(scope, subject);
      },
    ]),
  );
}
