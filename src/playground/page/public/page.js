import { readAddress, writeAddress } from './address.js';
import { askToBegin, startBeginnings } from './beginnings.js';
import { byId } from './element.js';
import { startFaults } from './faults.js';
import { fill, language, otherLanguage, turnToOther, words } from './language.js';
import { News } from './news.js';
import { Pane } from './pane/pane.js';
import { look, onChange, Refusal } from './server.js';
import { startTime } from './time.js';
import { happened, startTour } from './tour.js';
import { languageNames } from './words/words.js';

let platforms = [];
let panes = [];
/** The platform in front: the only one that a narrow page shows. */
let front = 'slack';
let isAway = false;
/** The number of times that the page has followed its address: the last one counts, however long the others take. */
let followed = 0;

const paneOf = (platform) => panes.find((pane) => pane.platform === platform);

function notice(text) {
  byId('notice').textContent = text;
  byId('notice').hidden = text === '';
}

function tell(error) {
  if (!(error instanceof Refusal)) throw error;
  notice(error.message);
}

function bringForward(platform) {
  front = platform;
  document.body.dataset.front = platform;
  for (const { name } of platforms) byId(`show-${name}`).setAttribute('aria-pressed', String(name === platform));
}

/** Writes the words of the frame, and shows the switch to the other language in that language. */
function speak() {
  document.documentElement.lang = language;
  document.title = words.page.title;
  fill(document, words);
  const other = byId('language');
  other.lang = otherLanguage;
  other.textContent = languageNames[otherLanguage];
  other.onclick = turnToOther;
}

/** Brings a platform into view as somebody asks for it, which is no step of its own. */
function turnTo(platform) {
  bringForward(platform);
  writeDown(false);
}

/** Writes into the address where one is, once all panes have somebody. */
function writeDown(isStep) {
  if (panes.some(({ user }) => user === '')) return;
  writeAddress(
    [...panes].sort((a, b) => Number(b.platform === front) - Number(a.platform === front)),
    isStep,
  );
}

/**
 * Goes where the address says: as the page is opened, and as one goes back or forward. Who isn't named there stays, or is
 * the first of the people who reads that language.
 */
async function follow() {
  followed += 1;
  const mine = followed;
  const named = readAddress(platforms);
  bringForward(named[0]?.platform ?? front);
  await Promise.all(
    panes.map(async (pane) => {
      const known = named.find(({ platform }) => platform === pane.platform);
      if (known ? !pane.isAt(known) : pane.user === '')
        await pane.become(known?.user ?? firstOf(pane.people).id, known?.place, false);
    }),
  );
  if (mine === followed) writeDown(false);
}

const firstOf = (people) => people.find((one) => one.language === language) ?? people[0];

/** Becomes somebody, at some place, and brings their platform into view. */
async function become({ platform, user }, where) {
  turnTo(platform);
  await paneOf(platform).become(user, where);
}

async function start() {
  platforms = await look('people');
  const trial = platforms[0].people[0].id;
  const [news, { tourUntil }, { year }] = await Promise.all([News.start(trial), look('frame'), look('time')]);
  // Nothing is waited for from here until each pane has somebody: whom one chooses meanwhile would be overwritten.
  const moved = (isStep) => {
    if (isStep) writeDown(true);
    void news.lookFor(markNews).catch(tell);
  };
  panes = platforms.map((platform) => new Pane(platform, { news, happened, moved }));
  for (const { name } of platforms) {
    byId(`show-${name}`).onclick = () => turnTo(name);
    byId(name).addEventListener('focusin', () => {
      if (front !== name) turnTo(name);
    });
  }
  const showTime = startTime((one, where) => void become(one, where));
  const shows = [showTime, startFaults(takeBackRefusals), startBeginnings()];
  if (tourUntil !== null) {
    const tourist = { guide: (lead) => void guide(lead).catch(tell), beginAnew: () => askToBegin('town') };
    const tellTour = startTour(trial, year, tourist);
    shows.push(async () => tellTour((await look('time')).now >= tourUntil));
  }
  window.addEventListener('popstate', () => void follow());
  await Promise.all([follow(), ...shows.map((show) => show().catch(tell))]);
  onChange({
    change() {
      for (const pane of panes) void pane.refresh();
      void news.lookFor(markNews).catch(tell);
      for (const show of shows) void show().catch(tell);
    },
    lost: () => void lookWhetherLost(),
    back: () => void comeBack(),
  });
}

/** Takes away what the platforms refused while the bot was away: it can be done now. */
function takeBackRefusals() {
  for (const pane of panes) pane.takeBackRefusal();
}

/** Says for whom there is something new, in the list of people and where a narrow page switches between platforms. */
function markNews(hasNews) {
  for (const pane of panes) byId(`show-${pane.platform}`).classList.toggle('unread', pane.markPeople(hasNews));
}

/** Leads to where a step of the tour goes on: as whom, where, and with what is typed there. */
async function guide({ platform, name, where, types }) {
  const pane = paneOf(platform);
  const { id: user } = pane.people.find((one) => one.name.startsWith(name));
  const channels = await look('places', { platform, user });
  const found = channels.find(({ kind, name: called }) => (where === 'bot' ? kind === 'direct' : called === where));
  await become({ platform, user }, { channel: found?.id ?? 'direct', thread: null });
  if (types) pane.write(types);
}

/** Says that the trial is away, once it is certain. */
async function lookWhetherLost() {
  if (isAway || (await look('people').catch(() => null)) !== null) return;
  isAway = true;
  notice(words.page.away);
}

/** Goes on where the page was, or from the beginning in a trial that has begun anew, whose people are others. */
async function comeBack() {
  const again = await look('people').catch(() => null);
  if (again === null) return;
  if (JSON.stringify(again) !== JSON.stringify(platforms)) location.reload();
  if (isAway) notice('');
  isAway = false;
}

speak();
await start().catch(tell);
