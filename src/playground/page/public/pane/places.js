import { element, keepingFocus } from '../element.js';

const marks = { public: '#', private: '🔒', direct: '✉', thread: '↳' };
const kinds = { public: 'salon', private: 'salon privé', direct: 'conversation avec', thread: 'fil' };

/** The side bar: the places one can open, the one that is open, and those with something new. */
export class Places {
  #part;
  #shown = '';

  constructor(part) {
    this.#part = part;
  }

  show(channels, open, isNew, onOpen) {
    const entries = channels.map((channel) => ({ ...channel, here: channel.id === open, news: isNew(channel) }));
    const now = JSON.stringify(entries);
    if (now === this.#shown) return;
    this.#shown = now;
    keepingFocus(() =>
      this.#part('places').replaceChildren(
        element(
          'ul',
          {},
          entries.map((entry) => item(entry, onOpen)),
        ),
      ),
    );
  }
}

function item({ id, name, kind, here, news }, onOpen) {
  const button = element(
    'button',
    {
      type: 'button',
      className: news ? `${kind} unread` : kind,
      'data-key': `place ${id}`,
      'aria-current': here ? 'page' : null,
      onclick: () => onOpen(id),
    },
    element('span', { 'aria-hidden': 'true' }, marks[kind]),
    element('span', { className: 'only-read' }, `${kinds[kind]} `),
    element('span', { className: 'name' }, name),
    news ? element('span', { className: 'news' }, element('span', { className: 'only-read' }, 'nouveau')) : null,
  );
  return element('li', {}, button);
}
