import type { Scope } from '../../access/operation/scope.ts';
import { UserError } from '../../chat/user-error.ts';
import type { Announcement } from './announcement.ts';
import { isInHandsOf } from './rules.ts';
import { announcementStore } from './store.ts';

/** One that this actor has a say in, whatever its state. Throws UserError for none. */
export async function theirs(scope: Scope, id: string): Promise<Announcement> {
  const announcement = await announcementStore(scope).byId(id);
  if (!announcement || !isInHandsOf(announcement, scope.actor)) throw new UserError('common.errors.notFound');
  return announcement;
}

/** One that hasn't left, under its lock: of two who press at once the second finds it as the first has left it. */
export async function thatWaits(scope: Scope, id: string): Promise<Announcement> {
  await announcementStore(scope).lock(id);
  const announcement = await theirs(scope, id);
  const { status } = announcement;
  if (status === 'LEFT') throw new UserError('announcements.errors.left');
  if (status === 'WITHDRAWN') throw new UserError('announcements.errors.withdrawn');
  if (status === 'ABANDONED') throw new UserError('announcements.errors.abandoned');
  return announcement;
}

/** One that has left, under its lock. */
export async function thatLeft(scope: Scope, id: string): Promise<Announcement> {
  await announcementStore(scope).lock(id);
  const announcement = await theirs(scope, id);
  if (announcement.status === 'WITHDRAWN') throw new UserError('announcements.errors.withdrawn');
  if (announcement.status !== 'LEFT') throw new UserError('announcements.errors.notLeft');
  return announcement;
}
