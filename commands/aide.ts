import { z } from 'zod';
import { type AnyCommand, command } from '../src/access/operation/context.ts';
import { textField } from '../src/chat/form.ts';
import type { ShowMenu } from '../src/features/menu/show.ts';

export function aideCommands(show: ShowMenu): readonly AnyCommand[] {
  return [
    command({
      path: { fr: ['aide'], en: ['help'] },
      description: 'menu.command.aide',
      who: 'anyone',
      answer: 'private',
      form: 'never',
      input: z.object({
        theme: textField({ label: 'menu.field.theme', option: { fr: 'theme', en: 'topic' } }).optional(),
      }),
      run: async (context, { theme }) => show.help(context, theme),
    }),
  ];
}
