import { z } from 'zod';
import { type AnyCommand, type Context, command } from '../src/access/operation/context.ts';
import { channelField, choiceField, longTextField, pickField, textField } from '../src/chat/form.ts';
import type { Place } from '../src/chat/place.ts';
import { UserError } from '../src/chat/user-error.ts';
import { needsDetail } from '../src/features/figures/entries.ts';
import { figureEntered } from '../src/features/figures/messages.ts';
import { checkFigure, enterFigure } from '../src/features/figures/operations.ts';
import { chooseTally, tallyRemoved } from '../src/features/tallies/messages.ts';
import { liveTallies, removeTally } from '../src/features/tallies/operations.ts';
import { runShow } from '../src/features/tallies/show.ts';
import { traitsOf } from '../src/platforms/registered.ts';

const figureInput = z
  .object({
    figure: pickField({
      label: 'tallies.form.figure',
      hint: 'tallies.form.figureHint',
      option: { fr: 'chiffre', en: 'figure' },
      source: 'figures',
    }),
    value: textField({
      label: 'tallies.form.value',
      hint: 'tallies.form.valueHint',
      option: { fr: 'valeur', en: 'value' },
      max: 100,
    }),
    detail: textField({
      label: 'tallies.form.detail',
      hint: 'tallies.form.detailHint',
      option: { fr: 'detail', en: 'detail' },
      max: 100,
    }).optional(),
    year: textField({
      label: 'tallies.form.year',
      hint: 'tallies.form.yearHint',
      option: { fr: 'annee', en: 'year' },
      max: 4,
    }).optional(),
    note: longTextField({ label: 'tallies.form.note', option: { fr: 'note', en: 'note' }, max: 500 }).optional(),
    of: textField({
      label: 'tallies.form.of',
      option: { fr: 'sur', en: 'of' },
      max: 20,
      hidden: true,
    }).optional(),
  })
  .superRefine(({ figure, detail = '' }, { addIssue }) => {
    if (needsDetail(figure) && detail.trim() === '') {
      addIssue({ code: 'custom', path: ['detail'], message: `tallies.errors.${figure}` });
    }
  });

export const tallyCommands: readonly AnyCommand[] = [
  command({
    path: { fr: ['chiffres', 'afficher'], en: ['tally', 'show'] },
    description: 'tallies.command.show',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: z.object({
      channel: channelField({ label: 'tallies.form.channel', option: { fr: 'canal', en: 'channel' } }).optional(),
      daily: choiceField({
        label: 'tallies.form.daily',
        option: { fr: 'quotidien', en: 'daily' },
        options: [
          { value: 'yes', label: 'common.yes' },
          { value: 'no', label: 'common.no' },
        ],
      }).optional(),
    }),
    async run(context, { channel, daily }) {
      const place = channel === undefined ? here(context) : { ...context.place, channel, thread: null };
      return runShow(context, { place, daily: daily === 'yes' });
    },
  }),
  command({
    path: { fr: ['chiffres', 'saisir'], en: ['tally', 'enter'] },
    description: 'tallies.command.enter',
    who: 'coordinator',
    answer: 'private',
    form: 'when-incomplete',
    title: 'tallies.form.title',
    input: figureInput,
    check: async (context, { figure, ...given }) => context.do(checkFigure, { ...given, entry: figure }),
    run: async (context, { figure, ...given }) =>
      figureEntered(context.t, await context.do(enterFigure, { entry: figure, ...given })),
  }),
  command({
    path: { fr: ['chiffres', 'retirer'], en: ['tally', 'remove'] },
    description: 'tallies.command.remove',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: z.object({}),
    async run(context) {
      const tallies = await context.do(liveTallies, {});
      const { platform, channel } = context.place;
      const inThisChannel = tallies.filter((tally) => tally.platform === platform && tally.channel === channel);
      const [only, ...more] = inThisChannel.length > 0 ? inThisChannel : tallies;
      if (!only) throw new UserError('tallies.errors.noneLive');
      if (more.length > 0) return chooseTally(context.t, tallies);
      await context.do(removeTally, { id: only.id });
      return tallyRemoved(context.t);
    },
  }),
];

/** Returns where it was typed; null in a private conversation, where nobody else would see it. */
function here({ place, actor }: Context): Place | null {
  const direct = traitsOf(place.platform).isDirect({ channel: place.channel, team: actor.team });
  return direct ? null : place;
}
