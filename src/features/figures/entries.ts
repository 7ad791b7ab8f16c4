import { ENTERED_FIGURE_IDS, FIGURE_IDS, type FigureId, isFigureId } from './figure.ts';

/** What stands in a form beside the figures: one line of a sum, or the day the answers were counted on. */
export const LINES = ['budgetLine', 'attendanceLine', 'answersCountedOn'] as const;
export type Line = (typeof LINES)[number];

/** Something a coordinator may enter. */
export type EnterableFigure = FigureId | Line;

/** Of a past edition, which the bot didn't see, any figure may be entered: these are compared most. */
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

/** What the bot doesn't count itself: all that can be entered of an edition it follows. */
export const NOT_COUNTED: readonly EnterableFigure[] = [...ENTERED_FIGURE_IDS, ...LINES];

/** In the order they are offered: what is entered every year, then what is only entered of a past edition. */
export const ENTRIES: readonly EnterableFigure[] = [
  ...new Set<EnterableFigure>([...NOT_COUNTED, ...COMPARED, ...FIGURE_IDS]),
];

/** A line of a sum says whose it is. */
export function needsDetail(entry: string): entry is 'budgetLine' | 'attendanceLine' {
  return entry === 'budgetLine' || entry === 'attendanceLine';
}

export function isEntry(id: string): id is EnterableFigure {
  return isFigureId(id) || LINES.some((line) => line === id);
}

export const COUNTED_ON = 'answersCountedOn';
const BUDGET_LINE = 'budget.';
const ATTENDANCE_LINE = 'launchAttendance.';

/** Under which key it is stored; `detail` is the funder or the category of a line. */
export function keyOf(entry: EnterableFigure, detail: string): string {
  if (entry === 'budgetLine') return BUDGET_LINE + detail;
  return entry === 'attendanceLine' ? ATTENDANCE_LINE + detail : entry;
}

/** The funder of a budget line; null for any other key. */
export function funderOf(key: string): string | null {
  return key.startsWith(BUDGET_LINE) ? key.slice(BUDGET_LINE.length) : null;
}

/** The category of a line of the launch's attendance; null for any other key. */
export function categoryOf(key: string): string | null {
  return key.startsWith(ATTENDANCE_LINE) ? key.slice(ATTENDANCE_LINE.length) : null;
}
