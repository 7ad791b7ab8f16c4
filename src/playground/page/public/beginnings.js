import { phaseOf } from './dates.js';
import { byId, element, keepingFocus } from './element.js';
import { words } from './language.js';
import { act, look, Refusal } from './server.js';

const TICK_MS = 1_000;
const said = words.beginnings;

/** When what is being prepared began, by this machine's clock; null while nothing is. */
let began = null;
/** What is shown now: a redraw that changes nothing would take the focus away. */
let shown = '';

/** Shows what the trial can begin anew with, and how far it is. */
export function startBeginnings() {
  setInterval(showTime, TICK_MS);
  document.addEventListener('click', ({ target }) => {
    const panel = byId('beginnings');
    if (!panel.contains(target) && target.isConnected) panel.open = false;
  });
  byId('beginnings').addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || byId('beginning-asked')?.open) return;
    byId('beginnings').open = false;
    byId('beginnings').querySelector('summary').focus();
  });
  return showBeginnings;
}

async function showBeginnings() {
  const [{ beginning, preparing, failure, missing }, { now: at, year }] = await Promise.all([
    look('frame'),
    look('time'),
  ]);
  began = preparing ? Date.now() - preparing.took : null;
  byId('preparing').hidden = preparing === null;
  if (preparing) showProgress(preparing);
  byId('beginnings-state').textContent = ` · ${said.played[beginning]}${words.time.phases[phaseOf(at, year)]}`;
  const now = JSON.stringify([beginning, preparing === null, failure, missing]);
  if (now === shown) return;
  shown = now;
  const lacks = missing === null ? '' : said.lacks(missing);
  if (missing !== null) notice(lacks);
  if (failure !== null) notice(said.failedBeside(failure));
  keepingFocus(() =>
    byId('beginnings-offered').replaceChildren(
      element('p', { className: 'small' }, said.present(said.names[beginning])),
      missing === null ? null : element('p', { role: 'alert' }, lacks),
      ...Object.keys(said.labels).map((to) =>
        element(
          'button',
          { type: 'button', 'data-key': `begin ${to}`, disabled: preparing !== null, onclick: () => askToBegin(to) },
          said.labels[to],
        ),
      ),
      failure === null ? null : element('p', { role: 'alert' }, said.failed(failure)),
    ),
  );
}

function showProgress({ to, done, total, chapter }) {
  const bar = byId('preparing-bar');
  if (total > 0) {
    bar.max = total;
    bar.value = done;
  } else bar.removeAttribute('value');
  const doing = chapter === '' ? said.doing[to] : said.chapter(said.doing[to], chapter);
  if (byId('preparing-words').textContent !== doing) byId('preparing-words').textContent = doing;
  byId('preparing-stop').onclick = () => void trying(() => act('beginning', { to: null }));
  byId('preparing-count').dataset.count = total > 0 ? said.count(done, total) : '';
  showTime();
}

/** Shows that time goes on, also during a long step. */
function showTime() {
  if (began === null) return;
  const count = byId('preparing-count');
  count.textContent = `${count.dataset.count ?? ''}${Math.max(0, Math.round((Date.now() - began) / 1000))} s`;
}

/** Asks whether one is sure, and begins anew: 'town' or 'picardie'. */
export function askToBegin(to) {
  const dialog = byId('beginning-asked');
  const close = () => dialog.close();
  dialog.replaceChildren(
    element('h2', { id: 'beginning-title' }, said.labels[to]),
    element('p', {}, said.questions[to]),
    element(
      'div',
      { className: 'actions' },
      element('button', { type: 'button', onclick: close }, said.keep),
      element(
        'button',
        {
          type: 'button',
          className: 'primary',
          onclick() {
            close();
            byId('beginnings').open = false;
            void trying(() => act('beginning', { to }));
          },
        },
        said.does[to],
      ),
    ),
  );
  dialog.showModal();
}

async function trying(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    notice(error.message);
  }
}

function notice(text) {
  byId('notice').textContent = text;
  byId('notice').hidden = false;
}
