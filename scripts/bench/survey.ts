import type { RecordedRequest, SeenButton, SeenControl, SeenMessage } from '../../src/playground/local-platform.ts';
import { type LocalPlatformName, localPlatformNames } from '../../src/playground/local-platform.ts';
import { Person } from '../../src/playground/person.ts';
import { textIn } from '../../src/texts/index.ts';
import { Townsperson } from './people.ts';
import type { Town, Towns } from './platforms.ts';
import { isPosted } from './requests.ts';
import { type Spread, spreadOf } from './statistics.ts';

const BETWEEN_MS = 40;

/** The time of one more answer, typed in a survey's thread, with so many answers in. */
export interface SurveyTime {
  readonly platform: LocalPlatformName;
  readonly answers: number;
  /** The time until the platform has stored the reply: the live tallies have been counted by then. */
  readonly replied: Spread;
}

/** Lets the respondents open their questionnaires: once, before anything is measured. */
export async function openSurvey(towns: Towns): Promise<void> {
  for (const platform of localPlatformNames) {
    const town = towns[platform];
    const respondent = new Townsperson(town, town.respondent, town.channels.general);
    await respondent.command('/questionnaire repondre');
    await respondent.press(textIn('fr', 'surveys.options.yes'), textIn('fr', 'surveys.questions.held.text'));
    await respondent.say('40', QUESTION);
    await respondent.until(CORRECT, QUESTION);
  }
}

/** Shows the live tallies, once: from then on each answer is counted in them, though a single one isn't announced. */
export async function showTallies(towns: Towns): Promise<void> {
  for (const platform of localPlatformNames) {
    const town = towns[platform];
    const coordinator = new Townsperson(town, town.coordinator, town.channels.tallies);
    const shown = town.requests.next(1, isPosted, 'the tally');
    await coordinator.command('/chiffres afficher');
    await shown.moments;
    await town.requests.quiet(BETWEEN_MS);
  }
}

export async function measureSurvey(towns: Towns, answers: number, samples: number): Promise<readonly SurveyTime[]> {
  const times: SurveyTime[] = [];
  for (const platform of localPlatformNames) {
    const town = towns[platform];
    const replied: number[] = [];
    for (let sample = -WARM_UP; sample < samples; sample += 1) {
      const time = await answerOnce(town, 41 + ((sample + WARM_UP) % 900));
      if (sample >= 0) replied.push(time);
    }
    times.push({ platform, answers, replied: spreadOf(replied) });
  }
  return times;
}

const WARM_UP = 12;

/** Lets somebody correct how many people came. Returns the milliseconds until the question shows it. */
export async function answerOnce(town: Town, number: number): Promise<number> {
  const { platform, requests, respondent } = town;
  const question = await untilCorrected(town);
  const { moments } = requests.next(1, (request) => edits(request, question.id), 'the reply');
  const { channel, thread } = question.place;
  const place = { channel, thread: platform.name === 'slack' ? (thread ?? question.id) : null };
  const began = performance.now();
  await platform.say(respondent.id, place, String(number));
  const [replied = began] = await moments;
  await requests.quiet(BETWEEN_MS);
  return replied - began;
}

/** Presses [Corriger] below the number; resolves once the question is open again. */
async function untilCorrected(town: Town): Promise<SeenMessage> {
  const { platform, requests, respondent } = town;
  const found = new Person(platform, respondent, () => Promise.resolve())
    .screen()
    .findLast(({ text, controls }) => text.includes(QUESTION) && controls.some((one) => isCorrect(one)));
  const button = found?.controls.find(isCorrect);
  if (!found || !button) throw new Error('no number to correct');
  const open = requests.next(1, (request) => edits(request, found.id), 'the question').moments;
  await platform.press(respondent.id, found.id, button.id);
  await open;
  await requests.quiet(BETWEEN_MS);
  return found;
}

function isCorrect(control: SeenControl): control is SeenButton {
  return control.kind === 'button' && control.label === CORRECT;
}

function edits({ method, path, body }: RecordedRequest, message: string): boolean {
  if (path === 'chat.update') return typeof body === 'object' && body !== null && 'ts' in body && body.ts === message;
  return method === 'PATCH' && path.endsWith(`/messages/${message}`);
}

const CORRECT = textIn('fr', 'surveys.buttons.correct');
const QUESTION = textIn('fr', 'surveys.questions.attendance.text').slice(0, 30);
