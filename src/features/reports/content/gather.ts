import type { RegionScope } from '../../../access/region/region-scope.ts';
import { atOnce, inTurns } from '../../../concurrency/turns.ts';
import { readAhead } from '../../../database/ahead.ts';
import { localDay } from '../../../dates/index.ts';
import { announcementFacts } from '../../announcements/queries.ts';
import type { Edition } from '../../editions/edition.ts';
import { editionPeriod, editionsBefore } from '../../editions/queries.ts';
import { editionEvents, hasEvents } from '../../events/queries.ts';
import type { EnteredFigure } from '../../figures/entered-figure.ts';
import { COUNTED_ON, type SumLine, sumLineOf } from '../../figures/entries.ts';
import { FIGURE_IDS, type FigureId, isEnteredFigureId, isFigureId, sourceOf } from '../../figures/figure.ts';
import type { Measure } from '../../figures/measures.ts';
import { enteredFigures } from '../../figures/queries.ts';
import { kitFacts } from '../../kits/queries.ts';
import { meetingFacts } from '../../meetings/queries.ts';
import { allOrganisations } from '../../organisations/queries.ts';
import { declaredMentions, type MentionFact, type QuestionnaireFacts } from '../../surveys/facts.ts';
import { questionnaireFacts, type Survey, surveyOfEdition } from '../../surveys/queries.ts';
import { aggregation } from '../aggregates/aggregate.ts';
import type { CoordinationFacts } from '../aggregates/coordination.ts';
import type { EarlierFigure, EditionFacts, PlannedAndSpent, PreviousFigures } from '../aggregates/facts.ts';
import { disclose } from '../disclosure/disclose.ts';
import { limitingBeside } from '../disclosure/limit-to-disclosable.ts';
import { withReferences } from '../press/press.ts';
import { draftStore } from '../publication/draft-store.ts';
import { reportStore } from '../store.ts';
import { claimOf } from './chapters.ts';
import { factsState } from './facts-state-store.ts';
import { workedOut } from './worked-out.ts';

/** The facts of an edition, and everything else that the database knows for its bilan. */
export interface Gathered {
  readonly facts: EditionFacts;
  readonly survey: Survey | null;
  /** Department of each organisation; null when none is known. */
  readonly departments: ReadonlyMap<string, string | null>;
}

export interface GatherOptions {
  /** Leaves out answers given after the survey was closed. */
  readonly onTime: boolean;
  /** Includes the edition before, which a live tally doesn't need. */
  readonly previous: boolean;
}

/** The rows of an edition that are read a part at a time, since there may be thousands. */
interface Read {
  readonly survey: Survey | null;
  readonly departments: Gathered['departments'];
  readonly facts: Pick<EditionFacts, 'organisations' | 'events' | keyof QuestionnaireFacts>;
  /** The media items that organisations declared. */
  readonly declared: readonly MentionFact[];
}

async function readFacts(scope: RegionScope, editionId: string, onTime: boolean): Promise<Read> {
  const survey = await surveyOfEdition(scope, editionId);
  const { facts: events, standing } = await editionEvents(scope, editionId);
  const questionnaires = await questionnaireFacts(scope, editionId, { onTime, events: standing });
  const organisations = await allOrganisations(scope);
  return {
    survey,
    departments: new Map(organisations.map(({ id, department }) => [id, department])),
    facts: { organisations: organisations.map(({ id, name }) => ({ id, name })), events, ...questionnaires },
    declared: questionnaires.organisationQuestionnaires.flatMap(({ organisation, answers }) =>
      declaredMentions(organisation, answers),
    ),
  };
}

/**
 * Gathers the facts from which the bilan is computed, as the database holds them now. Tables with thousands of rows are
 * read before the transaction begins, and that reading is used only if the rows are still the same.
 */
export async function gatherFacts(scope: RegionScope, edition: Edition, options: GatherOptions): Promise<Gathered> {
  const { onTime } = options;
  const { timeZone, locale } = scope.region;
  const read = await readAhead(scope.tx, {
    // Days go by the region's clock, and names are sorted by its language.
    name: `facts ${edition.id} ${onTime} ${timeZone} ${locale}`,
    before: (tx) => factsState({ ...scope, tx }).before(),
    now: (tx) => factsState({ ...scope, tx }).now(),
    read: (tx) => readFacts({ ...scope, tx }, edition.id, onTime),
  });
  const { survey, departments, declared } = read;
  const entered = await enteredFigures(scope, edition.id);
  const store = reportStore(scope);
  const closedOn = survey?.closedAt ? localDay(survey.closedAt, timeZone) : null;
  const stated = entered.find(({ key, note }) => key === COUNTED_ON && note !== null);
  const facts: EditionFacts = {
    edition: { year: edition.year, firstDay: edition.startsOn, lastDay: edition.endsOn },
    ...read.facts,
    mentions: withReferences(declared, await store.loggedMentions(edition.id, read.facts.events)),
    ...enteredFacts(entered),
    answersCountedOn: stated?.note ?? closedOn,
    latestCountedOn: stated ? latestOf(localDay(stated.enteredAt, timeZone), closedOn) : null,
    claims: claimsIn(await store.texts(edition.id)),
    previous: options.previous ? await previousFigures(scope, edition) : null,
  };
  return { facts, survey, departments };
}

function latestOf(day: string, other: string | null): string {
  return other !== null && other > day ? other : day;
}

function enteredFacts(
  entered: readonly EnteredFigure[],
): Pick<EditionFacts, 'entered' | 'budgetLines' | keyof PlannedAndSpent | 'launchAttendanceLines'> {
  const figures: { [Id in FigureId]?: EarlierFigure } = quantities(entered);
  const lines = (line: SumLine) =>
    entered.flatMap(({ key, value }) => {
      const found = sumLineOf(key);
      return found?.line !== line || value === null ? [] : [{ name: found.name, value }];
    });
  const money = (line: SumLine) => lines(line).map(({ name, value }) => ({ name, amount: value }));
  return {
    entered: Object.fromEntries(Object.entries(figures).filter(([id]) => isEnteredFigureId(id))),
    budgetLines: lines('budgetLine').map(({ name, value }) => ({ funder: name, amount: value })),
    plannedBudgetLines: money('plannedBudgetLine').map(({ name, amount }) => ({ funder: name, amount })),
    expenseLines: money('expenseLine'),
    plannedExpenseLines: money('plannedExpenseLine'),
    launchAttendanceLines: lines('attendanceLine').map(({ name, value }) => ({ category: name, people: value })),
  };
}

function quantities(entered: readonly (Measure & { readonly key: string; readonly of?: number | null })[]): {
  [Id in FigureId]?: EarlierFigure;
} {
  const known: { [Id in FigureId]?: EarlierFigure } = {};
  for (const { key, value, precision, of = null } of entered) {
    if (!isFigureId(key) || value === null || precision === 'unknown' || precision === 'not_applicable') continue;
    known[key] = { value, precision, ...(of === null ? {} : { of }) };
  }
  return known;
}

function claimsIn(texts: ReadonlyMap<string, string>): EditionFacts['claims'] {
  return [...texts].flatMap(([key, wording]) => {
    const figure = claimOf(key);
    return figure === null ? [] : [{ figure, wording }];
  });
}

/** The most editions that are looked through for the last one of which something is known. */
const LOOKED_THROUGH = 10;

/**
 * Returns the figures of the last edition before of which something is known: a year that was typed by mistake makes one of which nothing
 * is. They are those that it published; without a bilan, those that the bot counts of answers given in time, none of
 * them while its survey is open; without events, those that were entered.
 */
async function previousFigures(scope: RegionScope, edition: Edition): Promise<PreviousFigures | null> {
  for (const before of (await editionsBefore(scope, edition.year, LOOKED_THROUGH)).toReversed()) {
    const told = await toldOf(scope, before);
    if (isKnown(told)) return told;
  }
  return null;
}

function isKnown({ figures }: PreviousFigures): boolean {
  return Object.keys(figures).length > 0;
}

/** The most editions before the one before that a bilan tells of. */
const OLDER = 3;

/** Returns the figures of the editions before the last one, the earliest first; those of which nothing is known are left out. */
export async function olderFigures(
  scope: RegionScope,
  last: PreviousFigures | null,
): Promise<readonly PreviousFigures[]> {
  const told: PreviousFigures[] = [];
  if (last === null) return [];
  for (const before of await editionsBefore(scope, last.year, OLDER)) told.push(await toldOf(scope, before));
  return told.filter(isKnown);
}

/** Gathers the chamber's work around the events of an edition. */
export async function coordinationFacts(scope: RegionScope, edition: Edition): Promise<CoordinationFacts> {
  const span = await editionPeriod(scope, edition.id);
  return {
    meetings: await meetingFacts(scope, span),
    kit: await kitFacts(scope, edition.id),
    announcements: await announcementFacts(scope, span),
  };
}

async function toldOf(scope: RegionScope, before: Edition): Promise<PreviousFigures> {
  const { year } = before;
  const published = (await reportStore(scope).versions(before.id)).at(-1);
  if (published) return { year, figures: quantities(measured(published.figures.figures)) };
  if (await hasEvents(scope, before.id)) {
    // A late answer would be read by what it changes: nothing holds these figures beside what was told of them.
    const { facts, survey } = await gatherFacts(scope, before, { onTime: true, previous: false });
    if (facts.events.length > 0) {
      const basis = { facts };
      const counted = await workedOut(scope, `figures ${before.id}`, basis, () => inTurns(aggregation(facts)));
      const drafts = await draftStore(scope).told(before.id);
      const beside = atOnce(limitingBeside(drafts.toReversed(), disclose(counted, { surveyOpen: false })));
      const told = measured(beside.told.figures);
      // An edition may be closed while its survey is open: until then each answer would move what is told here.
      const isOpen = survey !== null && survey.closedAt === null;
      return { year, figures: quantities(isOpen ? told.filter(({ key }) => !isAnswered(key)) : told) };
    }
  }
  return { year, figures: quantities(await enteredFigures(scope, before.id)) };
}

/** Returns whether answers to questionnaires make a figure, or change it. */
function isAnswered(id: FigureId): boolean {
  const source = sourceOf(id);
  return source !== 'events' && source !== 'entered';
}

/** Leaves out shares of nobody and counts of questionnaires that were never sent: these are unknown, not zero. */
function measured(figures: { readonly [Id in FigureId]?: Measure & { readonly of: number | null } }) {
  return FIGURE_IDS.flatMap((key) => {
    const figure = figures[key];
    const empty = figure === undefined || figure.of === 0 || (key === 'questionnairesSent' && figure.value === 0);
    return empty ? [] : [{ key, value: figure.value, precision: figure.precision, of: figure.of }];
  });
}
