import { FIGURE_IDS, type FigureId, isFigureId, sourceOf } from '../figures/figure.ts';

/** The chapters of the bilan, in their order. */
export const CHAPTERS = [
  'essential',
  'objectives',
  'method',
  'events',
  'audience',
  'communication',
  'media',
  'launch',
  'opinions',
  'budget',
  'ideas',
  'proposals',
  'annexes',
] as const;

export type ChapterId = (typeof CHAPTERS)[number];

/** Prefixes of the keys under which coordinators' texts are kept. */
export const CHAPTER = 'chapter:';
const CLAIM = 'claim:';
export const FINDING = 'finding:';

/** Figures a sentence is most often published about: those that rest on what some answered of all that were asked. */
const CLAIMED = FIGURE_IDS.filter(
  (id) => sourceOf(id) === 'organisation_sheets' || id === 'participants' || id === 'eventsWithOfficials',
);

/** What a coordinator may write: a chapter's words, or a sentence published about a figure. */
export const WRITABLE: readonly string[] = [
  ...CHAPTERS.filter((id) => id !== 'annexes').map((id) => CHAPTER + id),
  ...CLAIMED.map((id) => CLAIM + id),
];

export function isWritable(key: string): boolean {
  return chapterOf(key) !== null || claimOf(key) !== null;
}

/** The chapter whose words stand under this key; null when it is none's. */
export function chapterOf(key: string): ChapterId | null {
  return CHAPTERS.find((id) => id !== 'annexes' && CHAPTER + id === key) ?? null;
}

/** The figure whose published sentence stands under this key; null when it is none's. */
export function claimOf(key: string): FigureId | null {
  const figure = key.startsWith(CLAIM) ? key.slice(CLAIM.length) : '';
  return isFigureId(figure) ? figure : null;
}
