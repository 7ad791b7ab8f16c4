import { z } from 'zod';
import { type AnyCommand, command } from '../src/access/operation/context.ts';
import { pickField } from '../src/chat/form.ts';
import { directoryMessage, entryMessage } from '../src/features/directory/messages.ts';
import { viewDirectory, viewEntry } from '../src/features/directory/operations.ts';

export const directoryCommands: readonly AnyCommand[] = [
  command({
    path: { fr: ['annuaire', 'liste'], en: ['directory', 'list'] },
    description: 'directory.command.list',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: z.object({}),
    run: async (context) => directoryMessage(context.t, await context.do(viewDirectory, {})),
  }),
  command({
    path: { fr: ['annuaire', 'voir'], en: ['directory', 'view'] },
    description: 'directory.command.view',
    who: 'anyone',
    answer: 'private',
    form: 'when-incomplete',
    title: 'directory.form.title',
    input: z.object({
      organisation: pickField({
        label: 'directory.form.organisation',
        option: { fr: 'structure', en: 'organisation' },
        source: 'organisations',
      }),
    }),
    run: async (context, { organisation }) => entryMessage(context.t, await context.do(viewEntry, { organisation })),
  }),
];
