import { ENTERED_FIGURE_IDS, FIGURE_IDS, type FigureId, isFigureId } from './figure.ts';

/** Entries that aren't figures: one line of a sum, or the day the answers were counted on. */
export const ENTRY_LINES = ['budgetLine', 'attendanceLine', 'answersCountedOn'] as const;
export type EntryLine = (typeof ENTRY_LINES)[number];

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

/** Returns whether the entry is a line of a sum, which needs its funder or category. */
export function needsDetail(entry: string): entry is 'budgetLine' | 'attendanceLine' {
  return entry === 'budgetLine' || entry === 'attendanceLine';
}

export function isEntry(id: string): id is EnterableFigure {
  return isFigureId(id) || ENTRY_LINES.some((line) => line === id);
}

export const COUNTED_ON = 'answersCountedOn';
const BUDGET_LINE = 'budget.';
const ATTENDANCE_LINE = 'launchAttendance.';

/** Returns the key the entry is stored under. `detail` is the funder or the category of a line. */
export function entryKey(entry: EnterableFigure, detail: string): string {
  if (entry === 'budgetLine') return BUDGET_LINE + detail;
  return entry === 'attendanceLine' ? ATTENDANCE_LINE + detail : entry;
}

/** Returns the funder of a budget line; null for any other key. */
export function funderOf(key: string): string | null {
  return key.startsWith(BUDGET_LINE) ? key.slice(BUDGET_LINE.length) : null;
}

/** Returns the category of a line of the launch's attendance; null for any other key. */
export function categoryOf(key: string): string | null {
  return key.startsWith(ATTENDANCE_LINE) ? key.slice(ATTENDANCE_LINE.length) : null;
}
