import type { RegionScope } from '../../access/region/region-scope.ts';
import { localDay } from '../../dates/index.ts';
import type { SheetFacts } from './facts.ts';
import { answerStore } from './questionnaires/answer-store.ts';
import { type AnswerEntry, answersFrom, givenInTime } from './questionnaires/history.ts';
import { answeringOrganisations, isMissing, isOpen, loadSheets } from './questionnaires/load.ts';
import type { Answers } from './questions/answers.ts';
import { surveyStore } from './store.ts';
import type { AskedSheet, Survey } from './survey.ts';

export { planEventSheet } from './asking/plan.ts';
export type { Survey } from './survey.ts';

/** The survey of an edition; null before it is launched. */
export function surveyOfEdition(scope: RegionScope, editionId: string): Promise<Survey | null> {
  return surveyStore(scope).ofEdition(editionId);
}

/** Ids of the organisations that are to answer the survey of an edition and haven't; none before it and once it is closed. */
export async function organisationsToAnswer(scope: RegionScope, editionId: string): Promise<ReadonlySet<string>> {
  const survey = await surveyOfEdition(scope, editionId);
  if (!survey || survey.closedAt !== null) return new Set();
  const missing = (await loadSheets(scope, survey)).filter(isMissing);
  return new Set(missing.flatMap((sheet) => answeringOrganisations(sheet, scope.now, scope.region.timeZone)));
}

/**
 * The answers of an edition; with `onTime`, as they stood when the survey was closed (version 1 of the bilan). Media
 * items are in the answers: `mentionsOf` derives them, they are stored nowhere else.
 */
export async function sheetFacts(
  scope: RegionScope,
  editionId: string,
  { onTime = false }: { readonly onTime?: boolean } = {},
): Promise<SheetFacts> {
  const survey = await surveyOfEdition(scope, editionId);
  if (!survey) return { eventSheets: [], organisationSheets: [] };
  return sheetFactsOf(scope, await loadSheets(scope, survey), { onTime });
}

/** The same of these sheets; of those that weren't asked, or whose event was cancelled, nothing. */
export async function sheetFactsOf(
  scope: RegionScope,
  sheets: readonly AskedSheet[],
  { onTime }: { readonly onTime: boolean },
): Promise<SheetFacts> {
  const open = sheets.filter(isOpen);
  const history = await answerStore(scope).history(open.map(({ id }) => id));
  const facts = open.map((sheet) => {
    const before = history.get(sheet.id) ?? [];
    return { sheet, ...factOf(scope, onTime ? givenInTime(sheet.entries, before) : sheet.entries, before) };
  });
  return {
    eventSheets: facts.flatMap(({ sheet: { eventId: event }, answers, answeredOn }) =>
      event === null ? [] : [{ event, answers, answeredOn }],
    ),
    organisationSheets: facts.flatMap(({ sheet: { kind, organisation }, answers, answeredOn }) =>
      kind === 'organisation' ? [{ organisation: organisation.id, answers, answeredOn }] : [],
    ),
  };
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
