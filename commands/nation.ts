import { z } from 'zod';
import { type AnyCommand, type Context, command } from '../src/access/operation/context.ts';
import { filesField, textField } from '../src/chat/form.ts';
import { UserError } from '../src/chat/user-error.ts';
import { checkWording } from '../src/features/announcements/forms.ts';
import { callInput, readCall, showCall } from '../src/features/nation/call-actions.ts';
import { draftCall, latestCalls } from '../src/features/nation/call-operations.ts';
import { makeNationBilan } from '../src/features/nation/document-operations.ts';
import { fetchBilan, LONGEST_LINK } from '../src/features/nation/fetch-bilan.ts';
import { regionForm, type Told, yearField } from '../src/features/nation/forms.ts';
import { callComposer, writtenCalls } from '../src/features/nation/messages/calls.ts';
import { nationBilanMessage } from '../src/features/nation/messages/documents.ts';
import { nationStateMessage, receivedMessage, reviewRegion } from '../src/features/nation/messages/state.ts';
import { chooseLink, enterRegion, previewRegion, receiveFiles, viewNation } from '../src/features/nation/operations.ts';

const which = z.object({ year: yearField });

/** Reads a year as it was typed; null where none was. Throws UserError. */
function yearTyped(typed: string | undefined): number | null {
  if (typed === undefined) return null;
  const year = Number(typed);
  if (!/^\d{4}$/.test(typed) || year < 1900 || year > 2200) throw new UserError('nation.errors.year', {}, 'year');
  return year;
}

/** Fetches what a link leads to, outside of any transaction. */
async function fetchedBy(context: Context, link: string) {
  const { bilanHosts, after } = context.surroundings;
  return fetchBilan(await context.do(chooseLink, { link, hosts: [...bilanHosts] }), after);
}

/** Returns what was typed into a form, without what wasn't. */
function toldIn({ year: _, ...values }: z.output<typeof regionForm>): Told {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

export const nationCommands: readonly AnyCommand[] = [
  command({
    path: { fr: ['nation', 'etat'], en: ['nation', 'status'] },
    description: 'nation.command.state',
    who: 'national',
    answer: 'private',
    form: 'never',
    input: which,
    run: async (context, { year }) =>
      nationStateMessage(context.t, await context.do(viewNation, { year: yearTyped(year) })),
  }),
  command({
    path: { fr: ['nation', 'recevoir'], en: ['nation', 'receive'] },
    description: 'nation.command.receive',
    who: 'national',
    answer: 'private',
    form: 'always',
    title: 'nation.form.receive',
    input: z.object({
      files: filesField({ label: 'nation.form.files', hint: 'nation.form.filesHint' }).optional(),
      link: textField({
        label: 'nation.form.link',
        hint: 'nation.form.linkHint',
        option: { fr: 'lien', en: 'link' },
        max: LONGEST_LINK,
      }).optional(),
      year: yearField,
    }),
    async run(context, { files = [], link, year: typed }) {
      const year = yearTyped(typed);
      const fetched = link === undefined ? null : await fetchedBy(context, link);
      return receivedMessage(context.t, await context.do(receiveFiles, { files: [...files], fetched, year }));
    },
  }),
  command({
    path: { fr: ['nation', 'saisir'], en: ['nation', 'enter'] },
    description: 'nation.command.enter',
    who: 'national',
    answer: 'private',
    form: 'always',
    title: 'nation.form.enter',
    confirm: 'nation.form.enterNow',
    input: regionForm,
    review: async (context, input) =>
      reviewRegion(context.t, await context.do(previewRegion, { year: yearTyped(input.year), told: toldIn(input) })),
    run: async (context, input) =>
      receivedMessage(context.t, await context.do(enterRegion, { year: yearTyped(input.year), told: toldIn(input) })),
  }),
  command({
    path: { fr: ['nation', 'ecrire'], en: ['nation', 'write'] },
    description: 'nation.command.write',
    who: 'national',
    answer: 'private',
    form: 'when-incomplete',
    title: 'nation.call.form',
    submit: 'announcements.form.submit',
    input: callInput,
    check: checkWording,
    run: async (context, input) => callComposer(context.t, await context.do(draftCall, readCall(context, input))),
  }),
  command({
    path: { fr: ['nation', 'messages'], en: ['nation', 'messages'] },
    description: 'nation.command.messages',
    who: 'national',
    answer: 'private',
    form: 'never',
    input: z.object({}),
    async run(context) {
      const calls = await context.do(latestCalls, {});
      const [only, ...others] = calls;
      return only && others.length === 0 ? showCall(context, only.id) : writtenCalls(context.t, calls);
    },
  }),
  command({
    path: { fr: ['nation', 'bilan'], en: ['nation', 'report'] },
    description: 'nation.command.bilan',
    who: 'national',
    answer: 'private',
    form: 'never',
    input: which,
    run: async (context, { year }) =>
      nationBilanMessage(context.t, await context.do(makeNationBilan, { year: yearTyped(year) })),
  }),
];
