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
let isPassing = false;

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
  const { now, passing, ahead: destinations } = await look('time');
  ahead = now - Date.now();
  isPassing = passing !== null;
  showNow();
  keepingFocus(() =>
    byId('skips').replaceChildren(
      element('p', { className: 'small' }, words.time.offer),
      ...destinations.map(({ to, at }) =>
        element(
          'button',
          { type: 'button', 'data-key': `skip ${to}`, disabled: isPassing, onclick: () => void skip(to, onNews) },
          words.time.skips[to](at === null ? '' : shortDayOf(at)),
        ),
      ),
    ),
  );
}

function showNow() {
  const at = Date.now() + ahead;
  byId('now').replaceChildren(
    element('time', {}, isPassing ? shortDayOf(at) : `${dayOf(at)}, ${hourOf(at)}`),
    ' · ',
    element('strong', {}, isPassing ? words.time.passes : words.time.forward),
  );
}

async function skip(to, onNews) {
  const passed = byId('passed');
  passed.hidden = true;
  byId('time').open = false;
  try {
    const news = await act('time', { to });
    const day = shortDayOf(Date.now() + ahead);
    passed.replaceChildren(
      news.length === 0 ? words.time.nothing(day) : words.time.newsFor(day),
      ...news.slice(0, MOST).map((one) => toNews(one, onNews)),
      news.length > MOST ? words.time.others(news.length - MOST) : '',
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    passed.replaceChildren(error.message);
  }
  passed.hidden = false;
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
