import { byId, element, keepingFocus } from './element.js';
import { marks, shownReactions } from './marks.js';
import { dayOf, zone } from './time.js';

const time = new Intl.DateTimeFormat('fr-FR', { hour: '2-digit', minute: '2-digit', ...zone });
const size = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 0 });

/** The elements on the page, by message id, and of the days between them: while what they show is the same, so are they. */
const shown = new Map();

/** How long after a gesture its answer is looked for, in milliseconds. */
const ANSWERED_WITHIN_MS = 15_000;
let answeredUntil = 0;

/** From now on what the app says is the answer to what somebody has just done: it is brought into view and marked. */
export function expectAnswer() {
  answeredUntil = performance.now() + ANSWERED_WITHIN_MS;
  for (const one of document.querySelectorAll('.fresh')) one.classList.remove('fresh');
}

export function forgetMessages() {
  shown.clear();
  byId('messages').replaceChildren();
}

/** Shows these messages and nothing else. `on` holds the handlers: press, select, edit, remove, react, pin … */
export function showMessages(messages, me, on) {
  byId('empty').hidden = messages.length > 0;
  const list = byId('messages');
  const wasEmpty = shown.size === 0;
  const fresh = [];
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const before = list.childElementCount;
  keepingFocus(() => {
    const elements = messages.flatMap((message, index) => {
      const previous = index === 0 ? null : dayOf(messages[index - 1].at);
      const day = dayOf(message.at);
      const made = kept(message.id, [message, on.entries()], () => {
        const one = article(message, me, on);
        if (message.author.bot) fresh.push(one);
        return one;
      });
      if (day === previous) return [made];
      return [kept(`day ${message.id}`, day, () => element('li', { className: 'day' }, day)), made];
    });
    const same = elements.length === before && elements.every((one, index) => one === list.children[index]);
    if (!same) list.replaceChildren(...elements);
  });
  if (atEnd || before === 0) list.scrollTop = list.scrollHeight;
  if (!wasEmpty && performance.now() < answeredUntil) bringIntoView(fresh);
}

/** Shows the answer to a gesture from its beginning, also where one was reading further up. */
function bringIntoView(fresh) {
  for (const one of fresh) one.classList.add('fresh');
  fresh.at(-1)?.scrollIntoView({ block: 'nearest' });
}

/** Returns the element that stands for something, made anew when what it shows has changed. */
function kept(key, shows, make) {
  const now = JSON.stringify(shows);
  const known = shown.get(key);
  if (known?.now === now) return known.made;
  const made = make();
  shown.set(key, { now, made });
  return made;
}

function article(message, me, on) {
  const { author, onlyForYou, edited } = message;
  return element(
    'li',
    { className: onlyForYou ? 'message only-you' : 'message' },
    element(
      'p',
      { className: 'author' },
      author.picture ? element('img', { src: author.picture, alt: '', className: 'portrait' }) : null,
      element('strong', {}, author.name),
      author.bot ? element('span', { className: 'bot' }, 'APP') : null,
      element('time', { dateTime: new Date(message.at).toISOString() }, time.format(message.at)),
      edited ? element('small', {}, '(modifié)') : null,
      message.pinned ? element('small', {}, '📌 épinglé') : null,
      onlyForYou ? element('em', {}, 'Visible seulement par vous') : null,
    ),
    message.quotes === null ? null : element('p', { className: 'small' }, `↪ ${message.quotes}`),
    message.blocks.map((block) => shownBlock(block, message, on)),
    message.files.map(fileLink),
    shownReactions(message, on),
    below(message, me, on),
  );
}

/** Shows one block; `message` is what its controls belong to, of which the handlers are given the id. */
export function shownBlock(block, message, on) {
  switch (block.kind) {
    case 'heading':
      return element('h3', {}, block.text);
    case 'code':
      return element('pre', { tabIndex: 0 }, block.text);
    case 'small':
      return element('p', { className: 'small' }, block.text);
    case 'divider':
      return element('hr');
    case 'image':
      return element('img', { src: block.url, alt: block.alt || 'Image sans description' });
    case 'controls':
      return element(
        'div',
        { className: 'controls' },
        block.controls.map((control) => shownControl(control, message, on)),
      );
    default:
      return element('p', {}, block.text);
  }
}

function shownControl(control, message, on) {
  if (control.kind === 'link') {
    const { label, url } = control;
    return element('a', { href: safeUrl(url), target: '_blank', rel: 'noopener noreferrer' }, `${label} ↗`);
  }
  if (control.kind === 'button') {
    const { id, label, style, disabled } = control;
    const onclick = () => on.press(message, id, label);
    const key = { 'data-key': `${message.id} ${id}` };
    return element('button', { type: 'button', className: style, disabled, onclick, ...key }, label);
  }
  return control.max > 1 ? severalChoices(control, message, on) : oneChoice(control, message, on);
}

/**
 * Shows a list that acts when something is chosen. With the arrow keys a closed list would change at every step, so they
 * open it.
 */
function oneChoice({ id, placeholder, options, chosen }, message, on) {
  const list = element(
    'select',
    {
      'aria-label': placeholder,
      'data-key': `${message.id} ${id}`,
      onkeydown: (event) => {
        if (!/^(Arrow(Up|Down)|Page(Up|Down)|Home|End|[^ ])$/.test(event.key) || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        list.showPicker();
      },
      onchange: () => {
        const option = options[list.selectedIndex - 1];
        if (option) on.select(message.id, id, [option.value]);
      },
    },
    element('option', { value: '' }, placeholder || 'Choisissez…'),
    options.map((option) => {
      const selected = chosen.includes(option.value);
      return element('option', { value: option.value, selected }, described(option));
    }),
  );
  return element('span', { className: 'choice' }, list);
}

function severalChoices({ id, placeholder, options, chosen, max }, message, on) {
  const boxes = options.map(({ value }) =>
    element('input', { type: 'checkbox', value, checked: chosen.includes(value) }),
  );
  const choose = () =>
    on.select(
      message.id,
      id,
      boxes.filter(({ checked }) => checked).map(({ value }) => value),
    );
  return element(
    'fieldset',
    {},
    element('legend', {}, `${placeholder || 'Choisissez'} (${max} au plus)`),
    options.map((option, index) => element('label', {}, boxes[index], described(option))),
    element('button', { type: 'button', onclick: choose, 'data-key': `${message.id} ${id}` }, 'Choisir'),
  );
}

function described({ label, description }) {
  return description ? `${label} — ${description}` : label;
}

function fileLink({ name, size: bytes, url }) {
  const kilobytes = size.format(Math.max(1, bytes / 1024));
  return element('p', {}, element('a', { href: safeUrl(url), download: name }, `📎 ${name}`), ` (${kilobytes} ko)`);
}

/** Returns a link's address unless it could run something. */
function safeUrl(url) {
  return /^(https?:|mailto:|tel:|\/)/i.test(url) ? url : '#';
}

function below(message, me, on) {
  const button = (label, onclick) =>
    element('button', { type: 'button', className: 'quiet', onclick, 'data-key': `${message.id} ${label}` }, label);
  const { replies, onlyForYou } = message;
  const own = message.author.id === me;
  const answers = replies > 0 ? `Voir le fil (${replies})` : 'Répondre dans un fil';
  return element(
    'div',
    { className: 'below' },
    on.reply(message) ? button(answers, () => on.openThread(message)) : null,
    own && !onlyForYou ? button('Modifier', () => on.edit(message)) : null,
    own && !onlyForYou ? button('Supprimer', () => on.remove(message)) : null,
    onlyForYou ? null : marks(message, on, button),
    onlyForYou ? button('Masquer', () => on.remove(message)) : null,
  );
}
