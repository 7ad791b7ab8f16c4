import type { RegionScope } from '../access/region/region-scope.ts';
import { afterQuietHours, type QuietHours } from '../dates/index.ts';
import { rescheduleAll } from './due.ts';
import { type DueHandler, type DueHandlers, inSets } from './handlers.ts';

/** Local hours in which people who haven't chosen others aren't written to unasked. */
export const usualQuietHours: QuietHours = { from: '21:30', to: '08:00' };

/** Returns the moment itself, or the next morning when it lies in the quiet hours. */
export function byDay(at: Date, timeZone: string): Date {
  return afterQuietHours(at, usualQuietHours, timeZone);
}

/** Wraps handlers that write to people unasked: what comes due late, in the night, waits for the morning. */
export function onlyByDay(handlers: DueHandlers): DueHandlers {
  return Object.fromEntries(Object.entries(handlers).map(([kind, handler]) => [kind, byDayOnly(kind, handler)]));
}

function byDayOnly(kind: string, handler: DueHandler): DueHandler {
  const { set } = handler;
  if (set) {
    return inSets(set.most, async (scope, subjects) => {
      if (!(await putOff(scope, kind, subjects))) await set.handle(scope, subjects);
    });
  }
  return async (scope, subject) => {
    if (!(await putOff(scope, kind, [subject]))) await handler(scope, subject);
  };
}

/** Puts items off to the morning when it is night. Returns whether it is. */
async function putOff(scope: RegionScope, kind: string, subjects: readonly string[]): Promise<boolean> {
  const at = byDay(scope.now, scope.region.timeZone);
  if (at <= scope.now) return false;
  await rescheduleAll(scope, kind, subjects, at);
  return true;
}
