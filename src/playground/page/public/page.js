import { startBeginnings } from './beginnings.js';
import { startComposer, writeAbout, writeIn } from './composer.js';
import { byId } from './element.js';
import { startFaults } from './faults.js';
import { showForm } from './form.js';
import { showHome } from './home.js';
import { expectAnswer, forgetMessages, showMessages } from './messages.js';
import { isNew, lookForNews, saw, startNews } from './news.js';
import { showPeople } from './people.js';
import { showPlaces } from './places.js';
import { act, look, onChange, Refusal } from './server.js';
import { startTime } from './time.js';
import { endings, happened, startTour } from './tour.js';

/** Who one is, which place is open, and what was seen last; the first two also stand in the address. */
let me = { platform: 'slack', user: '' };
let place = { channel: 'direct', thread: null };
let platforms = [];
let commands = [];
let channels = [];
/** The names of what the app has put into the menu of messages. */
let entries = [];
/** The newest message of the open place that was shown. */
let newestHere = null;
/** What is open, also once it has left the list: a thread that was archived can still be read. */
let lastHere;
let refreshing = null;
let again = false;

const keyOf = ({ platform, user }) => `${platform}/${user}`;

/** Shows a refusal above the messages. Resolves with whether all went well. */
async function trying(work) {
  notice('');
  try {
    await work();
    return true;
  } catch (error) {
    tell(error);
    return false;
  }
}

/** Tries something that is answered before one's eyes. */
function doing(work) {
  expectAnswer();
  return trying(work);
}

function tell(error) {
  if (!(error instanceof Refusal)) throw error;
  notice(error.message);
}

function notice(text) {
  byId('notice').textContent = text;
  byId('notice').hidden = text === '';
}

/** Refreshes the page: one refresh at a time, and one more when something changed meanwhile. */
function refresh() {
  again = true;
  refreshing ??= (async () => {
    while (again) {
      again = false;
      // A refusal that is being read stays until one does something else.
      await draw().catch(tell);
    }
    refreshing = null;
  })();
  return refreshing;
}

async function draw() {
  const [asked, at] = [me, place];
  const screen = await look('screen', { ...asked, ...at });
  if (asked !== me || at !== place) return;
  ({ channels, entries } = screen);
  const here = channelHere() ?? (lastHere?.id === place.channel ? lastHere : undefined);
  lastHere = here;
  if (here && !isHome()) {
    saw(me, here);
    happened({ kind: 'look', platform: me.platform, channel: here.name });
  }
  showPlaces(
    channels,
    here?.id,
    (channel) => isNew(me, channel),
    (channel) => open({ channel, thread: null }),
  );
  byId('place-name').textContent = here ? titleOf(here) : '';
  byId('back').hidden = place.thread === null && here?.kind !== 'thread';
  showTabs(here);
  showHome(screen.home, homeActs);
  showMessages(screen.messages, me.user, reactions);
  if (isHome()) byId('empty').hidden = true;
  for (const words of endings) {
    if (screen.messages.some(({ text }) => text.includes(words))) happened({ kind: 'read', words });
  }
  readOut(screen.messages.at(-1));
  showForm(screen.form, answers);
}

/** Shows the tabs of the app's conversation, where there are any. In the home tab nothing is typed. */
function showTabs(here) {
  byId('tabs').hidden = me.platform !== 'slack' || here?.kind !== 'direct' || place.thread !== null;
  const atHome = isHome();
  for (const [id, isOpen] of [
    ['tab-home', atHome],
    ['tab-messages', !atHome],
  ]) {
    if (isOpen) byId(id).setAttribute('aria-current', 'page');
    else byId(id).removeAttribute('aria-current');
  }
  for (const id of ['messages', 'composer', 'skip']) byId(id).hidden = atHome;
}

const isHome = () => place.channel === 'home';

/** Announces to people who can't see the page what others have just said here. */
function readOut(last) {
  if (last && newestHere && last.id !== newestHere && last.author.id !== me.user) {
    byId('heard').textContent = `${last.author.name} : ${last.text}`;
  }
  newestHere = last?.id ?? null;
}

/**
 * Returns the open channel. The direct conversation is 'direct' until the platform has opened it; the app's home tab
 * belongs to it.
 */
function channelHere() {
  const inDirect = place.channel === 'direct' || isHome();
  return channels.find(({ id, kind }) => id === place.channel || (inDirect && kind === 'direct'));
}

function titleOf({ kind, name }) {
  if (place.thread !== null) return `Fil dans ${kind === 'direct' ? name : `#${name}`}`;
  if (kind === 'thread') return name.startsWith('Fil') ? name : `Fil « ${name} »`;
  return kind === 'direct' ? `Conversation avec ${name}` : `#${name}`;
}

async function open(where) {
  const focused = document.activeElement;
  place = where;
  newestHere = null;
  forgetMessages();
  notice('');
  writeAddress();
  writeIn(location.hash);
  // The app shows its tab to whoever opens it.
  if (isHome()) await trying(() => act('openHome', me));
  await refresh();
  if (!focused.isConnected) byId(isHome() ? 'home' : 'messages').focus();
}

function back() {
  const here = lastHere;
  return open({ channel: here?.kind === 'thread' ? here.parent : place.channel, thread: null });
}

/** The number of times that somebody was chosen: who is chosen last counts, however long the others take. */
let chosen = 0;

/** Becomes somebody. They and the place change together, so that nobody looks where only another may. */
async function become(person, where) {
  chosen += 1;
  const mine = chosen;
  byId('person').value = keyOf(person);
  await trying(async () => {
    const [typeable, there] = await Promise.all([look('commands', person), where ?? liveliest(person)]);
    if (mine !== chosen) return;
    me = person;
    commands = typeable;
    await open(there);
  });
}

/** Returns the channel with the latest message. */
async function liveliest(person) {
  const screen = await look('screen', { ...person, channel: 'direct' });
  const [first] = screen.channels
    .filter(({ kind, newest }) => kind === 'public' && newest !== null)
    .sort((a, b) => Number(b.newest) - Number(a.newest));
  return { channel: first?.id ?? 'direct', thread: null };
}

/**
 * Returns the thread of a message. On Slack it is the message with what follows; on Discord a channel of its own, with
 * its first message's id.
 */
const threadOf = (message) =>
  me.platform === 'slack'
    ? { channel: message.place.channel, thread: message.place.thread ?? message.id }
    : { channel: message.id, thread: null };

/** Messages of which a control is being used: a second click means the same. */
const inUse = new Set();

async function once(message, work) {
  if (inUse.has(message)) return;
  inUse.add(message);
  expectAnswer();
  // Until the page shows the result, the former buttons still stand there.
  await trying(async () => {
    await work();
    await refresh();
  });
  inUse.delete(message);
}

const reactions = {
  press: (message, control, label) =>
    once(message.id, async () => {
      await act('press', { ...me, message: message.id, control });
      happened({ kind: 'press', label, onlyForYou: message.onlyForYou });
    }),
  select: (message, control, values) => doing(() => act('select', { ...me, message, control, values })),
  remove: (message) => trying(() => act('remove', { ...me, message: message.id })),
  choose: (message, entry) => once(message.id, () => act('choose', { ...me, message: message.id, entry })),
  edit: (message) => writeAbout('edit', message),
  react: (message, emoji, given) => once(message.id, () => act('react', { ...me, message: message.id, emoji, given })),
  pin: (message) => once(message.id, () => act('pin', { ...me, message: message.id, pinned: !message.pinned })),
  quote: (message) => writeAbout('reply', message),
  startThread: (message) => writeAbout('startThread', message),
  openThread: (message) => open(threadOf(message)),
  /** Returns what the app has put into the menu of messages, and its name. */
  entries: () => entries,
  app: () => channels.find(({ kind }) => kind === 'direct').name,
  /** Returns whether a message can be quoted, and a thread opened on it by name: on Discord alone. */
  isQuotable: () => me.platform === 'discord',
  /** Returns whether a thread can be opened here. */
  reply: (message) =>
    place.thread === null &&
    (me.platform === 'slack' ? !message.onlyForYou : channels.some(({ id }) => id === message.id)),
};

const homeActs = {
  press: (control) => once('home', () => act('useInHome', { ...me, control })),
  select: (control, values) => trying(() => act('useInHome', { ...me, control, values })),
};

const answers = {
  submit(values) {
    expectAnswer();
    return act('submit', { ...me, values });
  },
  dismiss: () => act('dismiss', me),
};

const composer = {
  surroundings: () => ({
    commands,
    channels,
    people: platforms.find(({ name }) => name === me.platform).people,
    fetchValues: (option, typed) => act('suggest', { ...me, place, command: byId('typed').value, option, typed }),
  }),
  async say(text, files) {
    const said = await doing(() => act('say', { ...me, place, text, files }));
    if (said) happened({ kind: 'say', channel: channelHere()?.name });
    return said;
  },
  async command(text, options) {
    const run = await doing(() => act('command', { ...me, place, text, options }));
    if (run) happened({ kind: 'command', path: text });
    return run;
  },
  edit: (message, text) => trying(() => act('edit', { ...me, message, text })),
  reply: (message, text) => trying(() => act('reply', { ...me, message, text })),
  startThread: (message, name) => trying(() => act('startThread', { ...me, message, name })),
};

function writeAddress() {
  const parts = [me.platform, me.user, place.channel, ...(place.thread === null ? [] : [place.thread])];
  history.replaceState(null, '', `#${parts.join('/')}`);
}

function readAddress() {
  const [platform, user, channel = 'direct', thread = null] = location.hash.slice(1).split('/');
  const known = platforms.find(({ name }) => name === platform)?.people.some(({ id }) => id === user);
  return known ? { person: { platform, user }, where: { channel, thread } } : null;
}

async function start() {
  platforms = await look('people');
  const address = readAddress();
  const first = { platform: 'slack', user: platforms[0].people[0].id };
  const person = address?.person ?? first;
  showPeople(platforms, person, (chosen) => void become(chosen));
  startComposer(composer);
  byId('back').onclick = () => void back();
  byId('tab-home').onclick = () => void open({ channel: 'home', thread: null });
  byId('tab-messages').onclick = () => void open({ channel: channelHere()?.id ?? 'direct', thread: null });
  const showTime = startTime((one, where) => void become(one, where));
  const shows = [showTime, startFaults(), startBeginnings()];
  await startNews();
  // The people of the tour live in the town only.
  if ((await look('frame')).beginning === 'town') {
    startTour(platforms[0].people[0].id, { guide: (step) => void trying(() => guide(step)) });
  }
  await Promise.all([become(person, address?.where), ...shows.map(trying)]);
  onChange({
    change() {
      void refresh();
      void lookForNews().catch(tell);
      for (const show of shows) void show().catch(tell);
    },
    lost: () => void lookWhetherLost(),
    back: () => void comeBack(),
  });
}

/** Leads to where a step of the tour begins: as whom it is done, where, and with what is typed there. */
async function guide({ who: { platform, name }, where, types }) {
  const { people } = platforms.find((one) => one.name === platform);
  const person = { platform, user: people.find((one) => one.name.startsWith(name)).id };
  const { channels: theirs } = await look('screen', { ...person, channel: 'direct' });
  const found = theirs.find(({ kind, name: called }) => (where === 'bot' ? kind === 'direct' : called === where));
  await become(person, { channel: found?.id ?? 'direct', thread: null });
  if (types) byId('typed').value = types;
  byId('typed').focus();
}

let isAway = false;

/** Says that the trial is away, once it is certain. */
async function lookWhetherLost() {
  if (isAway || (await look('people').catch(() => null)) !== null) return;
  isAway = true;
  notice("L'essai ne répond plus. Dès qu'il est relancé (npm start), cette page se reconnecte d'elle-même.");
}

/** Goes on where the page was, or from the beginning in a trial that has begun anew, whose people are others. */
async function comeBack() {
  const again = await look('people').catch(() => null);
  if (again === null) return;
  if (JSON.stringify(again) !== JSON.stringify(platforms)) location.reload();
  if (isAway) notice('');
  isAway = false;
}

void trying(start);
