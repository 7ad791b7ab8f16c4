import { z } from 'zod';
import { type AnyCommand, command } from '../src/access/operation/context.ts';
import { longTextField, pickField, textField } from '../src/chat/form.ts';
import { claimOf } from '../src/features/reports/content/chapters.ts';
import { openClaim, openDesk } from '../src/features/reports/desk-operations.ts';
import { claimMessage, deskMessage } from '../src/features/reports/messages/desk.ts';
import {
  chapterWritten,
  documentsPlanned,
  documentsSent,
  reportPreviewMessage,
} from '../src/features/reports/messages/documents.ts';
import { pressList } from '../src/features/reports/messages/press.ts';
import { publishedComing } from '../src/features/reports/messages/publication.ts';
import { readingMessage, reviewsMessage } from '../src/features/reports/messages/review.ts';
import { versionsMessage } from '../src/features/reports/messages/versions.ts';
import { previewReport, writeChapter } from '../src/features/reports/operations.ts';
import { viewPress } from '../src/features/reports/press/operations.ts';
import { makeDocuments, planDocuments } from '../src/features/reports/printing/document-operations.ts';
import { readPublishedBilan, viewVersions } from '../src/features/reports/publication/operations.ts';
import { viewReviews } from '../src/features/reports/review/operations.ts';
import { viewReading } from '../src/features/reports/review/reading-operations.ts';

const year = textField({
  label: 'tallies.form.year',
  option: { fr: 'annee', en: 'year' },
  max: 4,
  hidden: true,
}).optional();

export const reportCommands: readonly AnyCommand[] = [
  command({
    path: { fr: ['bilan', 'apercu'], en: ['report', 'preview'] },
    description: 'reports.command.preview',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: z.object({ year }),
    run: async (context, input) => reportPreviewMessage(context.t, await context.do(previewReport, input)),
  }),
  command({
    path: { fr: ['bilan', 'rediger'], en: ['report', 'write'] },
    description: 'reports.command.write',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: z.object({
      chapter: pickField({
        label: 'reports.form.chapter',
        option: { fr: 'chapitre', en: 'chapter' },
        source: 'chapters',
      }).optional(),
      text: longTextField({ label: 'reports.form.text', option: { fr: 'texte', en: 'text' }, max: 3000 }).optional(),
      year,
    }),
    async run(context, { chapter, text, year }) {
      if (text !== undefined)
        return chapterWritten(context.t, await context.do(writeChapter, { key: chapter ?? '', text, year }));
      if (chapter !== undefined && claimOf(chapter) !== null)
        return claimMessage(context.t, await context.do(openClaim, { key: chapter, year }));
      return deskMessage(context.t, await context.do(openDesk, { chapter, year }));
    },
  }),
  command({
    path: { fr: ['bilan', 'relecture'], en: ['report', 'review'] },
    description: 'reports.command.review',
    // Who reads a draft is led to it; the operation refuses everybody else.
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: z.object({ year }),
    async run(context, input) {
      const reading = context.actor.coordinator ? null : await context.do(viewReading, input);
      return reading
        ? readingMessage(context.t, reading)
        : reviewsMessage(context.t, await context.do(viewReviews, input));
    },
  }),
  command({
    path: { fr: ['bilan', 'presse'], en: ['report', 'press'] },
    description: 'reports.command.press',
    who: 'organiser',
    answer: 'private',
    form: 'never',
    input: z.object({ year }),
    run: async (context, which) => pressList(context.t, await context.do(viewPress, { ...which, page: 0 })),
  }),
  command({
    path: { fr: ['bilan', 'document'], en: ['report', 'document'] },
    description: 'reports.command.document',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: z.object({ year }),
    async run(context, input) {
      const events = await context.do(planDocuments, input);
      if (events !== null) return documentsPlanned(context.t, events);
      return documentsSent(context.t, await context.do(makeDocuments, input));
    },
  }),
  command({
    path: { fr: ['bilan', 'versions'], en: ['report', 'versions'] },
    description: 'reports.command.versions',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: z.object({ year }),
    run: async (context, input) => versionsMessage(context.t, await context.do(viewVersions, input)),
  }),
  command({
    path: { fr: ['bilan', 'lire'], en: ['report', 'read'] },
    description: 'reports.command.read',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: z.object({ year }),
    async run(context, input) {
      const { edition, leaves } = await context.do(readPublishedBilan, input);
      return publishedComing(context.t, edition, { leaves, coordinator: context.actor.coordinator });
    },
  }),
];
