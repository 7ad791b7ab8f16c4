import { z } from 'zod';
import { type AnyAction, action } from '../../access/operation/context.ts';
import { longTextField } from '../../chat/form.ts';
import { findingText } from './finding-words.ts';
import { chapterWritten, findingNoted, writableName } from './messages.ts';
import { noteFinding, rewriteChapter, viewFinding, viewText } from './operations.ts';

/** Splits a button's key `<edition>/<key>`. */
function partsOf(key: string): { readonly editionId: string; readonly key: string } {
  const at = key.indexOf('/');
  return { editionId: key.slice(0, at), key: key.slice(at + 1) };
}

export const reportActions: readonly AnyAction[] = [
  action({
    name: 'finding-note',
    who: 'coordinator',
    answer: 'private',
    form: 'always',
    title: 'reports.form.noteTitle',
    input: z.object({
      note: longTextField({ label: 'reports.form.note', hint: 'reports.form.noteHint', max: 1000 }),
    }),
    async intro(context, key) {
      const { finding } = await context.do(viewFinding, partsOf(key));
      return findingText(context.t, finding);
    },
    async prefill(context, key) {
      const { note } = await context.do(viewFinding, partsOf(key));
      return note === null ? {} : { note };
    },
    async run(context, { note }, key) {
      const { left } = await context.do(noteFinding, { ...partsOf(key), note });
      return findingNoted(context.t, left);
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
    async prefill(context, key) {
      const text = await context.do(viewText, partsOf(key));
      return text === null ? {} : { text };
    },
    run: async (context, { text }, key) =>
      chapterWritten(context.t, await context.do(rewriteChapter, { ...partsOf(key), text })),
  }),
];
