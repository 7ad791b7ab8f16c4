import { z } from 'zod';
import { type AnyAction, action } from '../../access/operation/context.ts';
import type { ShowMenu } from './show.ts';

/** Returns the menu's button. Its key is `menu:<theme>`, `menu:reste` for all themes, or `menu:` for the menu. */
export function menuActions(show: ShowMenu): readonly AnyAction[] {
  return [
    action({
      name: 'menu',
      who: 'anyone',
      answer: 'update',
      form: 'never',
      input: z.object({}),
      run: async (context, _, theme) => (theme === '' ? show.menu(context) : show.theme(context, theme)),
    }),
  ];
}
