import type { Scope } from '../../access/operation/scope.ts';
import { UserError } from '../../chat/user-error.ts';
import { calendarDaysBetween } from '../../dates/index.ts';
import type { Announcement } from './announcement.ts';
import { urgentStore } from './urgent-store.ts';

/** Days from one urgent announcement of a region to the next. */
const DAYS_BETWEEN = 7;

/** Throws UserError when an announcement is urgent and another one leaves within a week of this moment. */
export async function refuseSecondUrgent(
  scope: Scope,
  { id, urgent }: Pick<Announcement, 'id' | 'urgent'>,
  moment: Date,
): Promise<void> {
  if (!urgent) return;
  const { timeZone } = scope.region;
  const urgents = urgentStore(scope);
  await urgents.lock();
  const near = (await urgents.momentsBesides(id)).find((other) => isNear(other, moment, timeZone));
  if (near) throw new UserError('announcements.errors.urgentTaken', { other: near });
}

function isNear(other: Date, moment: Date, timeZone: string): boolean {
  return Math.abs(calendarDaysBetween(other, moment, timeZone)) < DAYS_BETWEEN;
}
