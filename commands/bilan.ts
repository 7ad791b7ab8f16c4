import { z } from 'zod';
import { type AnyCommand, command } from '../src/access/operation/context.ts';
import { longTextField, pickField, textField } from '../src/chat/form.ts';
import { makeDocuments } from '../src/features/reports/make-documents.ts';
import { chapterWritten, documentsSent, reportPreviewMessage } from '../src/features/reports/messages.ts';
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
      }),
      text: longTextField({ label: 'reports.form.text', option: { fr: 'texte', en: 'text' }, max: 3000 }),
      year,
    }),
    run: async (context, { chapter, ...given }) =>
      chapterWritten(context.t, await context.do(writeChapter, { key: chapter, ...given })),
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
