import { z } from 'zod';
import { type AnyCommand, command } from '../src/access/operation/context.ts';
import { MENU } from '../src/chat/entry-commands.ts';
import { textField } from '../src/chat/form.ts';
import type { Menu } from '../src/features/menu/menu.ts';
import { menuMessage, themeMessage } from '../src/features/menu/messages.ts';

/** Takes the menu as a function, because it is built from all commands, these included. */
export function moisCommands(menu: () => Menu): readonly AnyCommand[] {
  return [
    command({
      path: MENU,
      description: 'menu.command.mois',
      who: 'anyone',
      answer: 'private',
      form: 'never',
      // Filled by a command that was typed without a known second word, such as "/kit".
      input: z.object({ theme: textField({ label: 'menu.field.theme', hidden: true }).optional() }),
      run: async (context, { theme }) =>
        theme === undefined ? menuMessage(context, menu()) : themeMessage(context, menu(), theme),
    }),
  ];
}
