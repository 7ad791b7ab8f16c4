import { actions, type Block, button, text } from '../../../chat/message.ts';
import type { Offer } from '../../../chat/user-error.ts';
import type { TextKey } from '../../../texts/index.ts';
import type { Translator } from '../../../texts/translator.ts';

/** Says what can be done at once, with a button to each. */
export function offerBlocks(t: Translator, offers: readonly Offer[]): readonly (Block | null)[] {
  return offers.flatMap(({ action, label, primary, words }) => [
    words ? text(t.text(words.key as TextKey, words.values)) : null,
    actions(button(action, t.text(label as TextKey), primary && 'primary')),
  ]);
}
