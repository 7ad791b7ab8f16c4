import { z } from 'zod';
import { type AnyCommand, command } from '../src/access/operation/context.ts';
import { textField } from '../src/chat/form.ts';
import type { Menu } from '../src/features/menu/menu.ts';
import { helpMessage } from '../src/features/menu/messages.ts';

export function aideCommands(menu: () => Menu): readonly AnyCommand[] {
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
      run: async (context, { theme }) => helpMessage(context, menu(), theme),
    }),
  ];
}
