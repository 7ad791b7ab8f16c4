import { byId, element, keepingFocus } from './element.js';
import { act, look, Refusal } from './server.js';

const platforms = { slack: 'Slack', discord: 'Discord' };
const labels = {
  lost: 'Perdre la prochaine réponse',
  limited: 'Refuser le prochain message, trop rapide',
  cut: 'Couper la connexion',
};
const began = {
  lost: (on) => `La prochaine réponse de ${on} au bot se perdra : le message sera là, et le bot ne le saura pas.`,
  limited: (on) => `${on} refusera le prochain message du bot, pendant 3 secondes.`,
  cut: (on) => `La connexion du bot à ${on} est coupée.`,
};

/** What is shown now: a redraw that changes nothing would take away what somebody is reading. */
let shown = '';

/** Shows the faults that can be begun, and what became of those that were. */
export function startFaults() {
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
  return showFaults;
}

async function showFaults() {
  const [reports, { bot, cameBackIn }] = await Promise.all([look('faults'), look('frame')]);
  const frame = { bot, cameBackIn };
  const now = JSON.stringify([reports, frame]);
  if (now === shown) return;
  shown = now;
  keepingFocus(() =>
    byId('faults-offered').replaceChildren(
      element(
        'p',
        { className: 'small' },
        'Ce qui arrive aussi aux vrais. Rien ne doit être perdu, rien ne doit venir deux fois.',
      ),
      ...Object.keys(platforms).map((platform) => group(platform)),
      botGroup(frame),
      element('p', { id: 'faults-refused', role: 'alert', hidden: true }),
      element(
        'ul',
        { 'aria-label': 'Ce qui est arrivé' },
        reports.map((report) => element('li', {}, wordsFor(report))),
      ),
    ),
  );
  const latest = reports[0] ? wordsFor(reports[0]) : '';
  byId('faults-told').textContent = bot === 'killed' ? 'Le bot est arrêté : rien ne répond.' : latest;
  byId('faults-state').textContent = stateOf(frame, reports);
}

function stateOf({ bot }, reports) {
  if (bot === 'killed') return ' · le bot est arrêté';
  if (bot === 'starting') return ' · le bot démarre…';
  const waiting = reports.filter(({ stage }) => stage === 'waiting' || stage === 'hit').length;
  return waiting > 0 ? ` · ${waiting} en cours` : '';
}

function group(platform) {
  return element(
    'fieldset',
    {},
    element('legend', {}, platforms[platform]),
    Object.keys(labels).map((kind) =>
      button(`${platform} ${kind}`, labels[kind], () => act('faults', { platform, kind })),
    ),
  );
}

function botGroup({ bot, cameBackIn }) {
  const isKilled = bot === 'killed';
  return element(
    'fieldset',
    {},
    element('legend', {}, 'Le bot'),
    isKilled
      ? button('bot', 'Relancer le bot', () => act('bot', { to: 'start' }))
      : button('bot', 'Tuer le bot', () => act('bot', { to: 'kill' }), bot !== 'running'),
    element('p', { className: 'small' }, botWords(bot, cameBackIn)),
  );
}

function botWords(bot, cameBackIn) {
  if (bot === 'killed') {
    return 'Son processus a été tué net (SIGKILL), au milieu de ce qu’il faisait. Slack et Discord continuent : écrivez, puis relancez-le.';
  }
  if (bot === 'starting') return 'Le bot démarre et relit ce qu’il a manqué…';
  if (cameBackIn === null) return 'Il tourne dans un processus à part, que l’on peut tuer pour de vrai.';
  return `Il est revenu en ${seconds(cameBackIn)}, et a fini ce qui l’attendait.`;
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

const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1).replace('.', ',')} s`;

/** Says what was done and what came of it, no more than is known. */
function wordsFor({ platform, kind, stage, place, copies, hasReread, took }) {
  const on = platforms[platform];
  if (stage === 'waiting') return `${began[kind](on)} Il faut maintenant que le bot y écrive quelque chose.`;
  if (kind === 'cut') {
    if (stage === 'hit') return began.cut(on);
    if (stage === 'unclear') return `La connexion du bot à ${on} a été coupée, et n’est pas encore revenue.`;
    return `La connexion du bot à ${on} a été coupée. Il s’est reconnecté en ${seconds(took)}.`;
  }
  const where = place === null ? '' : ` dans ${place}`;
  const hit =
    kind === 'lost' ? `La réponse de ${on} à un message${where} s’est perdue.` : `${on} a refusé un message${where}.`;
  if (stage === 'hit') return `${hit} Le bot ne le sait pas encore arrivé…`;
  if (stage === 'unclear') return `${hit} Le bot n’a pas encore su ce qu’il en est : ${standing(copies)}.`;
  const did =
    kind === 'limited' ? 'Le bot a attendu et l’a renvoyé' : hasReread ? 'Le bot a relu' : 'Le bot l’a renvoyé';
  return `${hit} ${did}, en ${seconds(took)} : ${standing(copies)}.`;
}

function standing(copies) {
  if (!copies) return 'le message n’est pas là';
  return copies === 1 ? 'le message est là une fois' : `le message est là ${copies} fois`;
}
