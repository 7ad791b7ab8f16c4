import { type Contact, directory } from '../../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { localDay } from '../../../dates/index.ts';
import { sentUnder } from '../../../delivery/outbox/index.ts';
import { eventsOfOrganisation } from '../../events/queries.ts';
import type { Questionnaire } from '../survey.ts';

/**
 * Whom a questionnaire is asked of: one person for the organisation. The others see it too, where they can be in one
 * thread.
 */
export interface Addressees {
  readonly first: Contact;
  readonly others: readonly Contact[];
}

/** The event's proposer, or whoever proposed the organisation's last event; else its longest member. Null: nobody. */
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

/** Keys of all reminders begin like this. */
export const REMINDER_KEY_PREFIX = 'survey-reminder:';

const reminderKey = (personId: string): string => `${REMINDER_KEY_PREFIX}${personId}:`;

/** A person is reminded once a day at most, of all that waits. */
export function reminderKeyOf(scope: RegionScope, personId: string): string {
  return reminderKey(personId) + localDay(scope.now, scope.region.timeZone);
}

/** Keys of the reminders that a person got since then. */
export async function remindersSince(scope: RegionScope, personId: string, since: Date): Promise<readonly string[]> {
  const first = reminderKey(personId) + localDay(since, scope.region.timeZone);
  const sent = await sentUnder(scope, reminderKey(personId));
  return sent.map(({ key }) => key).filter((key) => key >= first);
}
