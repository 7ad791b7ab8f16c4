import { z } from 'zod';
import { type AnyCommand, command } from '../src/access/operation/context.ts';
import { filesField, longTextField } from '../src/chat/form.ts';
import { message, text } from '../src/chat/message.ts';
import {
  kitFollowUpMessage,
  kitPublishedMessage,
  kitVersionsMessage,
  reviewKit,
} from '../src/features/kits/messages.ts';
import { kitFollowUp, kitVersions, previewKit, publishKit, receiveKit } from '../src/features/kits/operations.ts';

const none = z.object({});

export const kitCommands: readonly AnyCommand[] = [
  command({
    path: { fr: ['kit', 'publier'], en: ['kit', 'publish'] },
    description: 'kits.command.publish',
    who: 'coordinator',
    answer: 'private',
    form: 'always',
    title: 'kits.form.title',
    confirm: 'kits.form.publish',
    input: z.object({
      files: filesField({ label: 'kits.form.files', hint: 'kits.form.filesHint' }),
      note: longTextField({ label: 'kits.form.note', option: { fr: 'nouveautes', en: 'news' }, max: 500 }).optional(),
    }),
    review: async (context, { files, note }) =>
      reviewKit(context.t, await context.do(previewKit, { files, note: note ?? null })),
    async run(context, { files, note }) {
      return kitPublishedMessage(context.t, await context.do(publishKit, { files, note: note ?? null }));
    },
  }),
  command({
    path: { fr: ['kit', 'recevoir'], en: ['kit', 'receive'] },
    description: 'kits.command.receive',
    who: 'organiser',
    answer: 'private',
    form: 'never',
    input: none,
    async run(context) {
      const { version } = await context.do(receiveKit, {});
      return message(text(context.t.text('kits.receive.done', { version })));
    },
  }),
  command({
    path: { fr: ['kit', 'liste'], en: ['kit', 'list'] },
    description: 'kits.command.list',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: none,
    run: async (context) => kitVersionsMessage(context.t, await context.do(kitVersions, {})),
  }),
  command({
    path: { fr: ['kit', 'suivi'], en: ['kit', 'status'] },
    description: 'kits.command.status',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: none,
    run: async (context) => kitFollowUpMessage(context.t, await context.do(kitFollowUp, {})),
  }),
];
