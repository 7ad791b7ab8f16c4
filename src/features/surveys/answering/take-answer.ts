import { z } from 'zod';
import { readUrl } from '../../../reading/index.ts';
import { judge, type Sheet, type Step, stepAt } from '../questionnaires/rules.ts';
import { type AnswerOf, type AnswerValue, fits, type MediaItem } from '../questions/answers.ts';
import type { Question } from '../questions/catalogue.ts';
import { addMediaItem } from '../questions/coverage.ts';
import { MEDIUMS, type OptionId, STATEMENT_IDS } from '../questions/options.ts';
import { pick } from '../questions/ranking.ts';
import { readPublicationDay } from '../questions/read-coverage.ts';
import { chooseSeveral, leave, readReply } from '../questions/read-reply.ts';
import { type ReadingContext, type ReplyProblem, type ReplyReading, read, refused } from '../questions/reading.ts';

/** What somebody does to answer a question: what a button, a list, a form or a typed message carries. */
export const given = z.discriminatedUnion('by', [
  /** An option's button; of scales, `<statement>.<level>`; or one of `unsaid`. */
  z.object({ by: z.literal('press'), what: z.string() }),
  z.object({ by: z.literal('choose'), options: z.array(z.string()) }),
  /** The first, second or third choice. */
  z.object({ by: z.literal('rank'), place: z.int().min(1).max(3), option: z.string() }),
  z.object({ by: z.literal('reply'), text: z.string() }),
  z.object({
    by: z.literal('media'),
    outlet: z.string(),
    medium: z.enum(MEDIUMS),
    publishedOn: z.string().nullable(),
    link: z.string().nullable(),
  }),
  /** Id of a stored picture, and what was typed with it. */
  z.object({ by: z.literal('file'), file: z.string(), caption: z.string().trim().default('') }),
]);

export type Given = z.output<typeof given>;

/** Buttons beside the options: [Je ne sais pas], [Rien à signaler], [Passer] or [Terminé], [Recommencer]. */
export const unsaid = ['unknown', 'nothing', 'leave', 'restart'] as const;
export type Unsaid = (typeof unsaid)[number];

/** The step a question is at; media items are added to those there are, whenever that is. */
export function currentStep(sheet: Sheet, question: Question): Step {
  const step = stepAt(sheet, question);
  const value = sheet.answers[question.id];
  return question.kind === 'coverage' && value?.kind === 'coverage' ? { ...step, soFar: value } : step;
}

/** What to store of it, or what is wrong. Pressing an old button is as good as pressing a new one. */
export function takeAnswer(sheet: Sheet, question: Question, answer: Given, context: ReadingContext): ReplyReading {
  const step = currentStep(sheet, question);
  const value = sheet.answers[question.id] ?? null;
  switch (answer.by) {
    case 'reply':
      return readReply(step, answer.text, context);
    case 'press':
      return fitting(question, pressed(step, value, answer.what));
    case 'choose': {
      if (question.kind !== 'choices') return refused('unreadable');
      const picked = question.options.filter((option) => answer.options.includes(option));
      return chooseSeveral(question.alone, picked);
    }
    case 'rank':
      return fitting(question, ranked(question, value, answer.place, answer.option));
    case 'media':
      return mediaOf(step, answer, context);
    case 'file':
      return fitting(question, pictureOf(answer));
  }
}

function pictureOf({ file, caption }: Extract<Given, { by: 'file' }>): AnswerValue {
  return { kind: 'file', file, ...(caption === '' ? {} : { caption }) };
}

function fitting(question: Question, value: AnswerValue | null): ReplyReading {
  return value !== null && fits(question, value) ? read(value) : refused('unreadable');
}

function pressed(step: Step, value: AnswerValue | null, what: string): AnswerValue | null {
  const { question } = step;
  if (what === 'unknown') return { kind: 'unknown' };
  if (what === 'nothing') return { kind: 'nothing' };
  if (what === 'leave') return leave(step);
  if (what === 'restart') return begunAgain(question);
  if (question.kind === 'scales') {
    const [name = '', chosen = ''] = what.split('.');
    const statement = STATEMENT_IDS.find((each) => each === name);
    const level = question.options.find((each) => each === chosen);
    const former = value?.kind === 'scales' ? value : null;
    return statement && level ? judge(former, statement, level) : null;
  }
  const option = optionIn(question, what);
  return option && { kind: 'choice', option };
}

/** [Recommencer]: what was given in earlier steps of the question is taken back. */
function begunAgain({ kind }: Question): AnswerValue | null {
  if (kind === 'coverage') return { kind, items: [], done: false };
  return kind === 'ranking' ? { kind, order: [], done: false } : null;
}

/** A choice made again begins anew from its place. */
function ranked(question: Question, value: AnswerValue | null, place: number, chosen: string): AnswerValue | null {
  if (question.kind !== 'ranking') return null;
  const option = optionIn(question, chosen);
  const before = value?.kind === 'ranking' ? value.order.slice(0, place - 1) : [];
  if (!option) return null;
  const former: AnswerOf<'ranking'> = { kind: 'ranking', order: before, done: false };
  return pick(question, former, option);
}

type Media = Extract<Given, { by: 'media' }>;

/** A media item as a form gave it, or all that is wrong with it, in the order of its fields. */
export function readMedia(answer: Media, context: ReadingContext): MediaItem | readonly ReplyProblem[] {
  const outlet = answer.outlet.trim();
  const publishedOn = answer.publishedOn === null ? null : readPublicationDay(answer.publishedOn, context);
  const link = answer.link === null ? null : readUrl(answer.link);
  const wrong: readonly (ReplyProblem | false)[] = [
    outlet === '' && 'unreadableOutlet',
    answer.publishedOn !== null && publishedOn === null && 'unreadableDay',
    link?.ok === false && 'unreadableLink',
  ];
  const problems = wrong.filter((problem) => problem !== false);
  if (problems.length > 0) return problems;
  return { outlet, medium: answer.medium, publishedOn, link: link?.ok ? link.url : null };
}

function mediaOf(step: Step, answer: Media, context: ReadingContext): ReplyReading {
  if (step.question.kind !== 'coverage') return refused('unreadable');
  const item = readMedia(answer, context);
  if (!('outlet' in item)) return refused(item[0] ?? 'unreadable');
  const former = step.soFar?.kind === 'coverage' ? step.soFar : null;
  return read(addMediaItem(former, item));
}

function optionIn(question: Question, id: string): OptionId | null {
  const options: readonly OptionId[] = 'options' in question ? question.options : [];
  return options.find((option) => option === id) ?? null;
}
