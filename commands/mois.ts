import { z } from 'zod';
import { type AnyCommand, command } from '../src/access/operation/context.ts';
import { MENU } from '../src/chat/entry-commands.ts';
import { textField } from '../src/chat/form.ts';
import type { ShowMenu } from '../src/features/menu/show.ts';

export function moisCommands(show: ShowMenu): readonly AnyCommand[] {
  return [
    command({
      path: MENU,
      description: 'menu.command.mois',
      who: 'anyone',
      answer: 'private',
      form: 'never',
      // Filled by a command that was typed without a known second word, such as "/kit".
      input: z.object({ theme: textField({ label: 'menu.field.theme', hidden: true }).optional() }),
      run: async (context, { theme }) => (theme === undefined ? show.menu(context) : show.theme(context, theme)),
    }),
  ];
}
