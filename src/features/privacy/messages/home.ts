import { MENU } from '../../../chat/entry-commands.ts';
import { runs } from '../../../chat/interaction.ts';
import { actions, button, type Message, message, text } from '../../../chat/message.ts';
import type { Translator } from '../../../texts/translator.ts';

/** Stands in the place that somebody has to themselves with the bot, once it was emptied; whoever is erased looks there how far that is. */
export function emptiedHome(t: Translator, erasure: string, isOwn: boolean): Message {
  return message(
    text(t.text('privacy.home.emptied')),
    actions(
      button(runs(MENU.fr), t.text('privacy.home.waits')),
      isOwn && button(`data-progress:${erasure}`, t.text('privacy.done.progress')),
    ),
  );
}
