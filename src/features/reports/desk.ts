import { type FigureId, isEnteredFigureId } from '../figures/figure.ts';
import type { Choosable } from './choices/choosable.ts';
import { CHAPTERS, type ChapterId, chapterOf } from './content/chapters.ts';
import { findingsWithoutNote, type MovedSentence, type ReportContent } from './content/content.ts';
import { sentenceOf } from './content/sentence-basis.ts';
import { isIncludedFigure } from './documents/figure-table.ts';
import type { OpeningSentence } from './documents/sentences.ts';
import type { Finding } from './findings/findings.ts';
import type { NamedComment } from './review/review.ts';

/** The chapters that a coordinator goes through, in order. */
export const DESK_CHAPTERS = CHAPTERS;

/** The figures that each chapter tells. */
const CHAPTER_FIGURES: Readonly<Partial<Record<ChapterId, readonly FigureId[]>>> = {
  events: ['events', 'coOrganisedEvents', 'cancelledEvents', 'postponedEvents'],
  audience: ['participants', 'eventsWithOfficials'],
  communication: [
    'programmesPrinted',
    'posters',
    'pageViews',
    'organisationsDistributingProgrammeAndPoster',
    'organisationsLinkingToSite',
    'organisationsUsingLogo',
    'organisationsRelaying',
    'peopleReachedByRelay',
    'organisationsMakingContacts',
  ],
  media: ['organisationsMobilisingPress', 'organisationsWithCoverage', 'mediaMentions'],
  launch: [
    'launchAttendance',
    'launchQuestionnairesAnswered',
    'launchCoveragePress',
    'launchCoverageRadio',
    'launchCoverageTv',
    'launchCoverageWeb',
  ],
  opinions: ['organisationsComingBack'],
  budget: ['budget'],
  method: ['questionnairesSent', 'questionnairesAnswered', 'respondingOrganisations'],
};

/** Something that a chapter lacks. */
export interface Missing {
  /** Figures that a coordinator enters, and nobody has. */
  readonly entries: readonly FigureId[];
  /** Figures for which some of those asked haven't answered. */
  readonly answers: readonly { readonly figure: FigureId; readonly answered: number; readonly asked: number }[];
  /** True for the chapter of the objectives where none is set. */
  readonly objectives: boolean;
}

/** A chapter of the bilan as a coordinator works on it. */
export interface BilanDesk {
  readonly editionId: string;
  readonly chapter: ChapterId;
  readonly content: ReportContent;
  /** The sentences that it opens with. */
  readonly sentences: readonly OpeningSentence[];
  readonly moved: readonly (MovedSentence & { readonly rule: string | null })[];
  readonly missing: Missing;
  /** The findings about it that have no note yet. */
  readonly findings: readonly Finding[];
  /** The actions of the buttons that lead to what findings are about, by the findings' ids. */
  readonly corrections: ReadonlyMap<string, string>;
  /** Readers' comments on it that wait to be dealt with. */
  readonly comments: readonly NamedComment[];
  /** The photos and the quotations that it shows, or might. */
  readonly choosable: readonly Choosable[];
  /** Names of those who left some of them out, by their ids. */
  readonly names: ReadonlyMap<string, string>;
  /** The version that is published, which no choice changes any more; null as long as none is. */
  readonly published: number | null;
  /** A coordinator's sentence that has just given way to the rules' own, so that it isn't lost; null otherwise. */
  readonly dropped: string | null;
}

/** A sentence published about a figure; `text` is null as long as there is none. */
export interface PresentText {
  readonly editionId: string;
  readonly key: string;
  readonly text: string | null;
}

/** Returns the things that a chapter lacks. */
export function missingIn(content: ReportContent, chapter: ChapterId): Missing {
  const { report, edition } = content;
  const figures = (CHAPTER_FIGURES[chapter] ?? []).map((id) => report.figures[id]);
  return {
    entries: figures.flatMap(({ id, value }) => (isEnteredFigureId(id) && value === null ? [id] : [])),
    answers: figures.filter(isIncludedFigure).flatMap(({ id: figure, base }) => {
      if (base === null || base.answered >= base.asked) return [];
      return [{ figure, answered: base.answered, asked: base.asked }];
    }),
    objectives: chapter === 'objectives' && (edition.message === null || edition.expectedResults.length === 0),
  };
}

/** Returns the findings about a chapter that have no note yet; those about no figure of a chapter stand in the method's. */
export function findingsIn(content: ReportContent, chapter: ChapterId): readonly Finding[] {
  return findingsWithoutNote(content).filter((finding) => chapterOfFinding(finding) === chapter);
}

function chapterOfFinding({ id, figures }: Finding): ChapterId {
  const about = id.replace(/^claim-beyond-respondents:/, '');
  const key = about.slice(0, about.indexOf(':', about.indexOf(':') + 1));
  const named = chapterOf(key) ?? sentenceOf(key)?.chapter;
  if (named) return named;
  const told = DESK_CHAPTERS.find((chapter) => CHAPTER_FIGURES[chapter]?.some((figure) => figures.includes(figure)));
  return told ?? 'method';
}

/** Returns whether something of a chapter waits for a coordinator. */
function isLeft(content: ReportContent, chapter: ChapterId): boolean {
  const { entries, objectives } = missingIn(content, chapter);
  return entries.length > 0 || objectives || findingsIn(content, chapter).length > 0;
}

/** Returns the chapter to begin with: where a figure has moved below a sentence, else where something is left to do. */
export function firstChapter(content: ReportContent): ChapterId {
  const [moved] = content.moved;
  const where = moved === undefined ? undefined : sentenceOf(moved.key)?.chapter;
  return where ?? DESK_CHAPTERS.find((chapter) => isLeft(content, chapter)) ?? 'essential';
}
