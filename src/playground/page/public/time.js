import { datesIn } from './dates.js';
import { byId, element, keepingFocus } from './element.js';
import { language, words } from './language.js';
import { act, look, Refusal } from './server.js';

/** The places of which news are told one by one. */
const MOST = 6;
/** How often the clock on the page is brought up to date, in milliseconds. */
const TICK_MS = 5_000;

const { dayOf, hourOf, shortDayOf } = datesIn[language];
const platforms = { slack: 'Slack', discord: 'Discord' };

/** The milliseconds by which the trial's clock is ahead of this machine's. */
let ahead = 0;
/** The destination that time is passing to; null while it goes its usual way. */
let passing = null;
/** The number of times that the time was asked for, and which of them is shown: an answer that is overtaken shows an earlier day. */
let asked = 0;
let shown = 0;

/** Starts the clock above the page. `onNews` is given a place where there is something new: platform, user, channel. */
export function startTime(onNews) {
  setInterval(showNow, TICK_MS);
  // A click beside it closes it, as any menu.
  document.addEventListener('click', ({ target }) => {
    if (!byId('time').contains(target)) byId('time').open = false;
  });
  byId('time').addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    byId('time').open = false;
    byId('now').focus();
  });
  return () => showTime(onNews);
}

async function showTime(onNews) {
  asked += 1;
  const mine = asked;
  const time = await look('time');
  if (mine < shown) return;
  shown = mine;
  ahead = time.now - Date.now();
  passing = time.passing;
  showNow();
  keepingFocus(() =>
    byId('skips').replaceChildren(
      element('p', { className: 'small' }, words.time.offer),
      ...time.ahead.map((destination) => toSkip(destination, onNews)),
    ),
  );
}

const dayOfDestination = (at) => (at === null ? '' : shortDayOf(at));

function toSkip({ to, at }, onNews) {
  return element(
    'button',
    {
      type: 'button',
      'data-key': `skip ${to}`,
      disabled: passing !== null,
      onclick: () => void skip({ to, at }, onNews),
    },
    words.time.skips[to](dayOfDestination(at)),
  );
}

function showNow() {
  const at = Date.now() + ahead;
  byId('now').replaceChildren(
    element('time', {}, passing ? shortDayOf(at) : `${dayOf(at)}, ${hourOf(at)}`),
    ' · ',
    element('strong', {}, passing ? words.time.passes(dayOfDestination(passing.at)) : words.time.forward),
  );
}

/** Skips, and tells where one has arrived, also where that is earlier than one meant to. */
async function skip({ to, at: meant }, onNews) {
  const passed = byId('passed');
  passed.hidden = true;
  byId('time').open = false;
  try {
    const { at, stopped, news } = await act('time', { to });
    const day = shortDayOf(at);
    const tellsNews = stopped === null || stopped === 'decision';
    passed.replaceChildren(
      stopped
        ? words.time.stopped[stopped](day)
        : news.length === 0
          ? words.time.nothing(day)
          : words.time.newsFor(day),
      ...(tellsNews ? news.slice(0, MOST).map((one) => toNews(one, onNews)) : []),
      tellsNews && news.length > MOST ? words.time.others(news.length - MOST) : '',
      ...(stopped && meant !== null ? [' ', goOn(meant, onNews)] : []),
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    passed.replaceChildren(error.message);
  }
  passed.hidden = false;
}

/** Leads on from where one was stopped on the way. */
function goOn(at, onNews) {
  const onclick = () => void skip({ to: 'rest', at }, onNews);
  return element('button', { type: 'button', onclick }, words.time.skips.rest(shortDayOf(at)));
}

/** A direct conversation or a thread is somebody's own; a channel is read by everybody on its platform. */
function toNews({ platform, user, person, channel, place, elsewhere, isOwn }, onNews) {
  const where = elsewhere === null ? platforms[platform] : `${platforms[platform]} (${elsewhere})`;
  const label = isOwn ? person : words.time.channel(place, where);
  const onclick = () => {
    byId('passed').hidden = true;
    onNews({ platform, user }, { channel, thread: null });
  };
  return element('button', { type: 'button', className: 'quiet', onclick }, label);
}
