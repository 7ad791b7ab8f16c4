import { z } from 'zod';
import type { Context } from '../../access/operation/context.ts';
import { channelField, type RawValues, textField } from '../../chat/form.ts';
import type { Message } from '../../chat/message.ts';
import { UserError } from '../../chat/user-error.ts';
import { accessOf } from './check-access.ts';
import { joinWaitsMessage, regionInvitedMessage } from './messages/codes.ts';
import { confirmSettingsChange, setUpMessage } from './messages/set-up.ts';
import { previewChange, setUp, tryTypedCode, viewSetUp } from './operations/set-up.ts';
import { channelUses, readPairingCode, readTypedRegion, regionLine } from './rules.ts';
import type { SettingsChange, SetUpOffers } from './set-up.ts';

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

  putsBack: {},

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

type RunSetUp = (context: Context, input: SetUpInput) => Promise<Message>;

/** Sets up. Another name and other departments of a region that is set up are shown before they count. */
export function runSetUp(offers: SetUpOffers): RunSetUp {
  return (context, input) => answerSetUp(context, input, offers, false);
}

/** Changes what was shown. */
export function runChange(offers: SetUpOffers): RunSetUp {
  return (context, input) => answerSetUp(context, input, offers, true);
}

async function answerSetUp(
  context: Context,
  input: SetUpInput,
  offers: SetUpOffers,
  isChangeMeant: boolean,
): Promise<Message> {
  const code = readPairingCode(input.region);
  const tried = code === null ? 'good' : await context.do(tryTypedCode, { code });
  if (tried !== 'good') throw new UserError(`regions.errors.code.${tried}`, {}, 'region');
  const done = await context.do(setUp, { ...input, isChangeMeant });
  if (done.outcome === 'asked') return joinWaitsMessage(context, done.region, done.leaves);
  if (done.outcome === 'invited') return regionInvitedMessage(context);
  if (done.outcome === 'change') return askedChange(context, done.change, context.form);
  return setUpMessage(context, done, await accessOf(context, done.channels), await offers(context));
}

/** Rebuilds the message that asks whether the change is meant. */
export async function reviewChange(context: Context, input: SetUpInput, form: string): Promise<Message> {
  const change = await context.do(previewChange, input);
  if (!change) throw new UserError('regions.errors.unchanged');
  return askedChange(context, change, form);
}

async function askedChange(context: Context, change: SettingsChange, form: string | null): Promise<Message> {
  const none = { yearRound: null, announcements: null, coordination: null, tallies: null };
  const channels = await accessOf(context, { ...none, ...change.channels });
  return confirmSettingsChange(context.t, { change, channels, form });
}
