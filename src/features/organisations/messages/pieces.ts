import { MENU } from '../../../chat/entry-commands.ts';
import { runs } from '../../../chat/interaction.ts';
import { button } from '../../../chat/message.ts';
import type { Translator } from '../../../texts/translator.ts';

/** A button that opens the menu. */
export function menuButton(t: Translator) {
  return button(runs(MENU.fr), t.text('organisations.menu'));
}
