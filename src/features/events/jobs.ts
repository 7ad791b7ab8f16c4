import type { RegionScope } from '../../access/scope.ts';
import { directory } from '../../access/store.ts';
import { dayAfterAt } from '../../dates/index.ts';
import { reachable, send, sentUnder } from '../../delivery/outbox.ts';
import { onlyByDay } from '../../schedule/by-day.ts';
import { putOff } from '../../schedule/due.ts';
import type { DueHandlers } from '../../schedule/run-due.ts';
import { translator } from '../../texts/translator.ts';
import { INCOMPLETE } from './due-kinds.ts';
import { incompleteReminder } from './messages/notices.ts';
import { eventsOfEdition } from './queries.ts';
import { completeness } from './rules.ts';

export const eventJobs: DueHandlers = onlyByDay({ [INCOMPLETE]: remind });

/** All of an organisation's sheets in one message. */
async function remind(scope: RegionScope, subject: string): Promise<void> {
  const [editionId = '', organisationId = ''] = subject.split(':');
  const events = (await eventsOfEdition(scope, editionId)).filter(
    (event) =>
      event.organisation.id === organisationId && event.status === 'ACCEPTED' && completeness(event).missing.length > 0,
  );
  if (events.length === 0) return;
  const people = directory(scope);
  const members = await people.members(organisationId);
  const prefix = `${INCOMPLETE}:${subject}:`;
  const told = new Set((await sentUnder(scope, prefix)).map(({ key }) => key));
  const waiting = members.filter(({ personId }) => !told.has(prefix + personId));
  const open = await reachable(
    scope,
    waiting.map(({ personId }) => personId),
  );
  for (const contact of waiting) {
    const { personId } = contact;
    if (!open.has(personId)) continue;
    const t = translator(contact.locale, scope.region.timeZone);
    await send(scope, {
      key: prefix + personId,
      target: await people.privately(contact, t.text('events.reminder.thread')),
      message: incompleteReminder(t, events),
      unsolicitedTo: personId,
    });
  }
  // Who was written to often enough these days is reminded later, while there is time.
  if (open.size < waiting.length) await putOff(scope, { kind: INCOMPLETE, subject, at: tomorrow(scope) });
}

function tomorrow({ now, region }: RegionScope): Date {
  return dayAfterAt(now, 1, '10:00', region.timeZone);
}
