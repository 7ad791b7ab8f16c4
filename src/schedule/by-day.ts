import { afterQuietHours, type QuietHours } from '../dates/index.ts';
import { reschedule } from './due.ts';
import type { DueHandler, DueHandlers } from './run-due.ts';

/** Local hours in which people who haven't chosen others aren't written to unasked. */
export const usualQuietHours: QuietHours = { from: '21:30', to: '08:00' };

/** Returns the moment itself, or the next morning when it lies in the quiet hours. */
export function byDay(at: Date, timeZone: string): Date {
  return afterQuietHours(at, usualQuietHours, timeZone);
}

/** Wraps handlers that write to people unasked: what comes due late, in the night, waits for the morning. */
export function onlyByDay(handlers: DueHandlers): DueHandlers {
  return Object.fromEntries(
    Object.entries(handlers).map(([kind, handler]): [string, DueHandler] => [
      kind,
      async (scope, subject) => {
        const at = byDay(scope.now, scope.region.timeZone);
        if (at > scope.now) await reschedule(scope, { kind, subject, at });
        else await handler(scope, subject);
      },
    ]),
  );
}
