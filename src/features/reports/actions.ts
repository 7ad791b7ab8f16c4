import { z } from 'zod';
import { type AnyAction, action, type Context } from '../../access/operation/context.ts';
import { longTextField, pickField, textField } from '../../chat/form.ts';
import { type Message, message } from '../../chat/message.ts';
import { editForm, prefillEdit, reviewEdit, runEdit } from '../events/forms/change.ts';
import { openedMessage } from '../surveys/answering/messages/opened.ts';
import { chapterOf } from './content/chapters.ts';
import {
  dropSentence,
  editSentence,
  keepSentence,
  removeWritten,
  viewDesk,
  viewSentence,
  viewSentenceWriter,
} from './desk-operations.ts';
import { correctFindingAnswer, viewSharedMention } from './findings/answer-operations.ts';
import { FINDING_QUESTION } from './findings/answers.ts';
import { correctFindingFigure, viewEventFinding, viewFindingFigure } from './findings/operations.ts';
import { findingKey, findingText } from './findings/words.ts';
import { claimMessage, deskMessage, textRemoved, textStands } from './messages/desk.ts';
import { chapterWritten, figureNotesMessage, findingNoted, writableName } from './messages/documents.ts';
import { findingCorrected, sharedMentionMessage } from './messages/findings.ts';
import { confirmPublishing, publishedFilesComing, publishingMessage, recapComing } from './messages/publication.ts';
import { noteFinding, rewriteChapter, viewFigureNotes, viewFinding, viewText, viewTextWriter } from './operations.ts';
import { askRecap, layOutPublished, previewPublication, publishBilan } from './publication/operations.ts';

const none = z.object({});

/** Splits a button's key `<edition>/<chapter>/<sentence>`. */
function sentenceIn(key: string) {
  const [editionId = '', chapter = '', sentence = ''] = key.split('/');
  return { editionId, chapter, sentence };
}

async function desk(context: Context, key: string): Promise<Message> {
  const { editionId, chapter } = sentenceIn(key);
  return deskMessage(context.t, await context.do(viewDesk, { editionId, chapter }));
}

/** Splits a button's key `<edition>/<key>`. */
function partsOf(key: string): { readonly editionId: string; readonly key: string } {
  const at = key.indexOf('/');
  return { editionId: key.slice(0, at), key: key.slice(at + 1) };
}

/** The most characters of a note; those that an earlier release kept for each part may together be longer. */
const LONGEST_NOTE = 1000;

export const reportActions: readonly AnyAction[] = [
  /** `figure-notes:<edition>` */
  action({
    name: 'figure-notes',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: none,
    run: async (context, _, editionId) =>
      figureNotesMessage(context.t, await context.do(viewFigureNotes, { editionId })),
  }),
  action({
    name: 'finding-note',
    who: 'coordinator',
    answer: 'private',
    form: 'always',
    title: 'reports.form.noteTitle',
    input: z.object({
      note: longTextField({ label: 'reports.form.note', hint: 'reports.form.noteHint', max: LONGEST_NOTE }),
    }),
    async intro(context, key) {
      const { finding, note } = await context.do(viewFinding, partsOf(key));
      const about = findingText(context.t, finding);
      if (note === null || note.length <= LONGEST_NOTE) return about;
      return `${about}\n${context.t.text('reports.form.formerNotes', { note, length: note.length })}`;
    },
    putsBack: {},
    async prefill(context, key) {
      const { note } = await context.do(viewFinding, partsOf(key));
      return note === null || note.length > LONGEST_NOTE ? {} : { note };
    },
    async run(context, { note }, key) {
      const { left } = await context.do(noteFinding, { ...partsOf(key), note });
      return findingNoted(context.t, left);
    },
  }),
  /** `finding-figure:<edition>/<finding>` */
  action({
    name: 'finding-figure',
    who: 'coordinator',
    answer: 'private',
    form: 'always',
    title: 'reports.form.correct',
    input: z.object({
      value: textField({ label: 'tallies.form.value', hint: 'tallies.form.valueHint', max: 100 }),
    }),
    async intro(context, key) {
      const { finding } = await context.do(viewFindingFigure, partsOf(key));
      return findingText(context.t, finding);
    },
    putsBack: {},
    async prefill(context, key) {
      const { now } = await context.do(viewFindingFigure, partsOf(key));
      return now === null ? {} : { value: now };
    },
    async run(context, { value }, key) {
      const about = partsOf(key);
      const { still } = await context.do(correctFindingFigure, { ...about, value });
      return findingCorrected(context.t, {
        ...{ editionId: about.editionId, still },
        again: still && `finding-figure:${about.editionId}/${findingKey(still)}`,
      });
    },
  }),
  /** `finding-event:<event>`: the event's own form, after which they are told whether the finding is gone. */
  action({
    name: 'finding-event',
    who: 'coordinator',
    answer: 'private',
    form: 'always',
    ...editForm,
    prefill: prefillEdit,
    review: reviewEdit,
    async run(context, input, eventId) {
      const changed = await runEdit(context, input, eventId);
      const told = await context.do(viewEventFinding, { eventId });
      const corrected = findingCorrected(context.t, { ...told, again: `finding-event:${eventId}` });
      return message(...changed.blocks, ...corrected.blocks);
    },
  }),
  /** `finding-answer:<questionnaire>/<question>` */
  action({
    name: 'finding-answer',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: none,
    async run(context, _, key) {
      const [questionnaireId = '', question = ''] = key.split('/');
      return openedMessage(context.t, await context.do(correctFindingAnswer, { questionnaireId, question }));
    },
  }),
  /** The same for one of many questionnaires, by its id, of those about media coverage. */
  action({
    name: 'finding-answer-one',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: z.object({ choice: z.string() }),
    async run(context, { choice }) {
      const about = { questionnaireId: choice, question: FINDING_QUESTION.organisation };
      return openedMessage(context.t, await context.do(correctFindingAnswer, about));
    },
  }),
  /** `finding-mentions:<edition>/<finding>` */
  action({
    name: 'finding-mentions',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: none,
    async run(context, _, about) {
      return sharedMentionMessage(context.t, await context.do(viewSharedMention, partsOf(about)));
    },
  }),
  /** `bilan-claim:<edition>/claim:<figure>`, `bilan-unwrite:<edition>/<chapter:… or claim:…>/<print of its text>` */
  action({
    name: 'bilan-claim',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: none,
    async run(context, _, about) {
      const { editionId, key } = partsOf(about);
      return claimMessage(context.t, { editionId, key, text: await context.do(viewText, { editionId, key }) });
    },
  }),
  action({
    name: 'bilan-unwrite',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: none,
    async run(context, _, about) {
      const { editionId, key: rest } = partsOf(about);
      // A button that was posted before it told the text has none: the text is shown first.
      const [key = '', print = ''] = rest.split('/');
      const { removed, ...present } = await context.do(removeWritten, { editionId, key, print });
      return removed ? textRemoved(context.t, present) : textStands(context.t, present);
    },
  }),
  action({
    name: 'bilan-write',
    who: 'coordinator',
    answer: 'private',
    form: 'always',
    title: 'reports.form.write',
    input: z.object({ text: longTextField({ label: 'reports.form.text', max: 3000 }) }),
    intro: async ({ t }, key) => writableName(t, partsOf(key).key),
    putsBack: { by: (context, key) => context.do(viewTextWriter, partsOf(key)) },
    async prefill(context, key) {
      const text = await context.do(viewText, partsOf(key));
      return text === null ? {} : { text };
    },
    run: async (context, { text }, key) =>
      chapterWritten(context.t, await context.do(rewriteChapter, { ...partsOf(key), text })),
  }),
  action({
    name: 'bilan-chapter',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: none,
    run: async (context, _, key) => desk(context, key),
  }),
  /** `bilan-choose:<edition>` */
  action({
    name: 'bilan-choose',
    who: 'coordinator',
    answer: 'private',
    form: 'always',
    title: 'reports.form.choose',
    input: z.object({ chapter: pickField({ label: 'reports.form.chapter', source: 'chapters' }) }),
    async run(context, { chapter: key }, editionId) {
      const chapter = chapterOf(key);
      return chapter === null
        ? claimMessage(context.t, { editionId, key, text: await context.do(viewText, { editionId, key }) })
        : deskMessage(context.t, await context.do(viewDesk, { editionId, chapter }));
    },
  }),
  action({
    name: 'bilan-sentence',
    who: 'coordinator',
    answer: 'update',
    form: 'always',
    title: 'reports.form.sentence',
    input: z.object({ text: longTextField({ label: 'reports.form.sentenceText', max: 600 }) }),
    async intro(context, key) {
      const { rule } = await context.do(viewSentence, sentenceIn(key));
      return context.t.text('reports.desk.ours', { words: rule });
    },
    putsBack: {
      by: (context, key) => context.do(viewSentenceWriter, sentenceIn(key)),
      own: async (context, key) => ({ text: (await context.do(viewSentence, sentenceIn(key))).rule }),
    },
    async prefill(context, key) {
      const { rule, edited } = await context.do(viewSentence, sentenceIn(key));
      return { text: edited ?? rule };
    },
    run: async (context, { text }, key) =>
      deskMessage(context.t, await context.do(editSentence, { ...sentenceIn(key), text })),
  }),
  action({
    name: 'bilan-keep',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: none,
    confirms: desk,
    run: async (context, _, key) => deskMessage(context.t, await context.do(keepSentence, sentenceIn(key))),
  }),
  action({
    name: 'bilan-ours',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: none,
    confirms: desk,
    run: async (context, _, key) => deskMessage(context.t, await context.do(dropSentence, sentenceIn(key))),
  }),
  action({
    name: 'bilan-publish',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: none,
    run: async (context, _, editionId) =>
      confirmPublishing(context.t, await context.do(previewPublication, { editionId })),
  }),
  /** `bilan-publish-now:<edition>/<print>` */
  action({
    name: 'bilan-publish-now',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: none,
    async confirms(context, key) {
      return confirmPublishing(context.t, await context.do(previewPublication, { editionId: partsOf(key).editionId }));
    },
    async run(context, _, key) {
      const { editionId, key: print } = partsOf(key);
      return publishingMessage(context.t, await context.do(publishBilan, { editionId, print }));
    },
  }),
  /** `bilan-published-files:<publication>` */
  action({
    name: 'bilan-published-files',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: none,
    async run(context, _, publicationId) {
      await context.do(layOutPublished, { publicationId });
      return publishedFilesComing(context.t);
    },
  }),
  action({
    name: 'bilan-recap',
    who: 'organiser',
    answer: 'private',
    form: 'never',
    input: none,
    async run(context, _, key) {
      const { editionId, key: organisationId } = partsOf(key);
      const { organisation } = await context.do(askRecap, { editionId, organisationId });
      return recapComing(context.t, organisation);
    },
  }),
];
