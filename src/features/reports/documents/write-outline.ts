import type { Translator } from '../../../texts/translator.ts';
import { editionDates } from '../../editions/messages.ts';
import { CHAPTERS, type ChapterId } from '../chapters.ts';
import { isDraft, type ReportContent, toTreat } from '../content.ts';
import { annexes } from './chapters/annexes.ts';
import { communication, launch, media } from './chapters/communication.ts';
import { audience, events } from './chapters/events.ts';
import { opinions } from './chapters/opinions.ts';
import { essential, method, objectives } from './chapters/summary.ts';
import { budget, ideas, ownWords } from './chapters/words.ts';
import type { Outline, Part } from './outline.ts';

const PARTS: Readonly<Record<ChapterId, (content: ReportContent, t: Translator) => readonly Part[]>> = {
  essential,
  objectives,
  method,
  events,
  audience,
  communication,
  media,
  launch,
  opinions,
  budget,
  ideas,
  proposals: () => [],
  annexes,
};

/** Writes the whole bilan, chapter by chapter, and leaves out chapters without content. */
export function writeOutline(content: ReportContent, t: Translator): Outline {
  const { edition, region, version } = content;
  const when = t.date(content.madeAt);
  return {
    title: t.text('reports.title', { edition: edition.name, region: region.name }),
    subtitle: [
      editionDates(t, edition),
      region.chamber,
      t.text(isDraft(content) ? 'reports.annex.draft' : 'reports.annex.version', { version, when }),
    ].join(' · '),
    notices: notices(content, t),
    chapters: CHAPTERS.map((id) => ({
      id,
      title: t.text(`reports.chapter.${id}`),
      parts: [...ownWords(content, id), ...PARTS[id](content, t)],
    })).filter(({ parts }) => parts.length > 0),
  };
}

/** Says why this isn't to be published yet, and what has changed since the last version. */
function notices(content: ReportContent, t: Translator): readonly string[] {
  const left = toTreat(content).length;
  const before = content.earlier.at(-1);
  return [
    ...(content.surveyOpen ? [t.text('reports.notice.open')] : []),
    ...(left > 0 ? [t.text('reports.notice.findings', { count: left })] : []),
    ...(before && content.changes.length > 0
      ? [t.text('reports.notice.changes', { version: before.version, count: content.changes.length })]
      : []),
    ...(content.held ? [t.text('reports.notice.held', { version: content.versions.at(-1)?.version ?? 0 })] : []),
  ];
}
