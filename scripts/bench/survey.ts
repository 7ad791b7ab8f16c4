import type { RecordedRequest } from '../../src/playground/local-platform.ts';
import { type LocalPlatformName, localPlatformNames } from '../../src/playground/local-platform.ts';
import { asRead, Townsperson } from './people.ts';
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
    await respondent.press(asRead('surveys.options.yes'), asRead('surveys.questions.held.text'));
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

/** Lets somebody correct how many people came. Returns the milliseconds until the questionnaire shows it. */
export async function answerOnce(town: Town, number: number): Promise<number> {
  const { requests } = town;
  const respondent = new Townsperson(town, town.respondent, town.channels.general);
  await respondent.choose(CORRECT, QUESTION);
  await respondent.until(KEEP, QUESTION);
  await requests.quiet(BETWEEN_MS);
  const { moments } = requests.next(1, (request) => shows(request, number), 'the reply');
  const began = performance.now();
  await respondent.say(String(number), QUESTION);
  const [replied = began] = await moments;
  await requests.quiet(BETWEEN_MS);
  return replied - began;
}

function shows({ body }: RecordedRequest, number: number): boolean {
  return new RegExp(`→\\W*${number}\\b`).test(JSON.stringify(body));
}

const CORRECT = asRead('surveys.view.correct');
const KEEP = asRead('common.cancel');
const QUESTION = asRead('surveys.questions.attendance.text').slice(0, 30);
