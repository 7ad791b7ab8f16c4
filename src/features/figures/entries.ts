import { ENTERED_FIGURE_IDS, FIGURE_IDS, type FigureId, isFigureId } from './figure.ts';

/** Lines of a sum, each with what their keys begin with; what follows is the funder, what was paid for, or the category. */
const SUM_LINES = {
  budgetLine: 'budget.',
  plannedBudgetLine: 'budgetPlanned.',
  expenseLine: 'expense.',
  plannedExpenseLine: 'expensePlanned.',
  attendanceLine: 'launchAttendance.',
} as const;
export type SumLine = keyof typeof SUM_LINES;

const SUM_LINE_IDS = Object.keys(SUM_LINES).filter(needsDetail);

/** Entries that aren't figures: one line of a sum, or the day the answers were counted on. */
type EntryLine = SumLine | 'answersCountedOn';
const ENTRY_LINES: readonly EntryLine[] = [...SUM_LINE_IDS, 'answersCountedOn'];

/** Anything that a coordinator may enter. */
export type EnterableFigure = FigureId | EntryLine;

/**
 * Figures offered first for a past edition that the bot didn't follow, because these are compared most. Any figure
 * may be entered for it.
 */
const COMPARED: readonly FigureId[] = [
  'events',
  'participants',
  'eventsWithOfficials',
  'coOrganisedEvents',
  'questionnairesSent',
  'questionnairesAnswered',
  'respondingOrganisations',
  'organisationsMobilisingPress',
  'organisationsWithCoverage',
  'mediaMentions',
  'organisationsUsingLogo',
  'organisationsComingBack',
];

/** Entries that the bot doesn't count itself: all that can be entered for an edition it follows. */
export const NOT_COUNTED: readonly EnterableFigure[] = [...ENTERED_FIGURE_IDS, ...ENTRY_LINES];

/**
 * All entries in the order they are offered: what is entered every year, then what is entered only for a past
 * edition.
 */
export const ENTRIES: readonly EnterableFigure[] = [
  ...new Set<EnterableFigure>([...NOT_COUNTED, ...COMPARED, ...FIGURE_IDS]),
];

/** Returns whether the entry is a line of a sum, which needs its funder, what was paid for, or its category. */
export function needsDetail(entry: string): entry is SumLine {
  return Object.hasOwn(SUM_LINES, entry);
}

export function isEntry(id: string): id is EnterableFigure {
  return isFigureId(id) || ENTRY_LINES.some((line) => line === id);
}

export const COUNTED_ON = 'answersCountedOn';

/** Returns the key the entry is stored under. `detail` is the funder, what was paid for, or the category of a line. */
export function entryKey(entry: EnterableFigure, detail: string): string {
  return needsDetail(entry) ? SUM_LINES[entry] + detail : entry;
}

/** Returns which line of a sum is stored under this key, and its name; null for any other key. */
export function sumLineOf(key: string): { readonly line: SumLine; readonly name: string } | null {
  const line = SUM_LINE_IDS.find((id) => key.startsWith(SUM_LINES[id]));
  return line === undefined ? null : { line, name: key.slice(SUM_LINES[line].length) };
}
