import { element } from '../element.js';
import { fill, language, words } from '../language.js';
import { act, look, Refusal } from '../server.js';
import { wordsIn } from '../words/words.js';
import { Composer } from './composer.js';
import { Form } from './form.js';
import { Home } from './home.js';
import { Messages } from './messages.js';
import { addPane } from './parts.js';
import { People } from './people.js';
import { Places } from './places.js';
import { languageOf, reactionsIn } from './reactions.js';

const labels = { slack: 'Slack', discord: 'Discord' };

/**
 * One platform as one person sees it. `on` has happened(what) for what somebody did or saw, moved(isStep) when another place or
 * person is in front, which Back leads back from where it is a step, and news, which knows what each person has seen.
 */
export class Pane {
  platform;
  /** Who one is, by id. */
  user = '';
  /** What is open: a channel or 'direct' (the conversation with the app) or 'home', and a Slack thread or null. */
  place = { channel: 'direct', thread: null };
  people;
  /** The words of the pane, in the language of the person's own account there. */
  words = words;
  /** The workspace, or the server whose channels are listed, by id. */
  team;
  channels = [];
  /** The names of what the app has put into the menu of messages. */
  entries = [];
  commands = [];
  #part;
  #on;
  #parts;
  /** The newest message of the open place that was shown. */
  #newestHere = null;
  /** What is open, also once it has left the list: a thread that was archived can still be read. */
  #lastHere;
  /** The number of times that somebody was chosen: who is chosen last counts, however long the others take. */
  #chosen = 0;
  #refreshing = null;
  #again = false;

  constructor({ name, people }, on) {
    this.platform = name;
    this.people = people;
    this.#on = on;
    this.#part = addPane(name, labels[name]);
    this.#part('person-label').textContent = words.people.youAre(labels[name]);
    // Who one is on this side is said by the page, not by the platform.
    this.#part('person').parentElement.lang = language;
    const reactions = reactionsIn(this);
    this.#parts = {
      people: new People(this.#part, people, (user) => void this.become(user)),
      places: new Places(this.#part),
      home: new Home(this.#part, reactions.home),
      messages: new Messages(this.#part, reactions.message),
      composer: new Composer(this.#part, reactions.composer),
      form: new Form(this.#part, reactions.form),
    };
    // Whoever goes on, typing or filling in, has read what was refused.
    document.getElementById(name).addEventListener('input', () => this.#notice(''));
    this.#part('back').onclick = () => void this.#back();
    this.#part('tab-home').onclick = () => void this.open({ channel: 'home', thread: null });
    this.#part('tab-messages').onclick = () => void this.open({ channel: this.here()?.id ?? 'direct', thread: null });
  }

  get me() {
    return { platform: this.platform, user: this.user };
  }

  /** Returns whether one is this person already, in this place. */
  isAt({ user, place: { channel, thread } }) {
    return user === this.user && channel === this.place.channel && thread === this.place.thread;
  }

  /** Becomes somebody. They and the place change together, so that nobody looks where only another may. */
  async become(user, where, isStep = true) {
    this.#chosen += 1;
    const mine = this.#chosen;
    this.#parts.people.show(user);
    await this.trying(async () => {
      const person = { platform: this.platform, user };
      const [commands, channels, theirs] = await Promise.all([
        look('commands', person),
        look('places', person),
        wordsIn(this.people.find(({ id }) => id === user).language),
      ]);
      const there = where ?? liveliest(channels);
      if (mine !== this.#chosen) return;
      this.user = user;
      this.commands = commands;
      this.#speak(theirs);
      await this.open(there, isStep);
    });
  }

  /** Turns the pane to the language of the person. */
  #speak(theirs) {
    const pane = document.getElementById(this.platform);
    if (pane.lang === theirs.language) return;
    pane.lang = theirs.language;
    this.words = theirs;
    fill(pane, theirs);
    this.#part('places').setAttribute('aria-label', theirs.places.label(labels[this.platform]));
  }

  async open(where, isStep = true) {
    const focused = document.activeElement;
    this.place = where;
    this.#newestHere = null;
    this.#parts.messages.forget();
    this.#notice('');
    this.#parts.composer.writeIn([this.platform, this.user, where.channel, where.thread].join('/'));
    // The app shows its tab to whoever opens it.
    if (this.#isHome()) await this.trying(() => act('openHome', this.me));
    await this.refresh();
    this.#on.moved(isStep);
    // Whoever types already goes on typing.
    if (focused.isConnected || this.#part('composer').contains(document.activeElement)) return;
    this.#part(this.#isHome() ? 'home' : 'messages').focus();
  }

  /** Brings the pane up to date: one refresh at a time, and one more when something changed meanwhile. */
  refresh() {
    this.#again = true;
    this.#refreshing ??= (async () => {
      while (this.#again) {
        this.#again = false;
        // A refusal that is being read stays until one does something else.
        await this.#draw().catch((error) => this.#tell(error));
      }
      this.#refreshing = null;
    })();
    return this.#refreshing;
  }

  /** Shows a refusal above the messages. Resolves with whether all went well. */
  async trying(work) {
    this.#notice('');
    try {
      await work();
      return true;
    } catch (error) {
      this.#tell(error);
      return false;
    }
  }

  /** Takes away the refusal above the messages, which holds no longer. */
  takeBackRefusal() {
    this.#notice('');
  }

  /** Tries something that is answered before one's eyes, on the message with this id or, with null, on none. */
  doing(work, about = null) {
    this.expectAnswer(about);
    return this.trying(work);
  }

  /** Expects an answer to what is done now. Without an id it is the rest of what was begun before. */
  expectAnswer(about) {
    this.#parts.messages.expectAnswer(about);
  }

  happened(what) {
    const { name } = this.people.find(({ id }) => id === this.user);
    this.#on.happened({ platform: this.platform, by: name, ...what });
  }

  /** Writes something into the box, for the person to send. */
  write(text) {
    this.#parts.composer.write(text);
  }

  writeAbout(kind, message) {
    this.#parts.composer.writeAbout(kind, message);
  }

  /** Marks those for whom there is something new. Returns whether there is anybody. */
  markPeople(hasNews) {
    return this.#parts.people.mark((user) => hasNews({ platform: this.platform, user }));
  }

  /**
   * Returns the open channel. The direct conversation is 'direct' until the platform has opened it; the app's home tab
   * belongs to it.
   */
  here() {
    const inDirect = this.place.channel === 'direct' || this.#isHome();
    return this.channels.find(({ id, kind }) => id === this.place.channel || (inDirect && kind === 'direct'));
  }

  async #draw() {
    const [user, at] = [this.user, this.place];
    const screen = await look('screen', { ...this.me, ...at });
    if (user !== this.user || at !== this.place) return;
    this.channels = screen.channels;
    const { teams } = this.people.find(({ id }) => id === user);
    this.team = this.here()?.team ?? (teams.find(({ id }) => id === this.team) ?? teams[0])?.id;
    this.entries = screen.entries;
    const here = this.here() ?? (this.#lastHere?.id === at.channel ? this.#lastHere : undefined);
    this.#lastHere = here;
    const { news } = this.#on;
    const open = at.thread === null ? here : here?.threads.find(({ id }) => id === `${here.id}/${at.thread}`);
    if (open && !this.#isHome()) news.saw(this.me, open);
    this.#part('team').textContent = [labels[this.platform], nameOf(this.team, teams)].join(' · ');
    this.#parts.places.show({
      teams,
      team: this.team,
      channels: this.channels.flatMap((channel) => [channel, ...this.#threadsToList(channel, open)]),
      open: (open ?? here)?.id,
      isNew: (channel) => news.isNew(this.me, channel),
      words: this.words,
      onOpen: (id) => {
        const [channel, thread = null] = id.split('/');
        void this.open({ channel, thread });
      },
      onTeam: (team) => void this.open(liveliest(this.channels.filter((channel) => channel.team === team))),
    });
    this.#part('place-name').textContent = here ? titleOf(here, at.thread, this.words.pane) : '';
    this.#part('typed').placeholder = here ? placeholderOf(here, at.thread, this.words.pane) : '';
    this.#part('back').hidden = at.thread === null && here?.kind !== 'thread';
    this.#showTabs(here);
    this.#parts.home.show(screen.home);
    this.#parts.messages.show(screen.messages, this.user);
    if (this.#isHome()) this.#part('empty').hidden = true;
    this.happened({ kind: 'read', texts: screen.messages.map(({ text }) => text) });
    this.#readOut(screen.messages.at(-1));
    this.#parts.form.show(screen.form);
  }

  /** Returns the threads that stand below a channel of Slack's: the one that is open, and those with something new. */
  #threadsToList({ threads, team }, open) {
    const listed = threads.filter((thread) => thread.id === open?.id || this.#on.news.isSince(this.me, thread));
    return listed.map((thread) => ({ ...thread, kind: 'thread', team }));
  }

  /** Shows the tabs of the app's conversation, where there are any. In the home tab nothing is typed. */
  #showTabs(here) {
    this.#part('tabs').hidden = this.platform !== 'slack' || here?.kind !== 'direct' || this.place.thread !== null;
    const atHome = this.#isHome();
    this.#part('tab-home').setAttribute('aria-pressed', String(atHome));
    this.#part('tab-messages').setAttribute('aria-pressed', String(!atHome));
    for (const name of ['messages', 'composer']) this.#part(name).hidden = atHome;
  }

  /** Announces to people who can't see the page what others have just said here. */
  #readOut(last) {
    if (last && this.#newestHere && last.id !== this.#newestHere && last.author.id !== this.user) {
      // Who speaks is said in the language of the pane, and what they say in theirs.
      this.#part('heard').replaceChildren(
        this.words.pane.heard(labels[this.platform], last.author.name),
        element('span', { lang: languageOf(this, last) }, last.text),
      );
    }
    this.#newestHere = last?.id ?? null;
  }

  #isHome() {
    return this.place.channel === 'home';
  }

  #back() {
    const here = this.#lastHere;
    return this.open({ channel: here?.kind === 'thread' ? here.parent : this.place.channel, thread: null });
  }

  #tell(error) {
    if (!(error instanceof Refusal)) throw error;
    this.#notice(error.message);
  }

  #notice(text) {
    this.#part('notice').textContent = text;
    this.#part('notice').hidden = text === '';
  }
}

/** Returns the open channel with the latest message. */
function liveliest(channels) {
  const [first] = channels
    .filter(({ kind, newest }) => kind === 'public' && newest !== null)
    .sort((a, b) => Number(b.newest) - Number(a.newest));
  return { channel: first?.id ?? 'direct', thread: null };
}

const nameOf = (team, teams) => teams.find(({ id }) => id === team)?.name ?? words.people.noServer;

function titleOf({ kind, name }, thread, said) {
  if (thread !== null) return said.threadIn(kind === 'direct' ? name : `#${name}`);
  if (kind === 'thread') return said.thread(name);
  return kind === 'direct' ? said.talkWith(name) : `#${name}`;
}

function placeholderOf({ kind, name }, thread, said) {
  if (thread !== null || kind === 'thread') return said.answerInThread;
  return kind === 'direct' ? said.writeTo(name) : said.writeIn(name);
}
