import { byId, element, keepingFocus } from './element.js';
import { words } from './language.js';
import { act, look, Refusal } from './server.js';

const platforms = { slack: 'Slack', discord: 'Discord' };
const said = words.faults;

/** What is shown now: a redraw that changes nothing would take away what somebody is reading. */
let shown = '';

/** Whether the bot was there when it was last looked at. */
let wasThere = true;

/** Shows the faults that can be begun, and what became of those that were. Calls `cameBack` once the bot is there again. */
export function startFaults(cameBack) {
  const panel = byId('faults');
  // A click beside it closes it, as any menu.
  document.addEventListener('click', ({ target }) => {
    if (!panel.contains(target) && target.isConnected) panel.open = false;
  });
  panel.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    panel.open = false;
    panel.querySelector('summary').focus();
  });
  return () => showFaults(cameBack);
}

async function showFaults(cameBack) {
  const [reports, { bot, endedBy, cameBackIn }] = await Promise.all([look('faults'), look('frame')]);
  const frame = { bot, endedBy, cameBackIn };
  const now = JSON.stringify([reports, frame]);
  if (now === shown) return;
  shown = now;
  const isThere = bot === 'running';
  if (isThere && !wasThere) cameBack();
  wasThere = isThere;
  keepingFocus(() =>
    byId('faults-offered').replaceChildren(
      element('p', { className: 'small' }, said.purpose),
      ...Object.keys(platforms).map((platform) => group(platform)),
      botGroup(frame),
      element('p', { id: 'faults-refused', role: 'alert', hidden: true }),
      element(
        'ul',
        { 'aria-label': said.happened },
        reports.map((report) => element('li', {}, wordsFor(report))),
      ),
    ),
  );
  const latest = reports[0] ? wordsFor(reports[0]) : '';
  byId('faults-told').textContent = told(frame) || latest;
  byId('faults-state').textContent = stateOf(frame, reports);
}

/** Says how the bot is while it isn't there. */
const told = ({ bot, endedBy }) => said.told[bot]?.(endedBy) ?? '';

function stateOf({ bot }, reports) {
  if (bot === 'starting') return said.stateStarts;
  if (bot !== 'running') return said.stateKilled;
  const waiting = reports.filter(({ stage }) => stage === 'waiting' || stage === 'hit').length;
  return waiting > 0 ? said.underWay(waiting) : '';
}

function group(platform) {
  return element(
    'fieldset',
    {},
    element('legend', {}, platforms[platform]),
    Object.keys(said.kinds).map((kind) =>
      button(`${platform} ${kind}`, said.kinds[kind], () => act('faults', { platform, kind })),
    ),
  );
}

function botGroup({ bot, endedBy, cameBackIn }) {
  const isAway = Object.hasOwn(said.told, bot);
  return element(
    'fieldset',
    {},
    element('legend', {}, said.bot),
    isAway
      ? button('bot', said.start, () => act('bot', { to: 'start' }))
      : button('bot', said.kill, () => act('bot', { to: 'kill' }), bot !== 'running'),
    element('p', { className: 'small' }, botWords(bot, endedBy, cameBackIn)),
  );
}

function botWords(bot, endedBy, cameBackIn) {
  if (Object.hasOwn(said.away, bot)) return said.away[bot](endedBy);
  if (bot === 'starting') return said.starts;
  return cameBackIn === null ? said.runs : said.cameBack(seconds(cameBackIn));
}

function button(key, label, work, disabled = false) {
  const onclick = async () => {
    byId('faults-refused').hidden = true;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      byId('faults-refused').textContent = error.message;
      byId('faults-refused').hidden = false;
    }
  };
  return element('button', { type: 'button', 'data-key': `fault ${key}`, disabled, onclick }, label);
}

const seconds = (milliseconds) => said.seconds(milliseconds / 1000);

/** Says what was done and what came of it, no more than is known. */
function wordsFor({ platform, kind, stage, place, copies, hasReread, took }) {
  const on = platforms[platform];
  if (stage === 'waiting') return `${said.began[kind](on)} ${said.waits}`;
  if (kind === 'cut') {
    if (stage === 'hit') return said.began.cut(on);
    return stage === 'unclear' ? said.stillCut(on) : said.reconnected(on, seconds(took));
  }
  const hit = said.hit[kind](on, place === null ? '' : said.where(place));
  if (stage === 'hit') return `${hit} ${said.notArrived}`;
  if (stage === 'unclear') return `${hit} ${said.notKnown(standing(copies))}`;
  const did = kind === 'limited' ? said.waited : hasReread ? said.reread : said.sentAgain;
  return `${hit} ${said.over(did, seconds(took), standing(copies))}`;
}

const standing = (copies) => (copies ? said.stands(copies) : said.absent);
