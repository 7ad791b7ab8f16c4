import type { Quantity } from '../../figures/measures.ts';
import { type Answers, type AnswerValue, countsIn } from '../../surveys/questions/answers.ts';
import { type QuestionId, questionOf } from '../../surveys/questions/catalogue.ts';
import type { OptionId } from '../../surveys/questions/options.ts';
import { numberIn } from '../../surveys/questions/quantity.ts';

/** A share such as "3 sur 7": `value` of the `of` that answered the question; "je ne sais pas" is an answer. */
export interface Share {
  readonly value: number;
  readonly of: number;
}

/** Returns how many of those that answered the question chose one of these options. */
export function shareChoosing(
  questionnaires: readonly Answers[],
  question: QuestionId,
  options: readonly string[],
): Share {
  return shareOf(questionnaires, question, (value) => countsIn(value).some((chosen) => options.includes(chosen)));
}

export function shareOf(
  questionnaires: readonly Answers[],
  question: QuestionId,
  counts: (value: AnswerValue) => boolean,
): Share {
  let [value, of] = [0, 0];
  for (const answers of questionnaires) {
    const answer = answers[question];
    if (answer === undefined) continue;
    of += 1;
    if (counts(answer)) value += 1;
  }
  return { value, of };
}

/** Returns how many chose each option, in the order of the catalogue. */
export function countByOption(
  questionnaires: readonly Answers[],
  question: QuestionId,
): readonly { readonly option: OptionId; readonly count: number }[] {
  const asked = questionOf(question);
  const options: readonly OptionId[] = 'options' in asked ? asked.options : [];
  const counts = new Map<string, number>();
  for (const answers of questionnaires) {
    const answer = answers[question];
    // Once for each option, although there are thousands of answers and a dozen options.
    for (const chosen of new Set(answer && countsIn(answer))) counts.set(chosen, (counts.get(chosen) ?? 0) + 1);
  }
  return options.map((option) => ({ option, count: counts.get(option) ?? 0 }));
}

/** Returns a typed number; null when it is missing or not known. */
export function quantityIn(answers: Answers, question: QuestionId): Quantity | null {
  const told = numberIn(answers[question]);
  if (told === null) return null;
  const { value, precision, range } = told;
  return { value, precision, ...(range && { range }) };
}
