import type { RegionScope } from '../../access/region/region-scope.ts';
import { type Sent, sentUnder, withdrawUnder } from '../../delivery/outbox/index.ts';
import { unschedule } from '../../schedule/due.ts';
import type { Announcement, ChangedCopies } from './announcement.ts';
import { ANNOUNCEMENT_REMINDER } from './publish.ts';
import { refreshState, scheduleRefresh } from './refresh.ts';
import { reminderPrefix } from './remind.ts';
import { copyPrefix } from './rules.ts';
import { announcementStore } from './store.ts';

/** Returns the messages that the announcement has become, its reminders included. */
export async function standing(scope: RegionScope, id: string): Promise<readonly Sent[]> {
  const sent = [...(await sentUnder(scope, copyPrefix(id))), ...(await sentUnder(scope, reminderPrefix(id)))];
  return sent.filter(({ status }) => status !== 'REFUSED');
}

export function changedWith(sent: readonly Sent[]): ChangedCopies {
  const doubtful = sent.filter(({ status }) => status === 'UNKNOWN').length;
  return { copies: sent.length - doubtful, doubtful };
}

/** Takes back an announcement that has left; the caller holds its lock. Returns how many messages that reaches. */
export async function withdrawCopies(scope: RegionScope, announcement: Announcement): Promise<ChangedCopies> {
  const { id } = announcement;
  await announcementStore(scope).change(id, { status: 'WITHDRAWN', withdrawnAt: scope.now });
  await unschedule(scope, ANNOUNCEMENT_REMINDER, id);
  const sent = await standing(scope, id);
  for (const prefix of [copyPrefix(id), reminderPrefix(id)]) await withdrawUnder(scope, prefix);
  await refreshState(scope, { ...announcement, status: 'WITHDRAWN', withdrawnAt: scope.now });
  await scheduleRefresh(scope, id);
  return changedWith(sent);
}
