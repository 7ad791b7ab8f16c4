import { atOnce, type Stepwise } from '../../../concurrency/turns.ts';
import { type Outline, type Part, paragraphPart } from '../../../documents/outline.ts';
import { pictureOf } from '../../../documents/picture.ts';
import type { Translator } from '../../../texts/translator.ts';
import { editionDates } from '../../editions/messages.ts';
import { CHAPTERS, type ChapterId } from '../content/chapters.ts';
import { findingsWithoutNote, type ReportContent } from '../content/content.ts';
import { openValues } from '../words.ts';
import { annexesChapter } from './chapters/annexes.ts';
import { budgetChapter } from './chapters/budget.ts';
import { communicationChapter, launchChapter, mediaChapter } from './chapters/communication.ts';
import { meetingsChapter } from './chapters/coordination.ts';
import { editionsChapter, thanksChapter } from './chapters/editions.ts';
import { audienceChapter, eventsChapter } from './chapters/events.ts';
import { opinionsChapter } from './chapters/opinions.ts';
import { essentialChapter, methodChapter, objectivesChapter } from './chapters/summary.ts';
import { coordinatorsParts, ideasChapter } from './chapters/words.ts';
import { sentencesOf } from './sentences.ts';
import { statedVersion } from './stated-version.ts';

const PARTS: Readonly<
  Record<Exclude<ChapterId, 'annexes'>, (content: ReportContent, t: Translator) => readonly Part[]>
> = {
  essential: essentialChapter,
  objectives: objectivesChapter,
  method: methodChapter,
  meetings: meetingsChapter,
  events: eventsChapter,
  audience: audienceChapter,
  communication: communicationChapter,
  media: mediaChapter,
  launch: launchChapter,
  opinions: opinionsChapter,
  budget: budgetChapter,
  ideas: ideasChapter,
  proposals: () => [],
  editions: editionsChapter,
  thanks: thanksChapter,
};

/** Writes the whole bilan, chapter by chapter, and leaves out chapters without content. */
export function writeOutline(content: ReportContent, t: Translator): Outline {
  return atOnce(outlineInSteps(content, t));
}

/** Writes the same in steps. */
export function* outlineInSteps(content: ReportContent, t: Translator): Stepwise<Outline> {
  const chapters: Outline['chapters'][number][] = [];
  for (const id of CHAPTERS) {
    chapters.push(yield* writeChapter(content, t, id));
    yield;
  }
  return withChapters(content, t, chapters);
}

function* writeChapter(content: ReportContent, t: Translator, id: ChapterId): Stepwise<Outline['chapters'][number]> {
  const own = id === 'annexes' ? yield* annexesChapter(content, t) : PARTS[id](content, t);
  return {
    id,
    title: t.text(`reports.chapter.${id}`),
    parts: [...saidParts(content, t, id), ...coordinatorsParts(content, id), ...own],
  };
}

function withChapters(content: ReportContent, t: Translator, chapters: Outline['chapters']): Outline {
  const { edition, region } = content;
  return {
    title: t.text('reports.title', { edition: edition.name, region: region.name }),
    subtitle: [editionDates(t, edition), region.chamber, statedVersion(content, t)].join(' · '),
    ...logosOf(content, t),
    notices: notices(content, t),
    chapters: chapters.filter(({ parts }) => parts.length > 0),
  };
}

/** The logos of the kit, each named in words, without those that can't be shown everywhere. */
function logosOf({ logos, region }: ReportContent, t: Translator): Pick<Outline, 'logos'> {
  const shown = logos.flatMap(({ of, bytes }) => {
    return pictureOf(bytes, t.text('reports.logo', { of: of === '' ? region.chamber : of })) ?? [];
  });
  return shown.length === 0 ? {} : { logos: shown };
}

/** The sentences that a chapter opens with, in one paragraph. */
function saidParts(content: ReportContent, t: Translator, id: ChapterId): readonly Part[] {
  const sentences = sentencesOf(content, t, id);
  return sentences.length === 0 ? [] : [paragraphPart(sentences.join(' '))];
}

/** Says why this isn't to be published yet, and what has changed since the last version. */
function notices(content: ReportContent, t: Translator): readonly string[] {
  const left = findingsWithoutNote(content).length;
  const before = content.earlier.at(-1);
  return [
    ...(content.surveyOpen ? [t.text('reports.notice.open', openValues(content))] : []),
    ...(left > 0 ? [t.text('reports.notice.findings', { count: left })] : []),
    ...(content.moved.length > 0 ? [t.text('reports.notice.moved', { count: content.moved.length })] : []),
    ...(before && content.changes.length > 0
      ? [t.text('reports.notice.changes', { version: before.version, count: content.changes.length })]
      : []),
    ...heldNotice(content, t),
  ];
}

/**
 * Says next to which handed-out versions figures are held back, so that a difference doesn't reveal too few answers.
 */
function heldNotice({ heldBy }: ReportContent, t: Translator): readonly string[] {
  const [newest, ...others] = heldBy;
  if (newest === undefined) return [];
  const older = others.length > 0 ? 'yes' : 'no';
  return 'version' in newest
    ? [t.text('reports.notice.held', { version: newest.version, older })]
    : [t.text('reports.notice.heldDraft', { when: t.date(newest.at), older })];
}
