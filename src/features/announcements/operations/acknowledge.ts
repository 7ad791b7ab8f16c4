import { z } from 'zod';
import { operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import { UserError } from '../../../chat/user-error.ts';
import { followThreads } from '../../../delivery/outbox/index.ts';
import { readQuantity } from '../../../reading/index.ts';
import { type EstimatedReach, relayedToGroups } from '../announcement.ts';
import { recipientStore } from '../recipient-store.ts';
import { markRead } from '../refresh.ts';
import { announcementStore } from '../store.ts';

/** Notes that the actor has read it. Each person counts once, on whichever platform and however often they say so. */
export const readAnnouncement = operation({
  name: 'announcements.read',
  who: 'anyone',
  journal: { silent: 'is their own' },
  input: z.object({ id: z.uuid() }),
  async run(scope, { id }): Promise<void> {
    await checkStands(scope, id);
    await recipientStore(scope).noteRead(id, scope.actor.personId);
    follow(scope, id);
  },
});

/** Notes to whom the actor passed it on, and to about how many people. The last answer counts. */
export const relayAnnouncement = operation({
  name: 'announcements.relay',
  who: 'anyone',
  journal: { silent: 'is their own' },
  input: z.object({ id: z.uuid(), to: z.array(z.enum(relayedToGroups)), howMany: z.string().nullable() }),
  async run(scope, { id, to, howMany }): Promise<EstimatedReach | null> {
    const reach = howMany === null ? null : readReach(scope, howMany);
    await checkStands(scope, id);
    await recipientStore(scope).noteRelayed(id, scope.actor.personId, to, reach);
    follow(scope, id);
    return reach;
  },
});

/** Has all that shows who has read it follow. */
function follow(scope: Scope, id: string): void {
  markRead(scope, id);
  followThreads(
    scope,
    scope.actor.organisations.map(({ id }) => id),
  );
}

function readReach({ actor }: Scope, typed: string): EstimatedReach {
  const read = readQuantity(typed, actor.locale);
  if (!read.ok) throw new UserError('announcements.errors.howMany', { typed, problem: read.problem }, 'howMany');
  // The answers of several people are added up, so only the lower end of a range is certain.
  return read.range
    ? { value: read.range.from, precision: 'at_least' }
    : { value: read.value, precision: read.precision };
}

/** Throws UserError unless it is an announcement that has left and wasn't withdrawn. */
async function checkStands(scope: Scope, id: string): Promise<void> {
  const announcement = await announcementStore(scope).byId(id);
  if (announcement?.status === 'WITHDRAWN') throw new UserError('announcements.errors.withdrawn');
  if (announcement?.status !== 'LEFT') throw new UserError('common.errors.notFound');
}
