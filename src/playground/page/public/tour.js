import { byId, element } from './element.js';
import { steps } from './tour-steps.js';

const CLOSED = 'closed';
/** Where the browser keeps what is done of this trial's tour; another trial is another tour. */
let place = '';
let handlers = {};

/** Starts the tour of a trial, named so that no other is. `on` has guide(step), which leads to where a step begins. */
export function startTour(trial, on) {
  place = `tour ${trial}`;
  handlers = on;
  for (const old of Object.keys(localStorage)) {
    if (old.startsWith('tour ') && old !== place) localStorage.removeItem(old);
  }
  // Another tab may have gone on.
  window.addEventListener('storage', ({ key }) => {
    if (key === place) show();
  });
  show();
}

/** The words in a message that end a step once they are read. */
export const endings = steps.flatMap(({ done }) => (done.kind === 'read' ? [done.words] : []));

/** Ticks off the next step if it was this; what happens otherwise changes nothing. */
export function happened(what) {
  if (place === '') return;
  const done = doneSteps();
  const next = nextStep(done);
  if (next < 0 || done.includes(CLOSED)) return;
  if (Object.entries(steps[next].done).every(([key, value]) => what[key] === value)) keep([...done, next]);
}

const nextStep = (done) => steps.findIndex((_, index) => !done.includes(index));

function doneSteps() {
  return JSON.parse(localStorage.getItem(place) ?? '[]');
}

function keep(done) {
  localStorage.setItem(place, JSON.stringify(done));
  show();
}

function show() {
  const done = doneSteps();
  const next = nextStep(done);
  const isOver = done.includes(CLOSED);
  byId('tour').hidden = isOver;
  if (isOver) return;
  byId('tour').replaceChildren(...(next < 0 ? lastWords(done) : stepWords(steps[next], next, done)));
}

function stepWords(step, index, done) {
  return [
    element(
      'details',
      { open: window.matchMedia('(width >= 45rem)').matches },
      element('summary', {}, element('strong', {}, `Visite, étape ${index + 1} sur ${steps.length} : ${step.title}`)),
      step.text,
    ),
    element(
      'p',
      { className: 'actions' },
      button("M'y conduire", 'primary', () => handlers.guide(step)),
      button('Passer cette étape', 'quiet', () => keep([...done, index])),
      button('Fermer la visite', 'quiet', () => keep([...done, CLOSED])),
    ),
  ];
}

function lastWords(done) {
  return [
    element(
      'p',
      {},
      element('strong', {}, 'Visite terminée ✓ '),
      'Tout le reste se trouve avec /mois, qui que vous soyez.',
    ),
    element(
      'p',
      { className: 'actions' },
      button('Recommencer la visite', 'quiet', () => keep([])),
      button('Fermer', 'quiet', () => keep([...done, CLOSED])),
    ),
  ];
}

function button(label, className, onclick) {
  return element('button', { type: 'button', className, onclick, 'data-key': `tour ${label}` }, label);
}
