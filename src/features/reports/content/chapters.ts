import { FIGURE_IDS, type FigureId, isFigureId, sourceOf } from '../../figures/figure.ts';

/** The chapters of the bilan, in order. */
export const CHAPTERS = [
  'essential',
  'objectives',
  'meetings',
  'events',
  'audience',
  'communication',
  'media',
  'launch',
  'opinions',
  'budget',
  'ideas',
  'proposals',
  'editions',
  'thanks',
  'method',
  'annexes',
] as const;

export type ChapterId = (typeof CHAPTERS)[number];

/** Prefixes of the keys under which coordinators' texts are stored. */
export const CHAPTER = 'chapter:';
const CLAIM = 'claim:';
export const FINDING = 'finding:';

/** Figures that sentences are most often published about: they rest on the answers of some of those asked. */
const CLAIMED = FIGURE_IDS.filter(
  (id) => sourceOf(id) === 'organisation_sheets' || id === 'participants' || id === 'eventsWithOfficials',
);

/** Keys of the texts that a coordinator may write: a chapter's words, or a sentence published about a figure. */
export const WRITABLE: readonly string[] = [...CHAPTERS.map((id) => CHAPTER + id), ...CLAIMED.map((id) => CLAIM + id)];

export function isWritable(key: string): boolean {
  return chapterOf(key) !== null || claimOf(key) !== null;
}

/** Returns the chapter whose words are stored under this key; null for any other key. */
export function chapterOf(key: string): ChapterId | null {
  return CHAPTERS.find((id) => CHAPTER + id === key) ?? null;
}

/** Returns the figure whose published sentence is stored under this key; null for any other key. */
export function claimOf(key: string): FigureId | null {
  const figure = key.startsWith(CLAIM) ? key.slice(CLAIM.length) : '';
  return isFigureId(figure) ? figure : null;
}
