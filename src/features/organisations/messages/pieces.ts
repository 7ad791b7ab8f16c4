import { MENU } from '../../../chat/entry-commands.ts';
import { runs } from '../../../chat/interaction.ts';
import { button } from '../../../chat/message.ts';
import { fold } from '../../../reading/index.ts';
import type { Translator } from '../../../texts/translator.ts';

/** A button that opens the menu. */
export function menuButton(t: Translator) {
  return button(runs(MENU.fr), t.text('organisations.menu'));
}

/** Returns the values that name a coordinator. Whoever calls themselves "Camille (coordination)" isn't said to be one twice. */
export function namedCoordinator(name: string): { readonly by: string; readonly named: 'yes' | 'no' } {
  return { by: name, named: /coordinat/u.test(fold(name)) ? 'yes' : 'no' };
}
