import { z } from 'zod';
import { type AnyCommand, command } from '../src/access/operation/context.ts';
import { textField } from '../src/chat/form.ts';
import { helpMessage } from '../src/features/menu/messages.ts';
import type { Commands } from '../src/features/menu/themes.ts';

export function aideCommands(commands: Commands): readonly AnyCommand[] {
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
      run: async (context, { theme }) => helpMessage(context, commands(), theme),
    }),
  ];
}
