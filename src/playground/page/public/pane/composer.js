import { draftIn, keepDraft } from '../drafts.js';
import { element } from '../element.js';
import { filesOf } from '../server.js';
import { commandIn, isUnfinished, suggestionsFor } from './suggestions.js';

const PAUSE_MS = 120;
const MOST = 12;

/**
 * The box one types in. `on` has the words to show, surroundings() for the suggestions, say(text, files), command(text, options), and edit,
 * reply and startThread, each with (message, text); all return promises.
 */
export class Composer {
  #part;
  #on;
  /** The place that is written in, by name. */
  #place = '';
  /** What is being written when it isn't a new message: its kind, and the message it is about. */
  #purpose = null;
  #offered = [];
  #marked = -1;
  /** Values chosen from suggestions whose label differs from what is sent, by option. */
  #chosen = new Map();
  #asked = 0;
  #pause;
  /** What is attached in the places that aren't open, and what was chosen there, by place. */
  #elsewhere = new Map();

  constructor(part, on) {
    this.#part = part;
    this.#on = on;
    const typed = part('typed');
    typed.oninput = () => {
      this.#keep();
      clearTimeout(this.#pause);
      // Commands are known here: they are offered before the next key. The app is asked for values once one pauses.
      if (this.#hasCommand()) this.#pause = setTimeout(() => void this.#offer(), PAUSE_MS);
      else void this.#offer();
    };
    typed.onkeydown = (event) => this.#key(event);
    // Who comes back within that time goes on.
    typed.onblur = () =>
      setTimeout(() => {
        if (document.activeElement !== typed) this.#hide();
      }, 200);
    part('attached').onchange = () => this.#showAttached();
    part('cancel').onclick = () => this.#backToNew();
    part('composer').onsubmit = (event) => {
      event.preventDefault();
      void this.#send();
    };
  }

  get #words() {
    return this.#on.words.composer;
  }

  /** Turns the box to one message: to edit it, to reply to it, or to open a thread on it. */
  writeAbout(kind, message) {
    this.#purpose = { kind, message: message.id };
    this.#part('typed').value = kind === 'edit' ? message.typed : '';
    this.#part('typed-label').textContent = this.#words.purposes[kind](message.author.name);
    this.#part('cancel').hidden = false;
    this.#part('typed').focus();
  }

  /** Turns the box to a place, named so that nobody else's place has that name. */
  writeIn(place) {
    this.#elsewhere.set(this.#place, { files: [...this.#part('attached').files], chosen: this.#chosen });
    const { files, chosen } = this.#elsewhere.get(place) ?? { files: [], chosen: new Map() };
    this.#place = place;
    this.#chosen = chosen;
    this.#attach(files);
    this.#hide();
    this.#backToNew();
  }

  /** Writes this into the box, for somebody to send. */
  write(text) {
    this.#part('typed').value = text;
    this.#keep();
    this.#part('typed').focus();
  }

  #keep() {
    if (this.#purpose === null) keepDraft(this.#place, this.#part('typed').value);
  }

  /** Turns the box back to new messages, with what was begun here. */
  #backToNew() {
    this.#purpose = null;
    this.#part('typed').value = draftIn(this.#place);
    this.#part('typed-label').textContent = this.#words.label;
    this.#part('cancel').hidden = true;
  }

  async #send() {
    const typed = this.#part('typed');
    const attached = this.#part('attached');
    const text = typed.value.trim();
    this.#hide();
    if (text === '' && attached.files.length === 0) return;
    // As in Discord, one goes on typing: what can follow is offered.
    if (this.#purpose === null && text.startsWith('/') && isUnfinished(text, this.#on.surroundings().commands)) {
      typed.value = `${text} `;
      return this.#offer();
    }
    const [about, place] = [this.#purpose, this.#place];
    const files = await filesOf(attached);
    // Whoever has gone on meanwhile finds it where it was written.
    if (this.#place !== place) return;
    const sent =
      about !== null
        ? await this.#on[about.kind](about.message, text)
        : text.startsWith('/')
          ? await this.#on.command(text, this.#optionsOf(text, files))
          : await this.#on.say(text, files);
    // A refused text stays, to be corrected.
    if (!sent) return;
    if (about === null) this.#forgetDraft(place);
    if (this.#place === place) this.#backToNew();
  }

  /** Forgets what was written and attached in a place, once it is sent. Meanwhile another may be open. */
  #forgetDraft(place) {
    keepDraft(place, '');
    this.#elsewhere.delete(place);
    if (this.#place !== place) return;
    this.#chosen = new Map();
    this.#attach([]);
  }

  /** Puts these files beside the box, and no others. */
  #attach(files) {
    const list = new DataTransfer();
    for (const file of files) list.items.add(file);
    this.#part('attached').files = list.files;
    this.#showAttached();
  }

  #showAttached() {
    const names = [...this.#part('attached').files].map(({ name }) => name);
    this.#part('attached-names').textContent = names.join(', ');
  }

  /**
   * Returns the options that the line itself doesn't hold as they must be sent: values chosen by their label, and files.
   */
  #optionsOf(text, files) {
    const command = commandIn(text, this.#on.surroundings().commands);
    const options = {};
    for (const [name, { label, value }] of this.#chosen) {
      if (text.includes(` ${name}:${label}`)) options[name] = value;
    }
    const takers = (command?.options ?? []).filter(({ kind }) => kind === 'attachment');
    for (const [index, file] of files.entries()) if (takers[index]) options[takers[index].name] = [file];
    return options;
  }

  async #offer() {
    const typed = this.#part('typed');
    this.#asked += 1;
    const mine = this.#asked;
    const found =
      this.#purpose === null ? await suggestionsFor(typed.value, this.#on.surroundings()).catch(() => []) : [];
    // Only the latest request counts.
    if (mine !== this.#asked) return;
    this.#offered = found.slice(0, MOST);
    this.#marked = -1;
    const list = this.#part('suggestions');
    list.replaceChildren(...this.#offered.map((one, index) => this.#option(one, index)));
    list.hidden = this.#offered.length === 0;
    typed.removeAttribute('aria-activedescendant');
    const count = this.#offered.length;
    this.#part('told').textContent = count === 0 ? '' : this.#words.suggested(count);
    // As on both platforms, Enter takes the first command while none is written out yet.
    if (count > 0 && !this.#hasCommand()) this.#mark(0);
  }

  /** Returns whether a whole command is written, which Enter sends. */
  #hasCommand() {
    return commandIn(this.#part('typed').value, this.#on.surroundings().commands) !== undefined;
  }

  #option({ label, hint }, index) {
    return element(
      'div',
      {
        role: 'option',
        id: `${this.#part('suggestions').id}-${index}`,
        'aria-selected': 'false',
        // The box keeps the focus.
        onmousedown: (event) => {
          event.preventDefault();
          this.#take(index);
        },
      },
      element('strong', {}, label),
      hint ? element('span', {}, ` ${hint}`) : null,
    );
  }

  #key(event) {
    const open = this.#offered.length > 0;
    if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      this.#mark(event.key === 'ArrowDown' ? this.#marked + 1 : this.#marked - 1);
    } else if (open && event.key === 'Tab' && !event.shiftKey) {
      event.preventDefault();
      this.#take(Math.max(this.#marked, 0));
    } else if (event.key === 'Escape') {
      if (open) this.#hide();
      else if (this.#purpose !== null) this.#backToNew();
    } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      if (open && this.#marked >= 0) this.#take(this.#marked);
      else void this.#send();
    }
  }

  #mark(index) {
    const list = this.#part('suggestions');
    this.#marked = (index + this.#offered.length) % this.#offered.length;
    for (const [at, item] of [...list.children].entries()) {
      item.setAttribute('aria-selected', String(at === this.#marked));
      if (at === this.#marked) item.scrollIntoView({ block: 'nearest' });
    }
    this.#part('typed').setAttribute('aria-activedescendant', `${list.id}-${this.#marked}`);
  }

  #take(index) {
    const { text, option, value, label } = this.#offered[index];
    if (option) this.#chosen.set(option, { label, value });
    this.write(text);
    void this.#offer();
  }

  #hide() {
    clearTimeout(this.#pause);
    this.#offered = [];
    this.#asked += 1;
    this.#part('suggestions').hidden = true;
    this.#part('typed').removeAttribute('aria-activedescendant');
    this.#part('told').textContent = '';
  }
}
