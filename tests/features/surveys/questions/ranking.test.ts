import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnswerOf } from '../../../../src/features/surveys/questions/answers.ts';
import { questionOf } from '../../../../src/features/surveys/questions/catalogue.ts';
import { finishRanking, shuffledOptions, withChoice } from '../../../../src/features/surveys/questions/ranking.ts';

function ranking(id: 'reasons' | 'defects') {
  const question = questionOf(id);
  if (question.kind !== 'ranking') throw new Error(id);
  return question;
}
const reasons = ranking('reasons');

describe('the order drawn by lot', () => {
  test('one questionnaire always shows the same order, all options, "Autre" last', () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        const order = shuffledOptions(reasons, id);
        expect(shuffledOptions(reasons, id)).toEqual(order);
        expect([...order].sort()).toEqual([...reasons.options].sort());
        expect(order.at(-1)).toBe('other');
      }),
    );
  });

  test('it is the same for ever: answers were given to it', () => {
    expect(shuffledOptions(reasons, 'sheet')).toEqual([
      'showcase',
      'legibility',
      'movement',
      'contacts',
      'position',
      'other',
    ]);
    expect(shuffledOptions(ranking('defects'), 'sheet')).toEqual([
      'noContact',
      'lowVisibility',
      'notDepartmental',
      'tooManyAtOnce',
      'other',
    ]);
  });

  test('over many questionnaires every option stands first about as often', () => {
    const firsts = Array.from({ length: 2000 }, (_, n) => shuffledOptions(reasons, `sheet-${n}`)[0]);
    for (const option of reasons.options.filter((each) => each !== 'other')) {
      const share = firsts.filter((first) => first === option).length / firsts.length;
      expect(share, option).toBeGreaterThan(0.16);
      expect(share, option).toBeLessThan(0.24);
    }
  });
});

describe('choosing step by step', () => {
  test('first, second, third: then it is done', () => {
    const one = withChoice(reasons, null, 'contacts');
    const two = withChoice(reasons, one, 'legibility');
    const three = withChoice(reasons, two, 'other');
    expect([one.done, two.done, three.done]).toEqual([false, false, true]);
    expect(three.order).toEqual(['contacts', 'legibility', 'other']);
    expect(withChoice(reasons, three, 'movement')).toEqual(three);
  });

  test('a choice pressed twice counts once', () => {
    const one = withChoice(reasons, null, 'contacts');
    expect(withChoice(reasons, one, 'contacts')).toEqual(one);
  });

  test('the second and third are optional; without any the question is passed over', () => {
    const one: AnswerOf<'ranking'> = { kind: 'ranking', order: ['contacts'], done: false };
    expect(finishRanking(one)).toEqual({ ...one, done: true });
    expect(finishRanking(null)).toEqual({ kind: 'skipped' });
    expect(finishRanking({ ...one, order: [] })).toEqual({ kind: 'skipped' });
  });

  test('an option of another question is no choice', () => {
    expect(withChoice(reasons, null, 'noContact')).toEqual({ kind: 'ranking', order: [], done: false });
  });
});
