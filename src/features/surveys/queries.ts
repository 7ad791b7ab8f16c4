import type { RegionScope } from '../../access/region/region-scope.ts';
import { localDay } from '../../dates/index.ts';
import type { Event } from '../events/event.ts';
import type { OrganisationQuestionnaireFact, QuestionnaireFacts } from './facts.ts';
import { answerStore } from './questionnaires/answer-store.ts';
import { type AnswerEntry, answersFrom, givenInTime } from './questionnaires/history.ts';
import { answeringOrganisations, isLacking, isOpen, loadQuestionnaires } from './questionnaires/load.ts';
import { quotableAnswers } from './questionnaires/quotes.ts';
import type { Answers } from './questions/answers.ts';
import { numberIn } from './questions/quantity.ts';
import { surveyStore } from './store.ts';
import type { Questionnaire, Survey } from './survey.ts';

export { showConsentWithdrawn } from './answering/operations/allow-quote.ts';
export { planEventQuestionnaire } from './asking/plan.ts';
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
 * bilan. Media items are part of the answers; `declaredMentions` derives them.
 * @param options.events the edition's events, where they have been read already.
 */
export async function questionnaireFacts(
  scope: RegionScope,
  editionId: string,
  { onTime = false, events }: { readonly onTime?: boolean; readonly events?: readonly Event[] } = {},
): Promise<QuestionnaireFacts> {
  const survey = await surveyOfEdition(scope, editionId);
  if (!survey) {
    return { eventQuestionnaires: [], organisationQuestionnaires: [], absenceQuestionnaires: [], quotes: [] };
  }
  return questionnaireFactsOf(scope, await loadQuestionnaires(scope, survey, events), { onTime });
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

/** Returns the facts of these questionnaires, without those that weren't asked or whose event was cancelled. */
async function questionnaireFactsOf(
  scope: RegionScope,
  questionnaires: readonly Questionnaire[],
  { onTime }: { readonly onTime: boolean },
): Promise<QuestionnaireFacts> {
  const open = questionnaires.filter(isOpen);
  const history = await answerStore(scope).history(open.map(({ id }) => id));
  const facts = open.map((questionnaire) => {
    const before = history.get(questionnaire.id) ?? [];
    const entries = onTime ? givenInTime(questionnaire.entries, before) : questionnaire.entries;
    return { questionnaire, entries, ...factOf(scope, entries, before) };
  });
  return {
    eventQuestionnaires: facts.flatMap(({ questionnaire: { eventId: event }, entries, answers, answeredOn }) =>
      event === null ? [] : [{ event, answers, answeredOn, countedOn: countedOn(scope, entries) }],
    ),
    organisationQuestionnaires: ofOrganisations(facts, 'organisation'),
    absenceQuestionnaires: ofOrganisations(facts, 'absence'),
    quotes: facts.flatMap(({ questionnaire: { kind, organisation, consents, entries: current }, entries }) =>
      quotableAnswers(kind, entries, consents, current).map((quote) => ({ ...quote, organisation: organisation.id })),
    ),
  };
}

/** Returns the day of the answer that holds the number of people, which may be later than the first answer; null without a number. */
function countedOn(scope: RegionScope, entries: readonly AnswerEntry[]): string | null {
  const counted = entries.find(({ question, value }) => question === 'attendance' && numberIn(value) !== null);
  return counted === undefined ? null : localDay(counted.at, scope.region.timeZone);
}

interface AnsweredFact extends Omit<OrganisationQuestionnaireFact, 'organisation'> {
  readonly questionnaire: Questionnaire;
}

function ofOrganisations(
  facts: readonly AnsweredFact[],
  kind: 'organisation' | 'absence',
): readonly OrganisationQuestionnaireFact[] {
  return facts.flatMap(({ questionnaire, answers, answeredOn }) =>
    questionnaire.kind === kind ? [{ organisation: questionnaire.organisation.id, answers, answeredOn }] : [],
  );
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
