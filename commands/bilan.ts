import { z } from 'zod';
import { type AnyCommand, command } from '../src/access/operation/context.ts';
import { longTextField, pickField, textField } from '../src/chat/form.ts';
import { claimOf } from '../src/features/reports/chapters.ts';
import { claimMessage, deskMessage } from '../src/features/reports/messages/desk.ts';
import { openClaim, openDesk } from '../src/features/reports/desk-operations.ts';
import { makeDocuments } from '../src/features/reports/make-documents.ts';
import { chapterWritten, documentsSent, reportPreviewMessage } from '../src/features/reports/messages/documents.ts';
import { previewReport, writeChapter } from '../src/features/reports/operations.ts';

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
    form: 'when-incomplete',
    title: 'reports.form.write',
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
    path: { fr: ['bilan', 'document'], en: ['report', 'document'] },
    description: 'reports.command.document',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: z.object({ year }),
    run: async (context, input) => documentsSent(context.t, await context.do(makeDocuments, input)),
  }),
];
