import { z } from 'zod';
import { type AnyCommand, command } from '../src/access/operation/context.ts';
import { choiceField, longTextField, textField } from '../src/chat/form.ts';
import { message } from '../src/chat/message.ts';
import { UserError } from '../src/chat/user-error.ts';
import {
  confirmClosingEdition,
  editionMessage,
  editionOpenedMessage,
  objectivesSetMessage,
} from '../src/features/editions/messages.ts';
import {
  addTheme,
  openYear,
  setObjectives,
  type ViewClosing,
  viewEdition,
  yearToOpen,
} from '../src/features/editions/operations.ts';
import { isEditionEmpty } from '../src/features/editions/remove-operations.ts';
import { targetFigures } from '../src/features/editions/rules.ts';
import { notAnnouncedNote } from '../src/features/regions/not-announced.ts';

const messageField = longTextField({
  label: 'editions.form.message',
  hint: 'editions.form.messageHint',
  option: { fr: 'message', en: 'message' },
  max: 300,
}).optional();

const priorityField = choiceField({
  label: 'editions.form.priority',
  option: { fr: 'priorite', en: 'priority' },
  options: [
    { value: 'BELONGING', label: 'editions.priority.BELONGING' },
    { value: 'GENERAL_PUBLIC', label: 'editions.priority.GENERAL_PUBLIC' },
  ],
}).optional();

export const editionCommands = (viewClosing: ViewClosing): readonly AnyCommand[] => [
  command({
    path: { fr: ['edition', 'ouvrir'], en: ['edition', 'open'] },
    description: 'editions.command.open',
    who: 'coordinator',
    answer: 'private',
    form: 'when-incomplete',
    title: 'editions.form.open',
    input: z.object({
      year: textField({ label: 'editions.form.year', option: { fr: 'annee', en: 'year' }, max: 4 }),
      message: messageField,
      priority: priorityField,
    }),
    prefill: async (context) => ({ year: String(await context.do(yearToOpen, {})) }),
    async run(context, { year, message: sentence, priority }) {
      const opened = await context.do(openYear, { year, message: sentence, priority });
      const { blocks } = editionOpenedMessage(context.t, opened);
      return message(...blocks, opened.leaves !== null && (await notAnnouncedNote(context)));
    },
  }),
  command({
    path: { fr: ['edition', 'voir'], en: ['edition', 'view'] },
    description: 'editions.command.view',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: z.object({}),
    async run(context) {
      const edition = await context.do(viewEdition, {});
      const removable = context.actor.coordinator && (await context.do(isEditionEmpty, { id: edition.id }));
      return editionMessage(context.t, edition, removable);
    },
  }),
  command({
    path: { fr: ['edition', 'theme'], en: ['edition', 'theme'] },
    description: 'editions.command.theme',
    who: 'coordinator',
    answer: 'private',
    form: 'when-incomplete',
    title: 'editions.form.themeTitle',
    input: z.object({
      theme: textField({ label: 'editions.form.theme', option: { fr: 'nom', en: 'name' }, max: 80 }),
    }),
    run: async (context, { theme }) => editionMessage(context.t, await context.do(addTheme, { theme })),
  }),
  command({
    path: { fr: ['edition', 'objectifs'], en: ['edition', 'objectives'] },
    description: 'editions.command.objectives',
    who: 'coordinator',
    answer: 'private',
    form: 'always',
    title: 'editions.form.objectives',
    input: z.object({
      message: messageField,
      priority: priorityField,
      figure: choiceField({
        label: 'editions.form.figure',
        option: { fr: 'chiffre', en: 'figure' },
        options: targetFigures.map((value) => ({ value, label: `editions.figure.${value}` })),
      }).optional(),
      target: textField({ label: 'editions.form.target', option: { fr: 'cible', en: 'target' }, max: 20 }).optional(),
      acceptances: choiceField({
        label: 'editions.form.acceptances',
        option: { fr: 'acceptations', en: 'acceptances' },
        options: [
          { value: 'DAILY', label: 'editions.acceptances.DAILY' },
          { value: 'NONE', label: 'editions.acceptances.NONE' },
        ],
      }).optional(),
    }),
    putsBack: {},
    async prefill(context) {
      const { message, priority, tellsAcceptances } = await context.do(viewEdition, {});
      return {
        ...(message ? { message } : {}),
        ...(priority ? { priority } : {}),
        acceptances: tellsAcceptances ? 'DAILY' : 'NONE',
      };
    },
    async run(context, { message = null, priority = null, ...input }) {
      return objectivesSetMessage(context.t, await context.do(setObjectives, { ...input, message, priority }));
    },
  }),
  command({
    path: { fr: ['edition', 'cloturer'], en: ['edition', 'close'] },
    description: 'editions.command.close',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: z.object({}),
    async run(context) {
      const closing = await context.do(viewClosing, {});
      if (!closing.edition.open) throw new UserError('editions.errors.noneOpen');
      return confirmClosingEdition(context.t, closing);
    },
  }),
];
