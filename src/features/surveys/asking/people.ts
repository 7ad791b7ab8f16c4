import { type Contact, directory } from '../../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { localDay } from '../../../dates/index.ts';
import { sentUnder } from '../../../delivery/outbox/index.ts';
import { eventsOfOrganisation } from '../../events/queries.ts';
import type { Questionnaire } from '../survey.ts';

/** The members who are asked a questionnaire: `first` in person, the `others` where they share a thread. */
export interface Addressees {
  readonly first: Contact;
  readonly others: readonly Contact[];
}

/**
 * Returns the members to ask. First comes the event's proposer, or whoever proposed the organisation's last event, or
 * its longest-standing member. Returns null when it has no member.
 */
export async function addresseesOf(
  scope: RegionScope,
  questionnaire: Questionnaire,
  organisationId = questionnaire.organisation.id,
): Promise<Addressees | null> {
  const members = await directory(scope).members(organisationId);
  const known =
    questionnaire.event?.proposedById ??
    (await eventsOfOrganisation(scope, organisationId, questionnaire.survey.editionId)).at(0)?.proposedById;
  const first = members.find(({ personId }) => personId === known) ?? members[0];
  if (!first) return null;
  return { first, others: members.filter(({ personId }) => personId !== first.personId) };
}

/** The prefix of all reminders' keys. */
export const REMINDER_KEY_PREFIX = 'survey-reminder:';

const reminderKey = (personId: string): string => `${REMINDER_KEY_PREFIX}${personId}:`;

/** Returns the key of today's reminder, so that a person is reminded once a day at most. */
export function reminderKeyOf(scope: RegionScope, personId: string): string {
  return reminderKey(personId) + localDay(scope.now, scope.region.timeZone);
}

/** Returns the keys of the reminders sent to a person since that day. */
export async function remindersSince(scope: RegionScope, personId: string, since: Date): Promise<readonly string[]> {
  const first = reminderKey(personId) + localDay(since, scope.region.timeZone);
  const sent = await sentUnder(scope, reminderKey(personId));
  return sent.map(({ key }) => key).filter((key) => key >= first);
}
