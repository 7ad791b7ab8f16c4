import { z } from 'zod';
import type { Context } from '../../access/operation/context.ts';
import { channelField, type RawValues, textField } from '../../chat/form.ts';
import type { Message } from '../../chat/message.ts';
import { UserError } from '../../chat/user-error.ts';
import { accessOf } from './check-access.ts';
import { renamingMessage, setUpMessage } from './messages.ts';
import { invitedMessage, joinWaits } from './messages-codes.ts';
import { previewRenaming, setUp, tryTypedCode, viewSetUp } from './operations.ts';
import { channelUses, readPairingCode, readTypedRegion, regionLine } from './rules.ts';

/** The form of the command and the button that set up a region or change its set-up. */
export const setUpForm = {
  title: 'regions.form.title',
  input: z.object({
    region: textField({
      label: 'regions.field.region',
      hint: 'regions.form.regionHint',
      option: { fr: 'region', en: 'region' },
      max: 150,
    }),
    departments: textField({
      label: 'regions.field.departments',
      option: { fr: 'departements', en: 'departments' },
      // In the form they follow the name, because a Discord form holds five fields.
      hidden: true,
    }).optional(),
    yearRound: channelField({
      label: 'regions.form.yearRound',
      option: { fr: 'permanent', en: 'year-round' },
    }).optional(),
    announcements: channelField({
      label: 'regions.form.announcements',
      option: { fr: 'annonces', en: 'announcements' },
    }).optional(),
    coordination: channelField({
      label: 'regions.form.coordination',
      option: { fr: 'coordination', en: 'coordination' },
    }).optional(),
    tallies: channelField({ label: 'regions.form.tallies', option: { fr: 'chiffres', en: 'tallies' } }).optional(),
  }),

  async prefill(context: Context): Promise<RawValues> {
    const known = await context.do(viewSetUp, {});
    if (!known) return {};
    const channels = channelUses.flatMap((use) => {
      const id = known.channels[use];
      return id === null ? [] : [[use, id] as const];
    });
    return { region: regionLine(known.region), ...Object.fromEntries(channels) };
  },

  readTyped: readTypedRegion,
};

export type SetUpInput = z.output<(typeof setUpForm)['input']>;

/** Sets up, or shows a new name of a region that is set up before it is renamed: then `renaming` says that it is meant. */
export async function runSetUp(context: Context, input: SetUpInput, renaming = false): Promise<Message> {
  const { region, departments, yearRound, announcements, coordination, tallies } = input;
  const chosen = { yearRound, announcements, coordination, tallies };
  const code = readPairingCode(region);
  const tried = code === null ? 'good' : await context.do(tryTypedCode, { code });
  if (tried !== 'good') throw new UserError(`regions.errors.code.${tried}`, {}, 'region');
  const done = await context.do(setUp, { region, departments, ...chosen, renaming });
  if (done.outcome === 'asked') return joinWaits(context, done.region, done.leaves);
  if (done.outcome === 'invited') return invitedMessage(context);
  if (done.outcome === 'renaming') return renamingMessage(context.t, done, context.form);
  return setUpMessage(context, done, await accessOf(context, done.channels));
}

/** Rebuilds the message that asks whether the new name is meant. */
export async function reviewRenaming(context: Context, form: string, input: SetUpInput): Promise<Message> {
  const renaming = await context.do(previewRenaming, { region: input.region, departments: input.departments });
  if (!renaming) throw new UserError('regions.errors.alreadyNamed');
  return renamingMessage(context.t, renaming, form);
}
