import { z } from 'zod';
import { type AnyAction, action } from '../../access/operation/context.ts';
import { themeMessage } from './messages.ts';
import type { Commands } from './themes.ts';

/** `menu:<theme>`; `menu:` is the whole menu again. */
export function menuActions(commands: Commands): readonly AnyAction[] {
  return [
    action({
      name: 'menu',
      who: 'anyone',
      answer: 'update',
      form: 'never',
      input: z.object({}),
      run: async (context, _, theme) => themeMessage(context, commands(), theme),
    }),
  ];
}
