import type { RegionScope } from '../../access/scope.ts';
import { directory } from '../../access/store.ts';
import { send } from '../../delivery/outbox.ts';
import type { DueHandlers } from '../../schedule/run-due.ts';
import { translator } from '../../texts/translator.ts';
import { INCOMPLETE } from './due-kinds.ts';
import { incompleteReminder } from './messages/notices.ts';
import { eventsOfEdition } from './queries.ts';
import { completeness } from './rules.ts';

export const eventJobs: DueHandlers = { [INCOMPLETE]: remind };

/** All of an organisation's sheets in one message. */
async function remind(scope: RegionScope, subject: string): Promise<void> {
  const [editionId = '', organisationId = ''] = subject.split(':');
  const events = (await eventsOfEdition(scope, editionId)).filter(
    (event) =>
      event.organisation.id === organisationId && event.status === 'ACCEPTED' && completeness(event).missing.length > 0,
  );
  if (events.length === 0) return;
  const people = directory(scope);
  for (const contact of await people.members(organisationId)) {
    const t = translator(contact.locale, scope.region.timeZone);
    await send(scope, {
      key: `${INCOMPLETE}:${subject}:${contact.personId}`,
      target: await people.privately(contact, t.text('events.reminder.thread')),
      message: incompleteReminder(t, events),
    });
  }
}
