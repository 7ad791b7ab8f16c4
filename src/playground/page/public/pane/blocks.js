import { element } from '../element.js';
import { safeUrl, shownSpans } from './spans.js';

/**
 * Shows one block; `message` is what its controls belong to, and `on` has press(message, id, label), select(id, control, values), the
 * words to show, and `ticking`: what is ticked in open lists, by message and list, which stays so when a list is drawn anew.
 */
export function shownBlock(block, message, on) {
  switch (block.kind) {
    case 'heading':
      return element('h3', {}, shownSpans(block.spans, on.words));
    case 'code':
      return element('pre', { tabIndex: 0 }, block.text);
    case 'small':
      return element('div', { className: 'text small' }, shownSpans(block.spans, on.words));
    case 'fields':
      return element(
        'div',
        { className: 'fields' },
        block.fields.map((spans) => element('div', { className: 'text' }, shownSpans(spans, on.words))),
      );
    case 'table':
      return shownTable(block.rows, on.words);
    case 'card':
      return element(
        'div',
        { className: 'card' },
        block.blocks.map((inner) => shownBlock(inner, message, on)),
      );
    case 'divider':
      return element('hr');
    case 'image':
      return element('img', { src: block.url, alt: block.alt || on.words.blocks.undescribed });
    case 'controls':
      return element(
        'div',
        { className: 'controls' },
        block.controls.map((control) => shownControl(control, message, on)),
      );
    default:
      return element('div', { className: 'text' }, shownSpans(block.spans, on.words));
  }
}

/** The first row names the columns. */
function shownTable([names = [], ...rows], words) {
  const cells = (tag, row) => row.map((cell) => element(tag, tag === 'th' ? { scope: 'col' } : {}, cell));
  return element(
    'div',
    { className: 'table', tabIndex: 0, role: 'group', 'aria-label': words.blocks.table },
    element(
      'table',
      {},
      element('thead', {}, element('tr', {}, cells('th', names))),
      element(
        'tbody',
        {},
        rows.map((row) => element('tr', {}, cells('td', row))),
      ),
    ),
  );
}

function shownControl(control, message, on) {
  if (control.kind === 'link') {
    const { label, url } = control;
    const leads = { href: safeUrl(url), target: '_blank', rel: 'noopener noreferrer', className: 'button' };
    return element('a', leads, `${label} ↗`);
  }
  if (control.kind === 'button') {
    const { id, label, style, disabled } = control;
    const onclick = () => on.press(message, id, label);
    const key = { 'data-key': `${message.id} ${id}` };
    return element('button', { type: 'button', className: `control ${style}`, disabled, onclick, ...key }, label);
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
    element('option', { value: '' }, placeholder || on.words.blocks.choose),
    options.map((option) => {
      const selected = chosen.includes(option.value);
      return element('option', { value: option.value, selected }, described(option));
    }),
  );
  return element('span', { className: 'choice' }, list);
}

/**
 * Shows a list of several choices, folded as on both platforms: it acts when it is closed, if what is ticked has changed. Going on elsewhere
 * closes it.
 */
function severalChoices({ id, placeholder, prompted, options, chosen, max }, message, on) {
  const key = `${message.id} ${id}`;
  const { ticking } = on;
  const now = ticking.get(key) ?? chosen;
  const boxes = options.map(({ value }) =>
    element('input', { type: 'checkbox', value, checked: now.includes(value), 'data-key': `${key} ${value}` }),
  );
  const ticked = () => boxes.filter(({ checked }) => checked).map(({ value }) => value);
  const names = options.filter(({ value }) => chosen.includes(value)).map(({ label }) => label);
  const close = () => {
    list.open = false;
    if (ticking.delete(key) && ticked().join('\n') !== chosen.join('\n')) on.select(message.id, id, ticked());
  };
  const list = element(
    'details',
    {
      className: 'several',
      open: ticking.has(key),
      onchange: () => ticking.set(key, ticked()),
      ontoggle: () => {
        if (!list.open) close();
        else if (list.isConnected) ticking.set(key, ticked());
      },
      onkeydown: (event) => {
        if (event.key !== 'Escape' || !list.open) return;
        close();
        list.firstElementChild.focus();
      },
    },
    element(
      'summary',
      { 'data-key': key },
      names.length > 0 ? names.join(', ') : (!prompted && placeholder) || on.words.blocks.choose,
    ),
    element(
      'fieldset',
      {},
      element('legend', {}, on.words.blocks.atMost(placeholder, max)),
      options.map((option, index) => element('label', {}, boxes[index], described(option))),
    ),
  );
  list.addEventListener('focusout', ({ relatedTarget }) => {
    // A click on the words beside a box takes the focus to what is around, to which no key leads.
    if (!isPressing && relatedTarget?.tabIndex >= 0 && !list.contains(relatedTarget)) close();
  });
  list.addEventListener(LEFT, close);
  return list;
}

const LEFT = 'left';

/** Whether a pointer is down: what moved under it then would get no click. */
let isPressing = false;
for (const [kind, now] of Object.entries({ pointerdown: true, pointerup: false, pointercancel: false })) {
  const pressing = () => {
    isPressing = now;
  };
  document.addEventListener(kind, pressing, true);
}

/** A click beside an open list closes it, as any list, before it does anything there. */
document.addEventListener(
  'click',
  ({ target }) => {
    for (const list of document.querySelectorAll('details.several[open]')) {
      if (!list.contains(target)) list.dispatchEvent(new Event(LEFT));
    }
  },
  true,
);

/** A name that goes on in its description, because a platform holds no longer one, is read on. */
function described({ label, description }) {
  if (label.endsWith('…') && description?.startsWith('…')) return `${label.slice(0, -1)} ${description.slice(1)}`;
  return description ? `${label} — ${description}` : label;
}
