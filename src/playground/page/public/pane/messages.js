import { datesIn } from '../dates.js';
import { element, keepingFocus, replaceChildren } from '../element.js';
import { shownBlock } from './blocks.js';
import { marks, shownReactions } from './marks.js';
import { safeUrl } from './spans.js';

/** How long after a gesture its answer is looked for, in milliseconds. */
const ANSWERED_WITHIN_MS = 15_000;
/** How far from its end, in pixels, a list is still read at its end. */
const AT_END = 80;

/** The messages of the place that is open. `on` holds the handlers: press, select, edit, remove, react, pin …, and the words. */
export class Messages {
  #part;
  #on;
  /** The elements on the page, by message id, and of the days between them: while what they show is the same, so are they. */
  #shown = new Map();
  /** The blocks of each message that is on the page: one that says the same stays when others of its message change. */
  #blocks = new Map();
  /** The messages as they are now, by id. */
  #now = new Map();
  #ticking = new Map();
  #answeredUntil = 0;
  /** The message that the gesture was made on; null where it was made on none. */
  #about = null;
  /** Whether something new has answered the gesture. */
  #isAnswered = false;

  constructor(part, on) {
    this.#part = part;
    this.#on = Object.create(on, {
      ticking: { value: this.#ticking },
      // A block that has stayed was made when its message was another.
      press: { value: ({ id }, control, label) => on.press(this.#now.get(id), control, label) },
    });
  }

  /**
   * From now on what the app says anew, and what it makes of the message with this id, is the answer to what somebody has just done: it
   * is brought into view and marked. Without an id the gesture is the one that began before, as a form is sent that a button opened.
   */
  expectAnswer(about = this.#about) {
    this.#about = about;
    this.#isAnswered = false;
    this.#answeredUntil = performance.now() + ANSWERED_WITHIN_MS;
    for (const one of this.#part('messages').querySelectorAll('.fresh')) one.classList.remove('fresh');
  }

  forget() {
    for (const known of [this.#shown, this.#blocks, this.#ticking]) known.clear();
    this.#part('messages').replaceChildren();
  }

  /** Shows these messages and nothing else. */
  show(messages, me) {
    this.#part('empty').hidden = messages.length > 0;
    const list = this.#part('messages');
    const { dayOf } = datesIn[this.#on.words.language];
    const wasEmpty = this.#shown.size === 0;
    const fresh = [];
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < AT_END;
    const before = list.childElementCount;
    this.#now = new Map(messages.map((message) => [message.id, message]));
    keepingFocus(() => {
      const elements = messages.flatMap((message, index) => {
        const previous = index === 0 ? null : dayOf(messages[index - 1].at);
        const day = dayOf(message.at);
        const made = this.#kept(message.id, [message, this.#on.entries()], (former) => {
          const one = shownMessage(message, me, this.#on, this.#keptBlocks(message), former);
          if (message.author.bot && this.#answers(message.id, former)) fresh.push(one);
          return one;
        });
        if (day === previous) return [made];
        const heading = () => element('li', { className: 'day' }, element('span', {}, day));
        return [this.#kept(`day ${message.id}`, day, heading), made];
      });
      replaceChildren(list, elements);
    });
    if (atEnd || before === 0) list.scrollTop = list.scrollHeight;
    if (wasEmpty || performance.now() >= this.#answeredUntil || fresh.length === 0) return;
    this.#isAnswered = true;
    bringIntoView(fresh, list);
  }

  /** Returns whether a message answers the gesture: other messages may change because of it, which is no answer. */
  #answers(id, former) {
    return former === undefined || id === this.#about || (this.#about === null && !this.#isAnswered);
  }

  /** Returns the element that stands for something. When what it shows has changed, `make` makes it, out of the former one where it can. */
  #kept(key, shows, make) {
    const now = JSON.stringify(shows);
    const known = this.#shown.get(key);
    if (known?.now === now) return known.made;
    const made = make(known?.made);
    this.#shown.set(key, { now, made });
    return made;
  }

  /** Returns the elements of a message's blocks, or of those in a card, whose place in it then ends the key. */
  #keptBlocks(message, blocks = message.blocks, key = message.id) {
    const former = [...(this.#blocks.get(key) ?? [])];
    const kept = blocks.map((block, index) => {
      const isCard = block.kind === 'card';
      const now = isCard ? 'card' : JSON.stringify(block);
      const at = former.findIndex((one) => one.now === now);
      const one = at < 0 ? { now, made: shownBlock(block, message, this.#on) } : former.splice(at, 1)[0];
      if (isCard) replaceChildren(one.made, this.#keptBlocks(message, block.blocks, `${key} ${index}`));
      return one;
    });
    this.#blocks.set(key, kept);
    return kept.map(({ made }) => made);
  }
}

/**
 * Shows the answer to a gesture from its beginning, also where one was reading further up. What is new stays in view when the message
 * that the gesture was made on changes after it, and that one too where there is room for both.
 */
function bringIntoView(fresh, list) {
  for (const one of fresh) one.classList.add('fresh');
  const answers = [...list.querySelectorAll('.fresh')];
  for (const one of new Set([answers[0], answers.at(-1)])) {
    one.scrollIntoView({ block: one.offsetHeight > list.clientHeight ? 'start' : 'nearest' });
  }
}

/** Returns a message as one person sees it, with its blocks; in the element by which it was shown before, where there is one. */
export function shownMessage(message, me, on, blocks, former = element('li')) {
  const { author, onlyForYou, edited } = message;
  const words = on.words.messages;
  for (const one of blocks) one.lang = on.languageOf(message);
  former.classList.add('message');
  former.classList.toggle('only-you', onlyForYou);
  const content = former.querySelector('.content') ?? element('div', { className: 'content blocks' });
  const files = message.files.map((file) => fileLink(file, words));
  replaceChildren(content, blocks, files, shownReactions(message, on), below(message, me, on));
  replaceChildren(
    former,
    message.quotes === null ? null : element('p', { className: 'quoted small' }, `↪ ${message.quotes}`),
    portrait(author),
    element(
      'p',
      { className: 'author' },
      element('strong', {}, author.name),
      author.bot ? element('span', { className: 'bot' }, 'APP') : null,
      element('time', { dateTime: new Date(message.at).toISOString() }, datesIn[on.words.language].clockOf(message.at)),
      edited ? element('small', {}, words.edited) : null,
      message.pinned ? element('small', {}, words.pinned) : null,
      onlyForYou ? element('em', {}, words.onlyYou) : null,
    ),
    content,
  );
  return former;
}

/** A picture, the app's icon, or the first letter of a name on one of a few colours. */
function portrait({ id, name, bot, picture }) {
  if (picture) return element('img', { src: picture, alt: '', className: 'portrait' });
  if (bot) return element('img', { src: '/essai/icon.svg', alt: '', className: 'portrait' });
  const tone = [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 6, 0);
  return element('span', { className: `portrait tone-${tone}`, 'aria-hidden': 'true' }, [...name][0] ?? '');
}

function fileLink({ name, size, url }, words) {
  const kilobytes = Math.max(1, Math.round(size / 1024));
  return element(
    'p',
    { className: 'file' },
    element('a', { href: safeUrl(url), download: name }, `📎 ${name}`),
    words.size(kilobytes),
  );
}

function below(message, me, on) {
  const button = (label, onclick) =>
    element('button', { type: 'button', className: 'quiet', onclick, 'data-key': `${message.id} ${label}` }, label);
  const { replies, onlyForYou } = message;
  const own = message.author.id === me;
  const words = on.words.messages;
  const answers = replies > 0 ? words.seeThread(replies) : words.answer;
  return element(
    'div',
    { className: 'below' },
    on.reply(message) ? button(answers, () => on.openThread(message)) : null,
    own && !onlyForYou ? button(words.edit, () => on.edit(message)) : null,
    own && !onlyForYou ? button(words.remove, () => on.remove(message)) : null,
    onlyForYou ? null : marks(message, on, button),
    onlyForYou ? button(words.hide, () => on.remove(message)) : null,
  );
}
