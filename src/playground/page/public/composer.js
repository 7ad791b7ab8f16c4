import { draftIn, keepDraft } from './drafts.js';
import { byId, element } from './element.js';
import { filesOf } from './server.js';
import { commandIn, suggestionsFor } from './suggestions.js';

const PAUSE_MS = 120;
const MOST = 12;

let offered = [];
let marked = -1;
/** Values chosen from suggestions whose label differs from what is sent, by option. */
let chosen = new Map();
/** What is being written when it isn't a new message: its kind, and the message it is about. */
let purpose = null;
let asked = 0;
let pause;
/** The place that is written in, by name. */
let writingIn = '';

/**
 * Starts the box one types in. `on` has surroundings() for the suggestions, say(text, files), command(text, options),
 * and edit, reply and startThread, each with (message, text); all return promises.
 */
export function startComposer(on) {
  const typed = byId('typed');
  typed.oninput = () => {
    if (purpose === null) keepDraft(writingIn, typed.value);
    clearTimeout(pause);
    pause = setTimeout(() => void offer(on), PAUSE_MS);
  };
  typed.onkeydown = (event) => key(event, on);
  typed.onblur = () => setTimeout(hide, 200);
  byId('cancel').onclick = backToNew;
  byId('composer').onsubmit = (event) => {
    event.preventDefault();
    void send(on);
  };
}

const labels = {
  edit: () => 'Modifier votre message :',
  reply: ({ author }) => `Répondre à ${author.name} :`,
  startThread: () => 'Nom du fil à ouvrir :',
};

/** Turns the box to one message: to edit it, to reply to it, or to open a thread on it. */
export function writeAbout(kind, message) {
  purpose = { kind, message: message.id };
  byId('typed').value = kind === 'edit' ? message.text : '';
  byId('typed-label').textContent = labels[kind](message);
  byId('cancel').hidden = false;
  byId('typed').focus();
}

/** Turns the box to a place, named so that nobody else's place has that name. */
export function writeIn(place) {
  writingIn = place;
  backToNew();
}

/** Turns the box back to new messages, with what was begun here. */
function backToNew() {
  purpose = null;
  byId('typed').value = draftIn(writingIn);
  byId('typed-label').textContent = 'Message, ou commande commençant par / :';
  byId('cancel').hidden = true;
}

async function send(on) {
  const typed = byId('typed');
  const attached = byId('attached');
  const text = typed.value.trim();
  hide();
  if (text === '' && attached.files.length === 0) return;
  const [about, place] = [purpose, writingIn];
  const files = await filesOf(attached);
  const sent =
    about !== null
      ? await on[about.kind](about.message, text)
      : text.startsWith('/')
        ? await on.command(text, optionsOf(text, files, on.surroundings().commands))
        : await on.say(text, files);
  // A refused text stays, to be corrected.
  if (!sent) return;
  chosen = new Map();
  if (about === null) keepDraft(place, '');
  if (writingIn === place) backToNew();
  attached.value = '';
}

/**
 * Returns the options that the line itself doesn't hold as they must be sent: values chosen by their label, and files.
 */
function optionsOf(text, files, commands) {
  const command = commandIn(text, commands);
  const options = {};
  for (const [name, { label, value }] of chosen) {
    if (text.includes(` ${name}:${label}`)) options[name] = value;
  }
  const takers = (command?.options ?? []).filter(({ kind }) => kind === 'attachment');
  for (const [index, file] of files.entries()) if (takers[index]) options[takers[index].name] = [file];
  return options;
}

async function offer(on) {
  const text = byId('typed').value;
  asked += 1;
  const mine = asked;
  const found = purpose === null ? await suggestionsFor(text, on.surroundings()).catch(() => []) : [];
  // Only the latest request counts.
  if (mine !== asked) return;
  offered = found.slice(0, MOST);
  marked = -1;
  const list = byId('suggestions');
  list.replaceChildren(
    ...offered.map(({ label, hint }, index) =>
      element(
        'div',
        { role: 'option', id: `suggestion-${index}`, 'aria-selected': 'false', onmousedown: () => take(index, on) },
        element('strong', {}, label),
        hint ? element('span', {}, ` ${hint}`) : null,
      ),
    ),
  );
  list.hidden = offered.length === 0;
  byId('typed').removeAttribute('aria-activedescendant');
  const count = offered.length;
  byId('told').textContent =
    count === 0 ? '' : `${count} ${count > 1 ? 'propositions' : 'proposition'}, flèches puis Tab`;
}

function key(event, on) {
  const open = offered.length > 0;
  if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    event.preventDefault();
    mark(event.key === 'ArrowDown' ? marked + 1 : marked - 1);
  } else if (open && event.key === 'Tab' && !event.shiftKey && marked >= 0) {
    event.preventDefault();
    take(marked, on);
  } else if (event.key === 'Escape') {
    if (open) hide();
    else if (purpose !== null) backToNew();
  } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    if (open && marked >= 0) take(marked, on);
    else void send(on);
  }
}

function mark(index) {
  marked = (index + offered.length) % offered.length;
  for (const [at, item] of [...byId('suggestions').children].entries()) {
    item.setAttribute('aria-selected', String(at === marked));
    if (at === marked) item.scrollIntoView({ block: 'nearest' });
  }
  byId('typed').setAttribute('aria-activedescendant', `suggestion-${marked}`);
}

function take(index, on) {
  const { text, option, value, label } = offered[index];
  if (option) chosen.set(option, { label, value });
  const typed = byId('typed');
  typed.value = text;
  keepDraft(writingIn, text);
  typed.focus();
  void offer(on);
}

function hide() {
  offered = [];
  asked += 1;
  byId('suggestions').hidden = true;
  byId('typed').removeAttribute('aria-activedescendant');
  byId('told').textContent = '';
}
