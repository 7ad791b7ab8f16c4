import type { Step } from '../questionnaires/rules.ts';
import type { AnswerOf } from './answers.ts';
import type { Question } from './catalogue.ts';
import type { OptionId } from './options.ts';
import { pick } from './ranking.ts';
import { readOption } from './read-option.ts';
import { parts, type ReplyReading, read, refused } from './reading.ts';

/**
 * One choice ("2", "nouer des contacts") or several in their order ("2, 4, 1"). Numbers are those of the list of the
 * step as it is shown: it leaves out what is already chosen, and doesn't change within one reply.
 */
export function readRanking(
  step: Step,
  question: Extract<Question, { kind: 'ranking' }>,
  typed: string,
  locale: 'fr' | 'en',
): ReplyReading {
  let ranking: AnswerOf<'ranking'> | null = step.soFar?.kind === 'ranking' ? step.soFar : null;
  const pieces = isOneChoice(step.options, typed, locale) ? [typed] : parts(typed);
  if (pieces.length + (ranking?.order.length ?? 0) > question.places) return refused('tooMany');
  for (const piece of pieces) {
    const reading = readOption(step.options, piece, locale);
    if (reading.found === 'several') return refused('ambiguous', reading.options);
    if (reading.found === 'none') {
      const chosenBefore = readOption(ranking?.order ?? [], piece, locale);
      if (chosenBefore.found === 'one') return refused('alreadyChosen', [chosenBefore.option]);
      return refused('unreadable');
    }
    if (ranking?.order.includes(reading.option)) return refused('alreadyChosen', [reading.option]);
    ranking = pick(question, ranking, reading.option);
  }
  return ranking === null ? refused('empty') : read(ranking);
}

/** "Pas assez visible des citoyens et des élus locaux" is one choice, "vitrine, autre" is two. */
function isOneChoice(options: readonly OptionId[], typed: string, locale: 'fr' | 'en'): boolean {
  const one = (text: string): OptionId | null => {
    const reading = readOption(options, text, locale);
    return reading.found === 'one' ? reading.option : null;
  };
  const separate = new Set(parts(typed).map(one));
  return one(typed) !== null && (separate.has(null) || separate.size === 1);
}
