import type { Scope } from '../../access/operation/scope.ts';
import { UserError } from '../../chat/user-error.ts';
import type { Announcement } from './announcement.ts';
import { isInHandsOf } from './rules.ts';
import { announcementStore } from './store.ts';

/** Returns an announcement that the actor has a say in, whatever its status. Throws UserError otherwise. */
export async function announcementInHand(scope: Scope, id: string): Promise<Announcement> {
  const announcement = await announcementStore(scope).byId(id);
  if (!announcement || !isInHandsOf(announcement, scope.actor)) throw new UserError('common.errors.notFound');
  return announcement;
}

/**
 * Locks and returns an announcement that hasn't left. When two people press at once, the second sees what the first
 * did.
 */
export async function lockUnsent(scope: Scope, id: string): Promise<Announcement> {
  await announcementStore(scope).lock(id);
  const announcement = await announcementInHand(scope, id);
  const { status } = announcement;
  if (status === 'LEFT') throw new UserError('announcements.errors.left');
  if (status === 'WITHDRAWN') throw new UserError('announcements.errors.withdrawn');
  if (status === 'ABANDONED') throw new UserError('announcements.errors.abandoned');
  return announcement;
}

/** Locks and returns an announcement that has left; to whoever wants it `toWithdraw`, one that isn't there any more is done with. */
export async function lockSent(scope: Scope, id: string, toWithdraw = false): Promise<Announcement> {
  await announcementStore(scope).lock(id);
  const announcement = await announcementInHand(scope, id);
  const withdrawn = toWithdraw ? 'announcements.errors.withdrawnAlready' : 'announcements.errors.withdrawn';
  if (announcement.status === 'WITHDRAWN') throw new UserError(withdrawn);
  if (announcement.status !== 'LEFT') throw new UserError('announcements.errors.notLeft');
  return announcement;
}
