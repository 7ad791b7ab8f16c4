import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aggregateRanking } from '../../../src/features/reports/borda.ts';
import type { Answers } from '../../../src/features/surveys/questions/answers.ts';
import { questionOf } from '../../../src/features/surveys/questions/catalogue.ts';
import type { OptionId } from '../../../src/features/surveys/questions/options.ts';

const question = questionOf('reasons');
if (question.kind !== 'ranking') throw new Error('reasons is a ranking');
const reasons = question;
const OFFERED = reasons.options.filter((option) => option !== 'other');

const sheet = (...order: OptionId[]): Answers => ({ reasons: { kind: 'ranking', order, done: true } });
const ranks = (sheets: readonly Answers[]) =>
  aggregateRanking(reasons, sheets).options.map(({ option, rank, points }) =>
    rank === null ? `unranked ${option} ${points}` : `${rank}. ${option} ${points}`,
  );

const someSheets = fc
  .array(fc.shuffledSubarray([...reasons.options], { maxLength: reasons.places }))
  .map((orders) => orders.map((order) => sheet(...order)));

describe('a ranking over all sheets', () => {
  test('five options: 5 points for a first choice, 4 for a second, 3 for a third, none for the rest', () => {
    expect(ranks([sheet('contacts', 'showcase', 'movement')])).toEqual([
      '1. contacts 5',
      '2. showcase 4',
      '3. movement 3',
      'unranked legibility 0',
      'unranked position 0',
    ]);
  });

  test('ties are kept and the next rank follows: 1, 2, 2, 2, 3', () => {
    const sheets = [
      sheet('legibility', 'showcase', 'movement'),
      sheet('legibility', 'movement', 'position'),
      sheet('legibility', 'position', 'showcase'),
      sheet('contacts'),
    ];
    expect(aggregateRanking(reasons, sheets).options.map(({ rank }) => rank)).toEqual([1, 2, 2, 2, 3]);
  });

  test('"Autre" takes a place and has no score', () => {
    const result = aggregateRanking(reasons, [sheet('other', 'contacts')]);
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

  test('the order of the sheets changes nothing', () => {
    fc.assert(
      fc.property(someSheets, (sheets) => {
        expect(aggregateRanking(reasons, [...sheets].reverse())).toEqual(aggregateRanking(reasons, sheets));
      }),
    );
  });

  test('ranks are dense, and more points always stand before fewer', () => {
    fc.assert(
      fc.property(someSheets, (sheets) => {
        const { options } = aggregateRanking(reasons, sheets);
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
      fc.property(someSheets, (sheets) => {
        const { options } = aggregateRanking(reasons, sheets);
        for (const { rank, points } of options) expect(rank === null).toBe(points === 0);
        const without = options.findIndex(({ rank }) => rank === null);
        if (without >= 0) expect(options.slice(without).every(({ rank }) => rank === null)).toBe(true);
      }),
    );
  });

  test('naming an option in one more sheet never makes it fall', () => {
    fc.assert(
      fc.property(someSheets, fc.constantFrom(...OFFERED), (sheets, option) => {
        const rankIn = (all: readonly Answers[]) =>
          aggregateRanking(reasons, all).options.find((each) => each.option === option)?.rank ?? OFFERED.length + 1;
        expect(rankIn([...sheets, sheet(option)])).toBeLessThanOrEqual(rankIn(sheets));
      }),
    );
  });
});
