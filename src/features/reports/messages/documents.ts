import {
  actions,
  type Block,
  button,
  type FileRef,
  field,
  fields,
  file,
  heading,
  image,
  list,
  type Message,
  message,
  note,
  text,
} from '../../../chat/message.ts';
import type { Translator } from '../../../texts/translator.ts';
import { enteredName, figureName } from '../../figures/words.ts';
import type { ChatPicture } from '../chat-picture.ts';
import { chapterOf, claimOf } from '../content/chapters.ts';
import {
  findingsWithoutNote,
  isDraft,
  type Preview,
  type ReportContent,
  type WrittenText,
} from '../content/content.ts';
import { begunText, KEY_FIGURES } from '../documents/chapters/summary.ts';
import { isIncludedFigure } from '../documents/figure-table.ts';
import { findingText } from '../findings/words.ts';
import { baseText, changeText, EMPTY_CELL, estimatesText, openValues, valueBesideName, valueText } from '../words.ts';
import { findingButtons } from './findings.ts';

/** The most findings shown at once; the others follow when these are dealt with. */
const SHOWN = 8;
/** The most characters of ideas, and of notes, shown at once: a dozen long ones would be a flood of messages. */
const [IDEAS_LENGTH, NOTES_LENGTH] = [8_000, 4_000];

/** Shows a coordinator the key figures, and what has to be dealt with before the bilan is published. */
export function reportPreviewMessage(
  t: Translator,
  { editionId, content, ideas, notes, thumbprint, corrections }: Preview,
): Message {
  const left = findingsWithoutNote(content);
  const shown = left.slice(0, SHOWN);
  const told = shownAtOnce(ideas, ({ organisation, idea }) => organisation.length + idea.length, IDEAS_LENGTH);
  return message(
    heading(t.text('reports.preview.title', { edition: content.edition.name })),
    content.surveyOpen && note(t.text('reports.preview.open', openValues(content))),
    ...keyFigures(t, content),
    ...noteBlocks(t, editionId, notes),
    ...begunText(content, t).map((words) => note(words)),
    text(
      left.length === 0
        ? t.text(content.surveyOpen ? 'reports.preview.cleanSoFar' : 'reports.preview.clean')
        : t.text('reports.preview.toTreat', { count: left.length }),
    ),
    list(
      shown.map((finding, index) =>
        t.text('reports.preview.finding', { number: index + 1, finding: findingText(t, finding) }),
      ),
    ),
    left.length > shown.length && note(t.text('reports.preview.more', { count: left.length - shown.length })),
    actions(
      ...shown.flatMap((finding, index) => findingButtons(t, { editionId, finding, corrections, number: index + 1 })),
    ),
    content.moved.length > 0 && text(t.text('reports.preview.moved', { count: content.moved.length })),
    ideas.length > 0 && text(t.text('reports.preview.ideas')),
    list(told.map(({ organisation, idea }) => t.text('reports.preview.idea', { organisation, idea }))),
    told.length < ideas.length && note(t.text('reports.preview.moreIdeas', { count: ideas.length - told.length })),
    told.length < ideas.length && actions(button('run:questionnaire-etat', t.text('reports.preview.questionnaires'))),
    thumbprint !== null && note(t.text('reports.preview.thumbprint', { thumbprint })),
    actions(
      button('run:bilan-document', t.text('reports.preview.document'), left.length === 0 ? 'primary' : 'plain'),
      button('run:bilan-rediger', t.text('reports.preview.write')),
      !isDraft(content) && button(`bilan-publish:${editionId}`, t.text('reports.publish.button')),
    ),
  );
}

/** Returns the first of them, as many as have together no more than `most` characters. */
function shownAtOnce<T>(all: readonly T[], lengthOf: (one: T) => number, most: number): readonly T[] {
  let length = 0;
  return all.filter((one) => {
    length += lengthOf(one);
    return length <= most;
  });
}

/** Shows what coordinators noted beside the figures that they entered. */
function noteBlocks(t: Translator, editionId: string, notes: Preview['notes']): readonly (Block | null | false)[] {
  if (notes.length === 0) return [];
  const told = shownAtOnce(notes, ({ key, note: typed }) => key.length + typed.length, NOTES_LENGTH);
  return [
    text(t.text('reports.preview.notes')),
    noteList(t, told),
    told.length < notes.length && note(t.text('reports.preview.moreNotes', { count: notes.length - told.length })),
    told.length < notes.length && actions(button(`figure-notes:${editionId}`, t.text('reports.preview.allNotes'))),
  ];
}

function noteList(t: Translator, notes: Preview['notes']): Block | null {
  return list(
    notes.map(({ key, note: typed }) =>
      t.text('reports.preview.figureNote', { figure: enteredName(t, key), note: typed }),
    ),
  );
}

/** Shows all notes to the figures of an edition, for whoever asks for those that the preview has no room for. */
export function figureNotesMessage(t: Translator, notes: Preview['notes']): Message {
  return notes.length === 0
    ? message(text(t.text('reports.preview.noNotes')))
    : message(text(t.text('reports.preview.notes')), noteList(t, notes));
}

function keyFigures(t: Translator, content: ReportContent): readonly Block[] {
  const told = KEY_FIGURES.filter(
    (id) =>
      isIncludedFigure(content.report.figures[id]) &&
      (content.report.figures[id].value !== null || content.report.figures[id].withheld !== null),
  );
  if (told.length === 0) return [text(t.text('reports.preview.nothing'))];
  return [fields(...told.map((id) => field(figureName(t, id), figureLine(t, content, id))))];
}

function figureLine(t: Translator, { report }: ReportContent, id: (typeof KEY_FIGURES)[number]): string {
  const figure = report.figures[id];
  return [
    valueBesideName(t, figure),
    estimatesText(t, figure),
    figure.base && baseText(t, figure),
    changeText(t, figure),
  ]
    .filter((part) => part !== null && part !== EMPTY_CELL)
    .join(' · ');
}

/** Confirms that a note is stored. */
export function findingNoted(t: Translator, left: number): Message {
  return message(
    text(t.text('reports.noted', { left })),
    actions(
      left > 0
        ? button('run:bilan-apercu', t.text('reports.noted.next'), 'primary')
        : button('run:bilan-document', t.text('reports.preview.document'), 'primary'),
    ),
  );
}

/** Names a text by its chapter, or by the figure it is about. */
export function writableName(t: Translator, key: string): string {
  const chapter = chapterOf(key);
  if (chapter !== null) return t.text(`reports.chapter.${chapter}`);
  const figure = claimOf(key);
  return figure === null ? key : t.text('reports.write.claim', { figure: figureName(t, figure) });
}

/** Confirms a written text. The text it replaces is shown too, so that nothing that was written is lost. */
export function chapterWritten(t: Translator, { editionId, key, text: now, before, findings }: WrittenText): Message {
  const chapter = chapterOf(key);
  return message(
    text(t.text('reports.write.done', { chapter: writableName(t, key) })),
    text(now),
    findings.length > 0 && text(t.text('reports.write.findings')),
    list(findings.map((finding) => findingText(t, finding))),
    before !== null && before !== now && note(t.text('reports.write.before')),
    before !== null && before !== now && text(before),
    actions(
      button(`bilan-write:${editionId}/${key}`, t.text('reports.write.edit')),
      chapter !== null && button(`bilan-chapter:${editionId}/${chapter}`, t.text('reports.desk.back')),
    ),
  );
}

/** Carries the documents themselves; those that come late, to who waits for them, with what can be done next. */
export function documentsMessage(
  t: Translator,
  content: ReportContent & { readonly editionId: string },
  files: readonly FileRef[],
  { late }: { readonly late: boolean },
): Message {
  const { edition, version, earlier, changes, report } = content;
  const before = earlier.at(-1);
  return message(
    heading(
      t.text(isDraft(content) ? 'reports.document.draft' : 'reports.document.final', {
        edition: edition.name,
        version,
      }),
    ),
    text(t.text('reports.document.files')),
    note(t.text('reports.document.printSoon')),
    ...left(t, content).map(text),
    before !== undefined && changes.length > 0 && text(t.text('reports.document.changes', { version: before.version })),
    list(
      changes.map(({ id, before, after }) => {
        const figure = report.figures[id];
        return t.text('reports.document.change', {
          figure: figureName(t, id),
          before: valueText(t, { ...figure, ...before }),
          after: valueText(t, { ...figure, ...after }),
        });
      }),
    ),
    ...files.map(file),
    ...(late ? nextSteps(t, content) : []),
  );
}

/** Carries the bilan laid out for print, and one of its drawings; `hasMoved` where a figure has changed since the files to read were sent. */
export function printedMessage(
  t: Translator,
  content: ReportContent,
  files: readonly FileRef[],
  { hasMoved, picture }: { readonly hasMoved: boolean; readonly picture: ChatPicture | null },
): Message {
  const { edition, version, madeAt } = content;
  return message(
    heading(
      t.text(isDraft(content) ? 'reports.document.draft' : 'reports.document.final', {
        edition: edition.name,
        version,
      }),
    ),
    text(t.text('reports.document.printed')),
    hasMoved && text(t.text('reports.document.moved', { at: t.moment(madeAt) })),
    picture !== null && image(picture.file, picture.words),
    ...files.map(file),
    hasMoved && actions(button('run:bilan-document', t.text('reports.preview.document'))),
  );
}

/** Says how far the printing has come: the facts still have to be gathered, or the document waits to be laid out. */
export function printProgress(t: Translator, step: 'waiting' | 'laying', chapters: number): Message {
  return message(text(t.text(`reports.document.progress.${step}`, { chapters })));
}

/** Says that the answers about so many events are being read. */
export function readingProgress(t: Translator, events: number): Message {
  return message(text(t.text('reports.document.progress.reading', { events })));
}

/** Says at once, to the person who asked, that the documents of so many events are being made. */
export function documentsPlanned(t: Translator, events: number): Message {
  return message(text(t.text('reports.document.planned', { events })));
}

/** Says that the bilan couldn't be laid out, and what to do. */
export function printFailedMessage(t: Translator): Message {
  return message(
    text(t.text('reports.document.printFailed')),
    actions(button('run:bilan-document', t.text('reports.preview.document'))),
  );
}

/** Says that the documents of a large edition couldn't be made, and what to do. */
export function readingFailedMessage(t: Translator): Message {
  return message(
    text(t.text('reports.document.readingFailed')),
    actions(button('run:bilan-document', t.text('reports.preview.document'))),
  );
}

/** Confirms at once, to the person who asked, that the documents are sent. */
export function documentsSent(t: Translator, content: ReportContent & { readonly editionId: string }): Message {
  const what = t.text(`reports.document.what.${isDraft(content) ? 'draft' : 'final'}`, { version: content.version });
  return message(
    text(t.text('reports.document.sent', { what })),
    ...left(t, content).map(text),
    ...nextSteps(t, content),
  );
}

/** Says what was left out, and what can be done with a draft, or with a version. */
function nextSteps(t: Translator, content: ReportContent & { readonly editionId: string }): readonly (Block | null)[] {
  const unreadable = unreadablePhotos(t, content).map(text);
  if (isDraft(content))
    return [...unreadable, actions(button('run:bilan-apercu', t.text('reports.noted.next'), 'primary'))];
  return [
    ...unreadable,
    note(t.text('reports.document.frozen', { version: content.version })),
    actions(button(`bilan-publish:${content.editionId}`, t.text('reports.publish.button'), 'primary')),
  ];
}

/** Says whose photo isn't shown because it can't be read, and what to do. */
function unreadablePhotos(t: Translator, { photos }: ReportContent): readonly string[] {
  const { length: count } = photos.unreadable;
  if (count === 0) return [];
  const names = photos.unreadable.flatMap(({ organisation }) => organisation ?? []);
  return [t.text('reports.document.photosLeft', { count, named: names.length, names: t.list(names) })];
}

/** Says why it is a draft. */
function left(t: Translator, content: ReportContent): readonly string[] {
  const count = findingsWithoutNote(content).length;
  return [
    ...(content.surveyOpen ? [t.text('reports.document.leftOpen', openValues(content))] : []),
    ...(count > 0 ? [t.text('reports.document.left', { count })] : []),
    ...(content.moved.length > 0 ? [t.text('reports.document.leftMoved', { count: content.moved.length })] : []),
  ];
}
