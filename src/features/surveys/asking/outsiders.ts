import { directory } from '../../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import type { Questionnaire, SurveyConversation } from '../survey.ts';
import { organisationIn } from './rooms.ts';

/**
 * Returns those of the conversations about an event with people who answer for none of its organisations and don't coordinate:
 * theirs co-organises it no more, or they have left it. A shared thread is its organisation's.
 */
export async function withOutsiders(
  scope: RegionScope,
  { event, organisation }: Questionnaire,
  conversations: readonly SurveyConversation[],
): Promise<readonly SurveyConversation[]> {
  if (event === null || conversations.length === 0) return [];
  const hosts = new Set([organisation, ...event.coOrganisers].map(({ id }) => id));
  const people = directory(scope);
  const members = [...(await people.membersOf([...hosts])).values()].flat();
  const inside = new Set([...members, ...(await people.coordinators())].map(({ personId }) => personId));
  return conversations.filter(({ room, personId }) => {
    const shared = organisationIn(room);
    return shared === null ? !inside.has(personId) : !hosts.has(shared);
  });
}
