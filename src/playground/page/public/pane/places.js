import { element, keepingFocus } from '../element.js';

const marks = { public: '#', private: '🔒', direct: '✉', thread: '↳' };

/**
 * The side bar: the servers that somebody is in, where they are several, the places that one can open in one of them, the
 * one that is open, and those with something new.
 */
export class Places {
  #part;
  #shown = '';

  constructor(part) {
    this.#part = part;
  }

  /** `isNew(channel)` tells whether there is something new, `onOpen(id)` opens a channel, `onTeam(id)` goes to a server. */
  show({ teams, team, channels, open, isNew, onOpen, onTeam, words }) {
    const news = channels.map((channel) => ({ ...channel, here: channel.id === open, news: isNew(channel) }));
    const entries = news.filter((channel) => channel.team === null || channel.team === team);
    const servers = teams.map((one) => ({
      ...one,
      here: one.id === team,
      news: news.some((channel) => channel.team === one.id && channel.news),
    }));
    const now = JSON.stringify([words.language, servers, entries]);
    if (now === this.#shown) return;
    this.#shown = now;
    const list = element(
      'ul',
      {},
      entries.map((entry) => item(entry, onOpen, words.places)),
    );
    keepingFocus(() =>
      this.#part('places').replaceChildren(
        ...(servers.length > 1 ? [rail(servers, onTeam, words.places), list] : [list]),
      ),
    );
  }
}

/** Servers stand beside their channels by their initials, as a real one without a picture does. */
function rail(servers, onTeam, words) {
  return element(
    'div',
    { className: 'rail', role: 'group', 'aria-label': words.servers },
    servers.map(({ id, name, here, news }) =>
      element(
        'button',
        {
          type: 'button',
          title: name,
          'data-key': `server ${id}`,
          'aria-pressed': String(here),
          onclick: () => onTeam(id),
        },
        element('span', { 'aria-hidden': 'true' }, initialsOf(name)),
        element('span', { className: 'only-read' }, name),
        news ? newsDot(words) : null,
      ),
    ),
  );
}

const initialsOf = (name) =>
  name
    .split(/\s+/)
    .map(([first]) => first)
    .join('');

const newsDot = (words) =>
  element('span', { className: 'news' }, element('span', { className: 'only-read' }, words.isNew));

function item({ id, name, kind, here, news }, onOpen, words) {
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
    element('span', { className: 'only-read' }, `${words.kinds[kind]} `),
    element('span', { className: 'name' }, name),
    news ? newsDot(words) : null,
  );
  return element('li', {}, button);
}
