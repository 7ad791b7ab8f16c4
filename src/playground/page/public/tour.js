import { datesIn } from './dates.js';
import { byId, element, keepingFocus } from './element.js';
import { language, words } from './language.js';
import { steps } from './tour-steps.js';

const CLOSED = 'closed';
/** The tour has been begun: before it, the page says what it is. */
const BEGUN = 'begun';
const said = words.tour;
/** Where the browser keeps what is done of this trial's tour; another trial is another tour. */
let place = '';
let handlers = {};
let year = 0;
/** Whether what the first steps speak of has passed. */
let isLate = false;

/**
 * Starts the tour of a trial, named so that no other is, whose Month is November of that year. `on` has guide(lead), which leads to
 * where a step goes on, and beginAnew(). Returns a function that is told, whenever time may have passed, whether it is too late for
 * the first steps.
 */
export function startTour(trial, ofYear, on) {
  place = `tour ${trial}`;
  year = ofYear;
  handlers = on;
  for (const old of Object.keys(localStorage)) {
    if (old.startsWith('tour ') && old !== place) localStorage.removeItem(old);
  }
  // Another tab may have gone on.
  window.addEventListener('storage', ({ key }) => {
    if (key === place) show();
  });
  show();
  return (late) => {
    if (late === isLate) return;
    isLate = late;
    show();
  };
}

/** Ticks off the next step if it was this; what happens otherwise changes nothing. */
export function happened(what) {
  if (place === '') return;
  const done = doneSteps();
  const next = nextStep(done);
  if (next < 0 || !done.includes(BEGUN) || done.includes(CLOSED)) return;
  if (isDone(steps[next].done, what)) keep([...done, next]);
}

/** `by` begins the name of whoever has done it, and `words` stand in one of the messages; all else is the same in both. */
function isDone({ by, words, ...rest }, what) {
  if (!what.by.startsWith(by)) return false;
  if (words !== undefined && !what.texts?.some((text) => plain(text).includes(words))) return false;
  return Object.entries(rest).every(([key, value]) => plain(what[key]) === value);
}

/** The bot writes with the signs of French typography, which the steps do without. */
const plain = (value) => (typeof value === 'string' ? value.normalize('NFKC').replaceAll('’', "'") : value);

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
  byId('tour').hidden = done.includes(CLOSED);
  const words = done.length === 0 ? firstWords() : next < 0 ? lastWords(done) : stepWords(steps[next], next, done);
  keepingFocus(() => byId('tour').replaceChildren(...words));
}

function firstWords() {
  return [
    element('p', {}, element('strong', {}, said.what), element('br'), said.how, element('br'), said.clock),
    element(
      'p',
      { className: 'actions' },
      button(said.begin(steps.length), 'primary', () => {
        keep([BEGUN]);
        handlers.guide(steps[0].leads[0]);
      }),
      button(said.without, 'quiet', () => keep([CLOSED])),
    ),
  ];
}

function stepWords(step, index, done) {
  const isPast = step.early && isLate;
  const { title, text } = words.steps[index];
  return [
    element(
      'details',
      { open: true },
      element('summary', {}, element('strong', {}, said.step(index + 1, steps.length, title))),
      isPast ? said.past : text(thirdThursday()),
    ),
    element(
      'p',
      { className: 'actions' },
      isPast
        ? button(said.anew, 'primary', () => handlers.beginAnew())
        : step.leads.map((lead, at) => leadTo(step, lead, at)),
      button(said.skip, 'quiet', () => keep([...done, index])),
      button(said.close, 'quiet', () => keep([...done, CLOSED])),
    ),
  ];
}

function leadTo({ leads }, lead, at) {
  const label = leads.length === 1 ? said.lead : said.be(lead.name);
  return button(label, at === 0 ? 'primary' : '', () => handlers.guide(lead));
}

/** The evening of the trial's debate, in words. */
function thirdThursday() {
  const first = new Date(Date.UTC(year, 10, 1, 12));
  return datesIn[language].shortDayOf(first.setUTCDate(1 + ((4 - first.getUTCDay() + 7) % 7) + 14));
}

function lastWords(done) {
  return [
    element('p', {}, element('strong', {}, said.done), said.rest),
    element(
      'p',
      { className: 'actions' },
      isLate
        ? button(said.anew, 'quiet', () => handlers.beginAnew())
        : button(said.again, 'quiet', () => keep([BEGUN])),
      button(said.leave, 'quiet', () => keep([...done, CLOSED])),
    ),
  ];
}

function button(label, className, onclick) {
  return element('button', { type: 'button', className, onclick, 'data-key': `tour ${label}` }, label);
}
