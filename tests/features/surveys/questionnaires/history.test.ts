import { describe, expect, test } from 'vitest';
import {
  type AnswerEntry,
  answersFrom,
  givenInTime,
  isLate,
  latestAnswers,
} from '../../../../src/features/surveys/questionnaires/history.ts';
import type { AnswerValue } from '../../../../src/features/surveys/questions/answers.ts';

const YES: AnswerValue = { kind: 'choice', option: 'yes' };
const NO: AnswerValue = { kind: 'choice', option: 'no' };
const entry = (by: string, hour: number, value: AnswerValue, late = false): AnswerEntry => ({
  question: 'logo',
  value,
  by,
  onBehalf: false,
  at: new Date(Date.UTC(2008, 11, 1, hour)),
  late,
});

describe('one questionnaire answered by several members', () => {
  test('the last change wins, whatever order the answers are listed in, and the history tells who changed what', () => {
    const entries = [entry('noa', 11, NO), entry('lou', 9, YES)];
    expect(answersFrom(entries)).toEqual({ logo: NO });
    const logo = latestAnswers(entries).get('logo');
    expect(logo?.entry.by).toBe('noa');
    expect(logo?.before.map(({ by }) => by)).toEqual(['lou']);
  });

  test('a late answer counts in the next version only', () => {
    const entries = [entry('lou', 9, YES), entry('noa', 11, NO, true)];
    expect(answersFrom(entries, { onTime: true })).toEqual({ logo: YES });
    expect(answersFrom(entries)).toEqual({ logo: NO });
  });

  test.each([
    ['nothing of what was only given then', [entry('lou', 11, NO, true)], [], []],
    ['what was given in time', [entry('lou', 9, YES)], [entry('noa', 8, NO)], [YES]],
    ['of what was changed then, the answer before', [entry('lou', 11, NO, true)], [entry('noa', 9, YES)], [YES]],
    [
      'the last of those before',
      [entry('lou', 12, NO, true)],
      [entry('lou', 11, NO, true), entry('noa', 9, YES), entry('noa', 8, NO)],
      [YES],
    ],
    [
      'no answer to another question',
      [entry('lou', 11, NO, true)],
      [{ ...entry('noa', 9, YES), question: 'relayed' as const }],
      [],
    ],
  ])('closing keeps %s', (_what, now, before, expected) => {
    expect(givenInTime(now, before).map(({ value }) => value)).toEqual(expected);
  });

  test('late begins at the moment of closing', () => {
    const closed = new Date('2009-01-12T17:00:00Z');
    expect(isLate(new Date('2009-01-12T16:59:59Z'), closed)).toBe(false);
    expect(isLate(closed, closed)).toBe(true);
    expect(isLate(closed, null)).toBe(false);
  });
});
