import { z } from 'zod';
import type { Context } from '../../access/operation/context.ts';
import { channelField, pickField, type RawValues, textField } from '../../chat/form.ts';
import type { Message } from '../../chat/message.ts';
import { readName } from '../../reading/index.ts';
import { NEEDED_TO_READ } from '../../relay/needed-to-read.ts';
import { accessToChannels, beginningsOf, lacksOf, namesOfChannels, refuseUnseen } from './channels.ts';
import { reviewTie, tiedMessage } from './messages/tie.ts';
import { planTie, tieChannels, tieChoices } from './operations/tie.ts';
import type { TiePlan } from './relay.ts';

/** The form that ties channels. */
export const tieForm = {
  title: 'relays.form.title',
  confirm: 'relays.form.confirm',
  input: z.object({
    channel: channelField({ label: 'relays.form.channel', option: { fr: 'canal', en: 'channel' } }),
    other: pickField({
      label: 'relays.form.other',
      hint: 'relays.form.otherHint',
      option: { fr: 'autre', en: 'other' },
      source: 'relay-elsewhere',
    }).optional(),
    relay: pickField({
      label: 'relays.form.relay',
      hint: 'relays.form.relayHint',
      option: { fr: 'passerelle', en: 'relay' },
      source: 'relays',
    }).optional(),
    name: textField({
      label: 'relays.form.name',
      hint: 'relays.form.nameHint',
      option: { fr: 'nom', en: 'name' },
      max: 60,
    }).optional(),
  }),

  async check(_: Context, { name }: { readonly name?: string | undefined }): Promise<void> {
    if (name !== undefined) readName(name, 'name');
  },

  /** The channels of the whole year come first, and the region's relay where it has a single one. */
  async prefill(context: Context): Promise<RawValues> {
    const { here, elsewhere, relays } = await context.do(tieChoices, {});
    const [other] = elsewhere;
    const [only, ...more] = relays;
    return {
      ...(here === null ? {} : { channel: here }),
      ...(other?.use === 'yearRound' ? { other: other.value } : {}),
      ...(only && more.length === 0 ? { relay: only.id } : {}),
    };
  },
};

export type TieInput = z.output<(typeof tieForm)['input']>;

const allOf = ({ relay, channels }: TiePlan) => [...(relay?.channels ?? []), ...channels];

export async function reviewTying(context: Context, input: TieInput): Promise<Message> {
  const plan = await context.do(planTie, input);
  await refuseUnseen(context, plan.channels);
  const [names, looked, lacks] = await Promise.all([
    namesOfChannels(context, allOf(plan)),
    accessToChannels(context, plan.channels),
    lacksOf(context, plan.channels),
  ]);
  return reviewTie(context.t, { plan, names, looked, lacks });
}

export async function runTying(context: Context, input: TieInput): Promise<Message> {
  const plan = await context.do(planTie, input);
  await refuseUnseen(context, plan.channels);
  const begun = await beginningsOf(context, plan.channels);
  const names = await namesOfChannels(context, allOf(plan));
  const since = Object.fromEntries(begun.map((one) => [one.channel, one.since]));
  const lacks = await lacksOf(context, allOf(plan));
  const unread = [...new Set(lacks.filter(({ name }) => NEEDED_TO_READ.has(name)).map(({ platform }) => platform))];
  return tiedMessage(context.t, await context.do(tieChannels, { ...input, since, names, unread }), names);
}
