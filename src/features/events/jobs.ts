import { memberOf } from '../../access/actor/rights.ts';
import { directory } from '../../access/contacts/directory-store.ts';
import { type RegionScope, wordsFor } from '../../access/region/region-scope.ts';
import { dayAfterAt } from '../../dates/index.ts';
import { contactable, optedOut, type StillMeant, sentUnder, tellPerson } from '../../delivery/outbox/index.ts';
import { onlyByDay } from '../../schedule/by-day.ts';
import { reschedule } from '../../schedule/due.ts';
import type { DueHandlers } from '../../schedule/run-due.ts';
import { editionById } from '../editions/queries.ts';
import { CLOSED, refreshProposalCard } from './cards.ts';
import { isToTell, tellAccepted } from './digest.ts';
import { EVENTS_ACCEPTED, INCOMPLETE_SHEETS, OVERLAPS_CHANGED, UNSENT_PROPOSAL } from './due-kinds.ts';
import type { Event } from './event.ts';
import { incompleteReminder } from './messages/notices.ts';
import { refreshInvitations } from './operations/co-organise.ts';
import { eventById, eventsOfOrganisation } from './queries.ts';
import { completeness, reminderTimes } from './rules.ts';
import { eventStore } from './store.ts';
import { isUnsentReminder, remindOfUnsent, stillUnsent } from './unsent-reminder.ts';

export const eventJobs: DueHandlers = {
  ...onlyByDay({ [INCOMPLETE_SHEETS]: remind, [EVENTS_ACCEPTED]: tell, [UNSENT_PROPOSAL]: remindOfUnsent }),
  async [OVERLAPS_CHANGED](scope, subject) {
    const [id = '', why] = subject.split(':');
    // Without the lock a decision of this moment might be overwritten on the cards by what was read before it.
    await eventStore(scope).lock(id);
    const event = await eventById(scope, id);
    if (event === null) return;
    await refreshProposalCard(scope, event);
    if (why === CLOSED) await refreshInvitations(scope, event);
  },
};

/** Tells of the events of an edition that were accepted since the last time, where this one is among them. */
async function tell(scope: RegionScope, subject: string): Promise<void> {
  const [id = ''] = subject.split(':');
  const event = await eventById(scope, id);
  if (event && (await isToTell(scope, event))) await tellAccepted(scope, event.editionId);
}

/** Reminds an organisation's members of all its incomplete sheets in one message. */
async function remind(scope: RegionScope, subject: string): Promise<void> {
  const [editionId = '', organisationId = ''] = subject.split(':');
  const edition = await editionById(scope, editionId);
  const events = await incompleteEvents(scope, editionId, organisationId);
  if (!edition || events.length === 0) return;
  const people = directory(scope);
  const members = await people.members(organisationId);
  const prefix = `${INCOMPLETE_SHEETS}:${subject}:`;
  const told = new Set((await sentUnder(scope, prefix)).map(({ key }) => key));
  const ids = members.map(({ personId }) => personId);
  const not = await optedOut(scope, ids, 'event');
  const waiting = members.filter(({ personId }) => !told.has(prefix + personId) && !not.has(personId));
  const open = await contactable(
    scope,
    waiting.map(({ personId }) => personId),
    'event',
  );
  for (const contact of waiting) {
    const { personId } = contact;
    if (!open.has(personId)) continue;
    await tellPerson(scope, contact, {
      key: prefix + personId,
      words: (t) => incompleteReminder(t, edition, events),
      consent: { unasked: 'event', personId },
      readAs: [memberOf(organisationId)],
    });
  }
  // Members who have reached their weekly limit are reminded later, while there is time.
  if (open.size < waiting.length) await reschedule(scope, { kind: INCOMPLETE_SHEETS, subject, at: tomorrow(scope) });
}

/** Rewrites a reminder that waited to what is still missing; null when nothing is, or the edition has begun. */
const sheetsStillIncomplete: StillMeant = async (scope, { key, personId }) => {
  const [editionId = '', organisationId = ''] = key.slice(`${INCOMPLETE_SHEETS}:`.length).split(':');
  const edition = await editionById(scope, editionId);
  const contact = await directory(scope).person(personId);
  if (!edition || !contact) return null;
  if (reminderTimes(edition.startsOn, scope.region.timeZone).expires <= scope.now) return null;
  const events = await incompleteEvents(scope, editionId, organisationId);
  if (events.length === 0) return null;
  return incompleteReminder(wordsFor(contact, scope.region), edition, events);
};

/** Returns what a word about somebody's events says once it may be read. */
export const eventStillMeant: StillMeant = (scope, message) =>
  isUnsentReminder(message.key) ? stillUnsent(scope, message) : sheetsStillIncomplete(scope, message);

async function incompleteEvents(
  scope: RegionScope,
  editionId: string,
  organisationId: string,
): Promise<readonly Event[]> {
  return (await eventsOfOrganisation(scope, organisationId, editionId))
    .filter(
      (event) =>
        event.organisation.id === organisationId &&
        event.status === 'ACCEPTED' &&
        completeness(event).missing.length > 0,
    )
    .toSorted((a, b) => a.number - b.number);
}

function tomorrow({ now, region }: RegionScope): Date {
  return dayAfterAt(now, 1, '10:00', region.timeZone);
}
