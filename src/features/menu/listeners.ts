import { quotedBack } from '../../chat/cut.ts';
import { type Listener, NO_TOPIC } from '../../dispatch/registry.ts';
import type { Translator } from '../../texts/translator.ts';
import { asksWhatToDo } from './calls.ts';
import type { Menu } from './menu.ts';
import { menuMessage } from './messages.ts';
import { answerMessage } from './operations.ts';

function intro(t: Translator, typed: string): string {
  if (asksWhatToDo(typed)) return t.text('menu.hello');
  return typed === '' ? t.text('menu.said') : t.text('menu.saidTyped', { typed: quotedBack(typed) });
}

/** Answers with the menu when somebody says something to the bot that no other listener takes. */
export function menuListeners(menu: () => Menu): readonly Listener[] {
  return [
    async (context, said, about) => {
      // A person who edits what they said has the menu already.
      if (about !== NO_TOPIC || said.edited !== undefined) return false;
      // They have gone on talking, and get the menu after their last message.
      if (said.muchSince) return false;
      const { t, place } = context;
      await context.do(answerMessage, {
        id: said.id,
        direct: said.direct,
        place,
        message: menuMessage(context, menu(), intro(t, said.text.trim())),
      });
      return true;
    },
  ];
}
