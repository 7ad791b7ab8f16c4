import { z } from 'zod';
import { type AnyAction, action } from '../../access/operation/context.ts';
import type { Menu } from './menu.ts';
import { themeMessage } from './messages.ts';

/** Returns the menu's button. Its key is `menu:<theme>`, or `menu:` for the whole menu. */
export function menuActions(menu: () => Menu): readonly AnyAction[] {
  return [
    action({
      name: 'menu',
      who: 'anyone',
      answer: 'update',
      form: 'never',
      input: z.object({}),
      run: async (context, _, theme) => themeMessage(context, menu(), theme),
    }),
  ];
}
