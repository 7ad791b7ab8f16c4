import { element } from '../element.js';

/** The emoji one can pick; a reaction that is there already can be joined, whatever its emoji. */
const OFFERED = ['👍', '❤️', '🎉', '👀', '✅'];

/** Shows the reactions of a message as buttons, pressed where one's own is among them. */
export function shownReactions(message, on) {
  if (message.reactions.length === 0) return null;
  return element(
    'div',
    { className: 'below', role: 'group', 'aria-label': on.words.messages.reactions },
    message.reactions.map(({ emoji, count, mine }) =>
      element(
        'button',
        {
          type: 'button',
          onclick: () => on.react(message, emoji, !mine),
          'aria-pressed': String(mine),
          'aria-label': `${emoji}, ${count}`,
          'data-key': `${message.id} ${emoji}`,
        },
        `${emoji} ${count}`,
      ),
    ),
  );
}

/** Shows what else one can do with a message, folded away. `button` makes one of the buttons below a message. */
export function marks(message, on, button) {
  const words = on.words.messages;
  const fold = element('summary', { 'aria-label': words.more, 'data-key': `${message.id} …` }, '…');
  const closed = () => {
    more.open = false;
    fold.focus();
  };
  const more = element(
    'details',
    {
      className: 'more',
      ontoggle: () => {
        if (more.open) more.scrollIntoView({ block: 'nearest' });
      },
      onkeydown: (event) => {
        if (event.key === 'Escape' && more.open) closed();
      },
    },
    fold,
    element(
      'div',
      { className: 'below' },
      OFFERED.map((emoji) => {
        const reaction = button(emoji, () => on.react(message, emoji, true));
        reaction.setAttribute('aria-label', words.react(emoji));
        return reaction;
      }),
      button(message.pinned ? words.unpin : words.pin, () => on.pin(message)),
      on.isQuotable() ? button(words.quote, () => on.quote(message)) : null,
      on.isQuotable() && message.replies === 0 ? button(words.startThread, () => on.startThread(message)) : null,
    ),
    shownEntries(message, on, closed),
  );
  return more;
}

/** Shows what the app has put into the menu of messages, under its name. */
function shownEntries(message, on, close) {
  const entries = on.entries();
  if (entries.length === 0) return null;
  const id = `app-${message.id}`;
  return element(
    'div',
    { className: 'below', role: 'group', 'aria-labelledby': id },
    element('span', { id, className: 'small' }, on.words.messages.ofApp(on.app())),
    entries.map((entry) =>
      element(
        'button',
        {
          type: 'button',
          className: 'entry',
          'data-key': `${message.id} ${entry}`,
          onclick: () => {
            close();
            on.choose(message, entry);
          },
        },
        entry,
      ),
    ),
  );
}
