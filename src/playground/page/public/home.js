import { byId, element, keepingFocus } from './element.js';
import { shownBlock } from './messages.js';

/** What the controls of the home tab belong to, in the place of a message. */
const HOME = { id: 'home' };

let shown = '';

/** Shows the app's home tab, or none. `on` has press(control) and select(control, values). */
export function showHome(blocks, on) {
  const tab = byId('home');
  tab.hidden = blocks === null;
  const now = JSON.stringify(blocks);
  if (blocks === null || now === shown) return;
  shown = now;
  const handlers = {
    press: (_, control) => on.press(control),
    select: (_, control, values) => on.select(control, values),
  };
  keepingFocus(() =>
    tab.replaceChildren(
      ...(blocks.length === 0
        ? [element('p', { className: 'small' }, "L'application n'a encore rien montré ici.")]
        : blocks.map((block) => shownBlock(block, HOME, handlers))),
    ),
  );
  tab.scrollTop = 0;
}
