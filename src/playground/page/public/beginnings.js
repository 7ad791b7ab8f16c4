import { phaseOf } from './dates.js';
import { byId, element, keepingFocus } from './element.js';
import { act, look, Refusal } from './server.js';

const TICK_MS = 1_000;
const offered = {
  town: {
    label: 'Recommencer',
    question: 'Recommencer l’essai à neuf, un mois avant l’édition ? Ce que vous y avez fait sera perdu.',
    doing: 'Un essai neuf se prépare',
  },
  picardie: {
    label: 'Charger Picardie 2008',
    question:
      'Charger le Mois de novembre 2008 en Picardie, joué de la première structure au bilan ? Cela prend une minute ou deux, pendant lesquelles vous pouvez continuer ici. Ensuite, ce que vous avez fait dans cet essai sera perdu.',
    doing: 'Picardie 2008 se joue',
  },
};
const names = { town: 'un mois avant l’édition', picardie: 'Picardie 2008, après le bilan' };
/** What is said of it above the page, where time passes: what is played, where that isn't the town. */
const played = { town: '', picardie: 'Picardie 2008, ' };

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
  byId('beginnings-state').textContent = ` · ${played[beginning]}${phaseOf(at, year)}`;
  const now = JSON.stringify([beginning, preparing === null, failure, missing]);
  if (now === shown) return;
  shown = now;
  const lacks =
    missing === null
      ? ''
      : `Cet essai n’est préparé qu’en partie ; il y manque : ${missing}. « Recommencer » le prépare à neuf.`;
  if (missing !== null) notice(lacks);
  if (failure !== null) notice(`L'autre essai n'a pas pu être préparé, et celui-ci continue : ${failure}`);
  keepingFocus(() =>
    byId('beginnings-offered').replaceChildren(
      element(
        'p',
        { className: 'small' },
        `Cet essai : ${names[beginning]} au départ. Il reste tel quel d’un démarrage à l’autre.`,
      ),
      missing === null ? null : element('p', { role: 'alert' }, lacks),
      ...Object.keys(offered).map((to) =>
        element(
          'button',
          { type: 'button', 'data-key': `begin ${to}`, disabled: preparing !== null, onclick: () => askToBegin(to) },
          offered[to].label,
        ),
      ),
      failure === null ? null : element('p', { role: 'alert' }, `Cela n’a pas abouti : ${failure}`),
    ),
  );
}

function showProgress({ to, done, total, chapter }) {
  const bar = byId('preparing-bar');
  if (total > 0) {
    bar.max = total;
    bar.value = done;
  } else bar.removeAttribute('value');
  const words = chapter === '' ? offered[to].doing : `${offered[to].doing} : ${chapter}`;
  if (byId('preparing-words').textContent !== words) byId('preparing-words').textContent = words;
  byId('preparing-stop').onclick = () => void trying(() => act('beginning', { to: null }));
  byId('preparing-count').dataset.count = total > 0 ? `${done} sur ${total} · ` : '';
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
    element('h2', { id: 'beginning-title' }, offered[to].label),
    element('p', {}, offered[to].question),
    element(
      'div',
      { className: 'actions' },
      element('button', { type: 'button', onclick: close }, 'Garder cet essai'),
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
        to === 'town' ? 'Recommencer' : 'Charger',
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

function notice(words) {
  byId('notice').textContent = words;
  byId('notice').hidden = false;
}
