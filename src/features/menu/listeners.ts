import { type Listener, NOTHING } from '../../dispatch/registry.ts';
import { menuMessage } from './messages.ts';
import { answerMessage } from './operations.ts';
import type { Commands } from './themes.ts';

/** Whoever says something to the bot that answers nothing of its own gets the menu. */
export function menuListeners(commands: Commands): readonly Listener[] {
  return [
    async (context, said, about) => {
      if (about !== NOTHING) return false;
      const { t, place } = context;
      await context.do(answerMessage, {
        id: said.id,
        direct: said.direct,
        place,
        title: t.text('menu.thread'),
        message: menuMessage(context, commands(), t.text('menu.said')),
      });
      return true;
    },
  ];
}
