import { z } from 'zod';
import { type AnyCommand, command } from '../src/access/context.ts';
import { menuMessage } from '../src/features/menu/messages.ts';
import type { Commands } from '../src/features/menu/themes.ts';

/** The menu leads to every command, so it is made with all of them. */
export function moisCommands(commands: Commands): readonly AnyCommand[] {
  return [
    command({
      path: { fr: ['mois'], en: ['month'] },
      description: 'menu.command.mois',
      who: 'anyone',
      answer: 'private',
      form: 'never',
      input: z.object({}),
      run: async (context) => menuMessage(context, commands()),
    }),
  ];
}
