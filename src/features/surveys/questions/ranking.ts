import type { AnswerOf } from './answers.ts';
import type { Question } from './catalogue.ts';
import type { OptionId } from './options.ts';

type Ranking = AnswerOf<'ranking'>;
type RankingQuestion = Extract<Question, { kind: 'ranking' }>;

/**
 * The options in the order one sheet shows them. It is drawn by lot so that no option profits from standing first over
 * all sheets, and drawn from the sheet's id so that it stays the same for everyone who opens the sheet again. "Autre"
 * stays last: it only makes sense after the others.
 */
export function drawnOrder(question: RankingQuestion, sheetId: string): readonly OptionId[] {
  const drawn = question.options.filter((option) => option !== 'other');
  const random = randomFrom(`${sheetId}:${question.id}`);
  for (let last = drawn.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [drawn[last], drawn[other]];
    if (a !== undefined && b !== undefined) [drawn[last], drawn[other]] = [b, a];
  }
  return question.options.includes('other') ? [...drawn, 'other'] : drawn;
}

/** The next choice (first, second, third); picking what is already chosen changes nothing. Done when all are made. */
export function pick(question: RankingQuestion, current: Ranking | null, option: OptionId): Ranking {
  const order = current?.order ?? [];
  if (order.includes(option) || order.length >= question.places || !question.options.includes(option)) {
    return current ?? { kind: 'ranking', order, done: false };
  }
  const picked = [...order, option];
  return { kind: 'ranking', order: picked, done: picked.length >= question.places };
}

/** No further choice: a second and a third one are optional. Without any choice the question was passed over. */
export function finishRanking(current: Ranking | null): Ranking | AnswerOf<'skipped'> {
  if (current === null || current.order.length === 0) return { kind: 'skipped' };
  return { ...current, done: true };
}

/** FNV-1a into mulberry32: small, even enough for a handful of options, and the same on every machine. */
function randomFrom(seed: string): () => number {
  let state = 2166136261;
  for (let i = 0; i < seed.length; i++) state = Math.imul(state ^ seed.charCodeAt(i), 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
