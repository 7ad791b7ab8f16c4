import type { RegionScope } from '../../access/region/region-scope.ts';
import { atOnce, inTurns, mapInSteps, type Stepwise } from '../../concurrency/turns.ts';
import { localDay } from '../../dates/index.ts';
import type { EditionEvents } from '../events/facts.ts';
import { editionEvents } from '../events/queries.ts';
import type { EventQuestionnaireFact, OrganisationQuestionnaireFact, QuestionnaireFacts, QuoteFact } from './facts.ts';
import {
  QUESTIONNAIRES_AT_ONCE,
  type QuestionnaireFactRow,
  questionnaireFactStore,
} from './questionnaires/facts-store.ts';
import { type AnswerEntry, answersFrom, givenInTime } from './questionnaires/history.ts';
import { answeringOrganisations, inOrder, isLacking, isOpen, loadQuestionnaires } from './questionnaires/load.ts';
import { quotableAnswers } from './questionnaires/quotes.ts';
import type { Answers } from './questions/answers.ts';
import type { QuestionnaireKind } from './questions/catalogue.ts';
import { numberIn } from './questions/quantity.ts';
import { surveyStore } from './store.ts';
import type { Questionnaire, Survey } from './survey.ts';

export { showConsentWithdrawn } from './answering/operations/allow-quote.ts';
export { planEventQuestionnaire } from './asking/plan.ts';
export { endForFormerCoOrganiser } from './asking/superseded.ts';
export { askedBeforeEndingNote } from './coordination/co-organising-ended.ts';
export { askedAlreadyNote } from './coordination/postponing.ts';
export { noteAccepted } from './coordination/proposals.ts';
export type { Survey } from './survey.ts';

/** Returns the survey of an edition; null before it is launched. */
export function surveyOfEdition(scope: RegionScope, editionId: string): Promise<Survey | null> {
  return surveyStore(scope).ofEdition(editionId);
}

/**
 * Returns the ids of the organisations that are to answer the edition's survey and haven't, or not to the end; empty before the launch and
 * after the closing.
 */
export async function organisationsToAnswer(scope: RegionScope, editionId: string): Promise<ReadonlySet<string>> {
  const survey = await surveyOfEdition(scope, editionId);
  if (!survey || survey.closedAt !== null) return new Set();
  const open = (await loadQuestionnaires(scope, survey)).filter(isLacking);
  return new Set(
    open.flatMap((questionnaire) => answeringOrganisations(questionnaire, scope.now, scope.region.timeZone)),
  );
}

/**
 * Returns the answers of an edition; with `onTime`, as they stood when the survey was closed, for version 1 of the
 * bilan. Media items are part of the answers; `declaredMentions` derives them. They are read a part at a time.
 * @param options.events how the edition's events stand, where that has been read already.
 */
export async function questionnaireFacts(
  scope: RegionScope,
  editionId: string,
  { onTime = false, events }: { readonly onTime?: boolean; readonly events?: EditionEvents['standing'] } = {},
): Promise<QuestionnaireFacts> {
  const survey = await surveyOfEdition(scope, editionId);
  if (!survey) {
    return { eventQuestionnaires: [], organisationQuestionnaires: [], absenceQuestionnaires: [], quotes: [] };
  }
  const standing = events ?? (await editionEvents(scope, editionId)).standing;
  return factsOfSurvey(scope, survey, { onTime, standing });
}

/** Returns the same of those questionnaires alone that are about these events, or that this organisation was asked as one that takes part. */
export async function questionnaireFactsOfOrganisation(
  scope: RegionScope,
  survey: Survey,
  organisationId: string,
  counting: Counting,
): Promise<QuestionnaireFacts> {
  const rows = await questionnaireFactStore(scope).about(survey.id, [...counting.standing.keys()], organisationId);
  return atOnce(
    factsOf(
      scope,
      rows.flatMap((row) => countedFact(scope, row, counting) ?? []),
    ),
  );
}

/** Returns what one questionnaire counts for with its current answers, late or not; nothing is read for it. */
export function standingFacts(
  questionnaire: Questionnaire,
): Pick<QuestionnaireFacts, 'eventQuestionnaires' | 'organisationQuestionnaires'> {
  const { kind, eventId: event, organisation, answers } = questionnaire;
  const fact = { answers, answeredOn: null };
  const counts = isOpen(questionnaire);
  return {
    eventQuestionnaires: counts && event !== null ? [{ event, ...fact, countedOn: null }] : [],
    organisationQuestionnaires: counts && kind === 'organisation' ? [{ organisation: organisation.id, ...fact }] : [],
  };
}

/** The answers that count, and the standing of the events they are about. */
interface Counting {
  readonly onTime: boolean;
  readonly standing: EditionEvents['standing'];
}

interface CountedFact extends Omit<OrganisationQuestionnaireFact, 'organisation'> {
  readonly kind: QuestionnaireKind;
  readonly eventId: string | null;
  readonly organisation: { readonly id: string; readonly name: string };
  /** The event's number; those without an event come after all others. */
  readonly number: number;
  readonly quotes: readonly QuoteFact[];
  /** The day of the answer that holds the number of people; null without a number. */
  readonly countedOn: string | null;
}

/** Returns the facts of a survey's questionnaires, without those that weren't asked or whose event was cancelled. */
async function factsOfSurvey(
  scope: RegionScope,
  { id: surveyId }: Survey,
  counting: Counting,
): Promise<QuestionnaireFacts> {
  const store = questionnaireFactStore(scope);
  const read: CountedFact[] = [];
  /** Those that are asked as ones that take part. */
  const takingPart = new Set<string>();
  for (let last = FIRST; ; ) {
    const rows = await store.after(surveyId, last);
    const counted = await inTurns(mapInSteps(rows, (row) => countedFact(scope, row, counting)));
    read.push(...counted.filter((one) => one !== null));
    for (const row of rows) if (row.kind === 'organisation') takingPart.add(row.organisation.id);
    last = rows.at(-1)?.id ?? last;
    if (rows.length < QUESTIONNAIRES_AT_ONCE) break;
  }
  return inTurns(
    factsOf(
      scope,
      read.filter(({ kind, organisation }) => kind !== 'absence' || !takingPart.has(organisation.id)),
    ),
  );
}

function* factsOf(scope: RegionScope, counted: readonly CountedFact[]): Stepwise<QuestionnaireFacts> {
  const facts = inOrder(scope, counted);
  yield;
  const found = { events: [] as EventQuestionnaireFact[], quotes: [] as QuoteFact[] };
  yield* mapInSteps(facts, ({ eventId: event, answers, answeredOn, countedOn, quotes }) => {
    if (event !== null) found.events.push({ event, answers, answeredOn, countedOn });
    found.quotes.push(...quotes);
  });
  const organisationQuestionnaires = ofOrganisations(facts, 'organisation');
  yield;
  return {
    eventQuestionnaires: found.events,
    organisationQuestionnaires,
    absenceQuestionnaires: ofOrganisations(facts, 'absence'),
    quotes: found.quotes,
  };
}

/** Returns the day of the answer that holds the number of people, which may be later than the first answer; null without a number. */
function countedOn(scope: RegionScope, entries: readonly AnswerEntry[]): string | null {
  const counted = entries.find(({ question, value }) => question === 'attendance' && numberIn(value) !== null);
  return counted === undefined ? null : localDay(counted.at, scope.region.timeZone);
}

/** Comes before all ids. */
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Returns what a questionnaire counts for; null where it doesn't. */
function countedFact(
  scope: RegionScope,
  { kind, eventId, organisation, askedAt, consents, entries: current, before }: QuestionnaireFactRow,
  { onTime, standing }: Counting,
): CountedFact | null {
  const event = (eventId !== null && standing.get(eventId)) || null;
  if (!isOpen({ askedAt, superseded: false, event })) return null;
  const entries = onTime ? givenInTime(current, before) : current;
  const quotes = quotableAnswers(kind, entries, consents, current);
  return {
    ...{ kind, eventId, organisation, number: event?.number ?? Number.MAX_SAFE_INTEGER },
    countedOn: countedOn(scope, entries),
    ...factOf(scope, entries, before),
    quotes: quotes.map((quote) => ({ ...quote, organisation: organisation.id })),
  };
}

function ofOrganisations(
  facts: readonly CountedFact[],
  wanted: 'organisation' | 'absence',
): readonly OrganisationQuestionnaireFact[] {
  return facts
    .filter(({ kind }) => kind === wanted)
    .map(({ organisation, answers, answeredOn }) => ({ organisation: organisation.id, answers, answeredOn }));
}

function factOf(
  scope: RegionScope,
  entries: readonly AnswerEntry[],
  before: readonly AnswerEntry[],
): { readonly answers: Answers; readonly answeredOn: string | null } {
  const questions = new Set(entries.map(({ question }) => question));
  const times = [...entries, ...before.filter(({ question }) => questions.has(question))].map(({ at }) => at.getTime());
  return {
    answers: answersFrom(entries),
    answeredOn: times.length === 0 ? null : localDay(new Date(Math.min(...times)), scope.region.timeZone),
  };
}
