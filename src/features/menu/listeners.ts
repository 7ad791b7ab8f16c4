import type { Context } from '../../access/operation/context.ts';
import { quotedBack } from '../../chat/cut.ts';
import type { Message } from '../../chat/message.ts';
import { type Listener, NO_TOPIC } from '../../dispatch/registry.ts';
import type { Translator } from '../../texts/translator.ts';
import { asksWhatToDo, isOnlyKind, wordsMeant } from './calls.ts';
import { welcomeMessage } from './messages.ts';
import { answerMessage } from './operations.ts';
import type { ShowMenu } from './show.ts';

/** Says what stands above the menu, or within the greeting of somebody new. `meant` is what was typed without mentions. */
function intro(t: Translator, typed: string, meant: string, isNew: boolean): string | null {
  const isAnswered = asksWhatToDo(meant) || isOnlyKind(typed) || typed === '';
  if (isNew) return isAnswered ? null : t.text('menu.first.notUnderstood', { typed: quotedBack(typed) });
  if (asksWhatToDo(meant)) return t.text('menu.hello');
  return typed === '' ? t.text('menu.said') : t.text('menu.saidTyped', { typed: quotedBack(typed) });
}

/**
 * Returns what is shown to whoever typed this: a theme that is called by its one word ("kit"), or comes closest to their
 * sentence, else the menu.
 */
async function answerTo(context: Context, show: ShowMenu, typed: string): Promise<Message> {
  const meant = wordsMeant(typed);
  const isNew = context.actor.isNew === true;
  if (!isNew && isOnlyKind(typed)) return welcomeMessage(context);
  const wants = meant !== '' && !asksWhatToDo(meant) && !isOnlyKind(typed);
  const called = wants && /^\S+$/.test(meant) ? await show.called(context, meant) : null;
  const theme = called ?? (wants ? show.closest(context, typed) : null);
  return theme ?? show.menu(context, intro(context.t, typed, meant, isNew));
}

/** Answers with the menu when somebody says something to the bot that no other listener takes. */
export function menuListeners(show: ShowMenu): readonly Listener[] {
  return [
    async (context, said, about) => {
      // A person who edits what they said has the menu already.
      if (about !== NO_TOPIC || said.edited !== undefined) return false;
      // They have gone on talking, and get the menu after their last message.
      if (said.muchSince) return false;
      const { place } = context;
      await context.do(answerMessage, {
        id: said.id,
        direct: said.direct,
        place,
        message: await answerTo(context, show, said.text.trim()),
      });
      return true;
    },
  ];
}
