import { memberOf, type Right } from '../../../access/actor/rights.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { UserError } from '../../../chat/user-error.ts';
import { alphabetical } from '../../../reading/index.ts';
import { type EventRow, eventById, eventOfRow, eventsByIds, eventsOfEdition } from '../../events/queries.ts';
import type { Questionnaire, StoredQuestionnaire, Survey } from '../survey.ts';
import { answeringOrganisations } from './answerable.ts';
import { answersFrom } from './history.ts';
import { questionnaireStore } from './questionnaire-store.ts';

export {
  answeringOrganisations,
  isBegun,
  isLacking,
  isMissing,
  isOpen,
  isReminded,
  isStillToAsk,
  mayAnswer,
} from './answerable.ts';

/** Loads a questionnaire with its event and current answers. Throws UserError when the region has none with this id. */
export async function loadQuestionnaire(scope: RegionScope, id: string): Promise<Questionnaire> {
  const questionnaire = await questionnaireStore(scope).byId(id);
  if (!questionnaire) throw new UserError('common.errors.notFound');
  const { eventId } = questionnaire;
  return whole(scope, questionnaire, eventId === null ? null : await eventById(scope, eventId));
}

/** Makes a questionnaire whole that was read with the columns of its event. */
export async function withEvent(
  scope: RegionScope,
  stored: StoredQuestionnaire,
  eventRow: EventRow | null,
): Promise<Questionnaire> {
  return whole(scope, stored, eventRow && (await eventOfRow(scope, eventRow)));
}

/** Loads all questionnaires of a survey: those of events by the events' numbers, then those of organisations by name. */
export async function loadQuestionnaires(scope: RegionScope, survey: Survey): Promise<readonly Questionnaire[]> {
  const all = await eventsOfEdition(scope, survey.editionId);
  const events = new Map(all.map((event) => [event.id, event]));
  const questionnaires = (await questionnaireStore(scope).ofSurvey(survey.id)).map((questionnaire) =>
    whole(scope, questionnaire, (questionnaire.eventId !== null && events.get(questionnaire.eventId)) || null),
  );
  return inOrderOfEvents(scope, questionnaires);
}

/** Loads only those questionnaires of a survey that these people's organisations are asked, in the same order. */
export async function loadQuestionnairesOf(
  scope: RegionScope,
  survey: Survey,
  personIds: readonly string[],
): Promise<readonly Questionnaire[]> {
  return inOrderOfEvents(
    scope,
    await withEvents(scope, await questionnaireStore(scope).ofMembers(survey.id, personIds)),
  );
}

/** Loads only those that these organisations lead or co-organise, in the same order. */
export async function loadQuestionnairesOfOrganisations(
  scope: RegionScope,
  survey: Survey,
  organisationIds: readonly string[],
): Promise<readonly Questionnaire[]> {
  return inOrderOfEvents(
    scope,
    await withEvents(scope, await questionnaireStore(scope).ofOrganisations(survey.id, organisationIds)),
  );
}

/** Loads the questionnaires with these ids, by id. */
export async function loadQuestionnairesById(
  scope: RegionScope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Questionnaire>> {
  const stored = ids.length === 0 ? [] : await questionnaireStore(scope).byIds(ids);
  return new Map((await withEvents(scope, stored)).map((questionnaire) => [questionnaire.id, questionnaire]));
}

async function withEvents(
  scope: RegionScope,
  stored: readonly StoredQuestionnaire[],
): Promise<readonly Questionnaire[]> {
  const ids = stored.flatMap(({ eventId }) => eventId ?? []);
  const events = new Map((ids.length === 0 ? [] : await eventsByIds(scope, ids)).map((event) => [event.id, event]));
  return stored.map((one) => whole(scope, one, (one.eventId !== null && events.get(one.eventId)) || null));
}

function inOrderOfEvents(scope: RegionScope, questionnaires: readonly Questionnaire[]): readonly Questionnaire[] {
  const numbered = questionnaires.map((one) => ({
    ...{ one, organisation: one.organisation, number: one.event?.number ?? Number.MAX_SAFE_INTEGER },
  }));
  return inOrder(scope, numbered).map(({ one }) => one);
}

/** Sorts what belongs to events by the events' numbers, and what has the same number, or none, by the organisations' names. */
export function inOrder<T extends { readonly number: number; readonly organisation: { readonly name: string } }>(
  { region }: RegionScope,
  all: readonly T[],
): readonly T[] {
  const byNumber = all.toSorted((a, b) => a.number - b.number);
  const first = byNumber.findIndex(({ number }) => number === Number.MAX_SAFE_INTEGER);
  if (first === -1) return byNumber;
  // Names take long to compare, and an event's number is its own.
  return [
    ...byNumber.slice(0, first),
    ...alphabetical(region.locale, byNumber.slice(first), ({ organisation }) => organisation.name),
  ];
}

/**
 * Returns the rights that let somebody read a conversation about a questionnaire: membership in an answering
 * organisation.
 */
export function questionnaireReaders({ now, region }: RegionScope, questionnaire: Questionnaire): readonly Right[] {
  return answeringOrganisations(questionnaire, now, region.timeZone).map(memberOf);
}

function whole(
  { region }: RegionScope,
  questionnaire: StoredQuestionnaire,
  event: Questionnaire['event'],
): Questionnaire {
  return { ...questionnaire, event, answers: answersFrom(questionnaire.entries), chamber: region.chamber };
}
