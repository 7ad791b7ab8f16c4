import { element, keepingFocus } from '../element.js';
import { shownBlock } from './blocks.js';

/** What the controls of the home tab belong to, in the place of a message. */
const HOME = { id: 'home' };

/** The app's home tab. `on` has press(control), select(control, values) and the words to show. */
export class Home {
  #part;
  #handlers;
  #shown = '';

  constructor(part, on) {
    this.#part = part;
    this.#handlers = {
      press: (_, control) => on.press(control),
      select: (_, control, values) => on.select(control, values),
      ticking: new Map(),
      get words() {
        return on.words;
      },
    };
  }

  /** Shows the tab, or none. */
  show(blocks) {
    const tab = this.#part('home');
    tab.hidden = blocks === null;
    const { words } = this.#handlers;
    const now = JSON.stringify([words.language, blocks]);
    if (blocks === null || now === this.#shown) return;
    this.#shown = now;
    keepingFocus(() =>
      tab.replaceChildren(
        ...(blocks.length === 0
          ? [element('p', { className: 'small' }, words.blocks.homeEmpty)]
          : blocks.map((block) => shownBlock(block, HOME, this.#handlers))),
      ),
    );
    tab.scrollTop = 0;
  }
}
