import { byId, element, keepingFocus } from './element.js';

const marks = { public: '#', private: '🔒', direct: '✉', thread: '↳' };
const kinds = { public: 'salon', private: 'salon privé', direct: 'conversation avec', thread: 'fil' };

let shown = '';

/** Fills the side bar: the places one can open, the one that is open, and those with something new. */
export function showPlaces(channels, open, isNew, onOpen) {
  const entries = channels.map((channel) => ({ ...channel, here: channel.id === open, news: isNew(channel) }));
  const now = JSON.stringify(entries);
  if (now === shown) return;
  shown = now;
  keepingFocus(() =>
    byId('places').replaceChildren(
      element(
        'ul',
        {},
        entries.map((entry) => item(entry, onOpen)),
      ),
    ),
  );
}

function item({ id, name, kind, here, news }, onOpen) {
  const button = element(
    'button',
    {
      type: 'button',
      className: kind,
      'data-key': `place ${id}`,
      'aria-current': here ? 'page' : null,
      onclick: () => onOpen(id),
    },
    element('span', { 'aria-hidden': 'true' }, marks[kind]),
    element('span', { className: 'only-read' }, `${kinds[kind]} `),
    name,
    news ? element('strong', { className: 'news' }, 'nouveau') : null,
  );
  return element('li', {}, button);
}
