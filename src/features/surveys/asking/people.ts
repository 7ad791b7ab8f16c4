import { type Contact, directory } from '../../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { localDay } from '../../../dates/index.ts';
import { sentAs, sentUnderEach } from '../../../delivery/outbox/index.ts';
import { eventsOfOrganisation, lastProposers } from '../../events/queries.ts';
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
  return chosenAmong(members, known);
}

/** Reads what tells whom to ask in these organisations, however many, and returns what chooses among them as `addresseesOf` does. */
export async function addresseesAmong(
  scope: RegionScope,
  editionId: string,
  organisationIds: readonly string[],
): Promise<(questionnaire: Questionnaire, organisationId?: string) => Addressees | null> {
  const members = await directory(scope).membersOf(organisationIds);
  const proposers = members.size === 0 ? new Map() : await lastProposers(scope, editionId, organisationIds);
  return (questionnaire, organisationId = questionnaire.organisation.id) =>
    chosenAmong(members.get(organisationId) ?? [], questionnaire.event?.proposedById ?? proposers.get(organisationId));
}

function chosenAmong(members: readonly Contact[], known: string | undefined): Addressees | null {
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

/** Returns those of these people who were reminded today. */
export async function remindedToday(scope: RegionScope, personIds: readonly string[]): Promise<ReadonlySet<string>> {
  const byKey = new Map(personIds.map((id) => [reminderKeyOf(scope, id), id]));
  const sent = await sentAs(scope, [...byKey.keys()]);
  return new Set(sent.flatMap(({ key }) => byKey.get(key) ?? []));
}

/** Returns the keys of the reminders sent to each of these people since that day, by the person's id. */
export async function remindersSinceOf(
  scope: RegionScope,
  personIds: readonly string[],
  since: Date,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const day = localDay(since, scope.region.timeZone);
  const sent = await sentUnderEach(scope, personIds.map(reminderKey));
  const found = new Map<string, string[]>();
  for (const { key } of sent) {
    const [, personId = ''] = key.split(':');
    if (key >= reminderKey(personId) + day) found.set(personId, [...(found.get(personId) ?? []), key]);
  }
  return found;
}
