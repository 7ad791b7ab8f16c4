import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aggregateRanking } from '../../../src/features/reports/aggregates/borda.ts';
import type { Answers } from '../../../src/features/surveys/questions/answers.ts';
import { questionOf } from '../../../src/features/surveys/questions/catalogue.ts';
import type { OptionId } from '../../../src/features/surveys/questions/options.ts';

const question = questionOf('reasons');
if (question.kind !== 'ranking') throw new Error('reasons is a ranking');
const reasons = question;
const OFFERED = reasons.options.filter((option) => option !== 'other');

const questionnaire = (...order: OptionId[]): Answers => ({ reasons: { kind: 'ranking', order, done: true } });
const ranks = (questionnaires: readonly Answers[]) =>
  aggregateRanking(reasons, questionnaires).options.map(({ option, rank, points }) =>
    rank === null ? `unranked ${option} ${points}` : `${rank}. ${option} ${points}`,
  );

const someQuestionnaires = fc
  .array(fc.shuffledSubarray([...reasons.options], { maxLength: reasons.places }))
  .map((orders) => orders.map((order) => questionnaire(...order)));

describe('a ranking over all questionnaires', () => {
  test('five options: 5 points for a first choice, 4 for a second, 3 for a third, none for the rest', () => {
    expect(ranks([questionnaire('contacts', 'showcase', 'movement')])).toEqual([
      '1. contacts 5',
      '2. showcase 4',
      '3. movement 3',
      'unranked legibility 0',
      'unranked position 0',
    ]);
  });

  test('ties are kept and the next rank follows: 1, 2, 2, 2, 3', () => {
    const questionnaires = [
      questionnaire('legibility', 'showcase', 'movement'),
      questionnaire('legibility', 'movement', 'position'),
      questionnaire('legibility', 'position', 'showcase'),
      questionnaire('contacts'),
    ];
    expect(aggregateRanking(reasons, questionnaires).options.map(({ rank }) => rank)).toEqual([1, 2, 2, 2, 3]);
  });

  test('"Autre" takes a place and has no score', () => {
    const result = aggregateRanking(reasons, [questionnaire('other', 'contacts')]);
    expect(result.options[0]).toEqual({ option: 'contacts', rank: 1, points: 4, mentions: 1 });
    expect(result.other).toBe(1);
  });

  test('nothing to report is an answer without points, passing over is none', () => {
    const { answered, options } = aggregateRanking(reasons, [
      { reasons: { kind: 'nothing' } },
      { reasons: { kind: 'skipped' } },
      {},
    ]);
    expect(answered).toBe(1);
    expect(options).toEqual([]);
  });

  test('the order of the questionnaires changes nothing', () => {
    fc.assert(
      fc.property(someQuestionnaires, (questionnaires) => {
        expect(aggregateRanking(reasons, [...questionnaires].reverse())).toEqual(
          aggregateRanking(reasons, questionnaires),
        );
      }),
    );
  });

  test('ranks are dense, and more points always stand before fewer', () => {
    fc.assert(
      fc.property(someQuestionnaires, (questionnaires) => {
        const { options } = aggregateRanking(reasons, questionnaires);
        const ranked = options.flatMap(({ rank, points }) => (rank === null ? [] : [{ rank, points }]));
        const distinct = [...new Set(ranked.map(({ rank }) => rank))];
        expect(distinct).toEqual(distinct.map((_, index) => index + 1));
        for (const a of ranked) {
          for (const b of ranked) expect(Math.sign(a.points - b.points)).toBe(Math.sign(b.rank - a.rank));
        }
      }),
    );
  });

  test('an option without points is not ranked, and stands last', () => {
    fc.assert(
      fc.property(someQuestionnaires, (questionnaires) => {
        const { options } = aggregateRanking(reasons, questionnaires);
        for (const { rank, points } of options) expect(rank === null).toBe(points === 0);
        const without = options.findIndex(({ rank }) => rank === null);
        if (without >= 0) expect(options.slice(without).every(({ rank }) => rank === null)).toBe(true);
      }),
    );
  });

  test('naming an option in one more questionnaire never makes it fall', () => {
    fc.assert(
      fc.property(someQuestionnaires, fc.constantFrom(...OFFERED), (questionnaires, option) => {
        const rankIn = (all: readonly Answers[]) =>
          aggregateRanking(reasons, all).options.find((each) => each.option === option)?.rank ?? OFFERED.length + 1;
        expect(rankIn([...questionnaires, questionnaire(option)])).toBeLessThanOrEqual(rankIn(questionnaires));
      }),
    );
  });
});
