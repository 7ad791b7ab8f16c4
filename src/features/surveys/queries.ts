import type { RegionScope } from '../../access/scope.ts';
import { localDay } from '../../dates/index.ts';
import type { EventSheetFact, OrganisationSheetFact } from '../reports/facts.ts';
import { answerStore } from './answer-store.ts';
import type { Answers } from './answers.ts';
import { type AnswerEntry, answersFrom } from './history.ts';
import { type Received, received } from './my-sheets.ts';
import { isOpen, loadSheets } from './sheets.ts';
import { surveyStore } from './store.ts';
import type { AskedSheet, Survey } from './survey.ts';

export { planEventSheet } from './plan.ts';
export type { Survey } from './survey.ts';

/** The survey of an edition; null before it is launched. */
export function surveyOfEdition(scope: RegionScope, editionId: string): Promise<Survey | null> {
  return surveyStore(scope).ofEdition(editionId);
}

/** What was answered, as the bilan and the tallies count it: a sheet per event and organisation that was asked. */
export interface SheetFacts {
  readonly eventSheets: readonly EventSheetFact[];
  readonly organisationSheets: readonly OrganisationSheetFact[];
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
  const sheets = (await loadSheets(scope, survey)).filter(({ askedAt }) => askedAt !== null);
  const history = await answerStore(scope).history(sheets.map(({ id }) => id));
  const facts = sheets.map((sheet) => {
    const before = history.get(sheet.id) ?? [];
    return { sheet, ...factOf(scope, onTime ? onTimeEntries(sheet, before) : sheet.entries, before) };
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

/** Of what was changed after closing, the answer before that; of what was only given then, nothing. */
function onTimeEntries({ entries }: AskedSheet, before: readonly AnswerEntry[]): readonly AnswerEntry[] {
  return entries.flatMap((entry) => {
    if (!entry.late) return [entry];
    return before.find(({ question, late }) => question === entry.question && !late) ?? [];
  });
}

/** "13 reçus sur 22", "7 ont répondu sur 12". */
export interface SurveyCounts {
  readonly events: Received;
  readonly organisations: Received;
  /** Answers given after closing: they call for a new version of the bilan. */
  readonly lateAnswers: number;
}

export async function surveyCounts(scope: RegionScope, editionId: string): Promise<SurveyCounts> {
  const survey = await surveyOfEdition(scope, editionId);
  const sheets = survey ? (await loadSheets(scope, survey)).filter(isOpen) : [];
  return {
    events: received(sheets.filter(({ kind }) => kind === 'event')),
    organisations: received(sheets.filter(({ kind }) => kind === 'organisation')),
    lateAnswers: sheets.flatMap(({ entries }) => entries).filter(({ late }) => late).length,
  };
}
