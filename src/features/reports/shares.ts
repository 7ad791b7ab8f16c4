import type { Quantity } from '../figures/measures.ts';
import { type Answers, type AnswerValue, chosen } from '../surveys/questions/answers.ts';
import { type QuestionId, questionOf } from '../surveys/questions/catalogue.ts';
import type { OptionId } from '../surveys/questions/options.ts';

/** "3 sur 7": `value` of the `of` that answered the question; "je ne sais pas" is an answer. */
export interface Share {
  readonly value: number;
  readonly of: number;
}

/** How many chose one of these options, of those that answered the question. */
export function shareChoosing(sheets: readonly Answers[], question: QuestionId, options: readonly OptionId[]): Share {
  return shareOf(sheets, question, (value) => value.kind === 'choice' && options.includes(value.option));
}

export function shareOf(
  sheets: readonly Answers[],
  question: QuestionId,
  counts: (value: AnswerValue) => boolean,
): Share {
  const values = sheets.map((answers) => answers[question]).filter((value) => value !== undefined);
  return { value: values.filter(counts).length, of: values.length };
}

/** How many chose each option, in the order of the catalogue. */
export function countByOption(
  sheets: readonly Answers[],
  question: QuestionId,
): readonly { readonly option: OptionId; readonly count: number }[] {
  const asked = questionOf(question);
  const options: readonly OptionId[] = 'options' in asked ? asked.options : [];
  return options.map((option) => ({
    option,
    count: sheets.filter((answers) => picks(answers, question, option)).length,
  }));
}

function picks(answers: Answers, question: QuestionId, option: OptionId): boolean {
  const value = answers[question];
  return value?.kind === 'choices' ? value.options.includes(option) : chosen(answers, question) === option;
}

/** A typed number; null when it isn't told, or not known. */
export function quantityIn(answers: Answers, question: QuestionId): Quantity | null {
  const value = answers[question];
  if (value?.kind !== 'quantity') return null;
  const { value: number, precision, range } = value;
  return { value: number, precision, ...(range && { range }) };
}
