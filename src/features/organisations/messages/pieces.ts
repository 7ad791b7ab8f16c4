import { runs } from '../../../chat/interaction.ts';
import { button } from '../../../chat/message.ts';
import type { Translator } from '../../../texts/translator.ts';

/** To all that can be done. */
export function menuButton(t: Translator) {
  return button(runs(['mois']), t.text('organisations.menu'));
}
