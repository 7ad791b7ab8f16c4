import { describe, expect, test } from 'vitest';
import type { Answers, AnswerValue } from '../../../src/features/surveys/answers.ts';
import { answerValue, fits } from '../../../src/features/surveys/answers.ts';
import { questionOf } from '../../../src/features/surveys/questions.ts';
import { isComplete, isReceived, judge, nextStep, progress } from '../../../src/features/surveys/rules.ts';

const choice = (option: 'yes' | 'no' | 'cancelled' | 'postponed' | 'dontKnow'): AnswerValue => ({
  kind: 'choice',
  option,
});
const asks = (kind: 'event' | 'organisation', answers: Answers) =>
  nextStep({ id: 'sheet', kind, answers })?.question.id ?? null;

describe('the next question', () => {
  test.each<[string, Answers, string | null]>([
    ['nothing answered', {}, 'held'],
    ['it took place', { held: choice('yes') }, 'attendance'],
    ['it was cancelled: the sheet ends', { held: choice('cancelled') }, null],
    ['it was postponed: only the new date is asked', { held: choice('postponed') }, 'newDay'],
    ['postponed, date unknown', { held: choice('postponed'), newDay: { kind: 'unknown' } }, null],
    ['attendance unknown counts as answered', { held: choice('yes'), attendance: { kind: 'unknown' } }, 'officials'],
    ['answered out of order', { attendance: { kind: 'unknown' } }, 'held'],
  ])('of an event: %s', (_when, answers, expected) => {
    expect(asks('event', answers)).toBe(expected);
  });

  test.each<[string, Answers, string]>([
    ['coverage is asked even after "non" to the press', { pressContacted: choice('no') }, 'coverage'],
    ['no coverage: no items', { pressContacted: choice('no'), coverage: choice('no') }, 'distribution'],
    ['coverage: which', { pressContacted: choice('no'), coverage: choice('yes') }, 'coverageItems'],
    [
      'one item: "encore un ?"',
      {
        pressContacted: choice('yes'),
        coverage: choice('yes'),
        coverageItems: { kind: 'coverage', items: [], done: false },
      },
      'coverageItems',
    ],
    [
      'items passed over',
      { pressContacted: choice('yes'), coverage: choice('yes'), coverageItems: { kind: 'skipped' } },
      'distribution',
    ],
  ])('of an organisation: %s', (_when, answers, expected) => {
    expect(asks('organisation', answers)).toBe(expected);
  });

  test('a follow-up has the number of its question', () => {
    const step = nextStep({
      id: 'sheet',
      kind: 'organisation',
      answers: { pressContacted: choice('yes'), coverage: choice('yes') },
    });
    expect([step?.question.id, step?.number, step?.of]).toEqual(['coverageItems', 2, 12]);
  });

  test('the scales ask one statement after the other', () => {
    const scales = questionOf('scales');
    const first = judge(null, 'knownToPublic', 'aLot');
    expect(first).toEqual({ kind: 'scales', levels: { knownToPublic: 'aLot' } });
    expect(fits(scales, first)).toBe(true);
    const before: Answers = {
      pressContacted: choice('no'),
      coverage: choice('no'),
      distribution: { kind: 'choices', options: ['mail'] },
      siteLink: choice('no'),
      logo: choice('no'),
      relayed: choice('no'),
      contacts: choice('no'),
      reasons: { kind: 'skipped' },
      defects: { kind: 'nothing' },
      scales: first,
    };
    expect(nextStep({ id: 'sheet', kind: 'organisation', answers: before })?.statement).toBe('diversity');
  });
});

describe('how far a sheet is', () => {
  test.each<[string, Answers, string]>([
    ['nothing', {}, '0 sur 4'],
    ['held and officials', { held: choice('yes'), officials: choice('dontKnow') }, '2 sur 4'],
    ['cancelled', { held: choice('cancelled') }, '1 sur 1'],
  ])('%s', (_what, answers, expected) => {
    const { answered, of } = progress('event', answers);
    expect(`${answered} sur ${of}`).toBe(expected);
  });

  test.each<[string, Answers, boolean, boolean]>([
    ['an untouched one', {}, false, false],
    ['one answer is enough to be received', { held: choice('yes') }, true, false],
    ['a cancelled event has said all', { held: choice('cancelled') }, true, true],
    ['a postponed event is asked again', { held: choice('postponed') }, false, false],
  ])('%s', (_what, answers, received, complete) => {
    expect([isReceived('event', answers), isComplete('event', answers)]).toEqual([received, complete]);
  });
});

describe('what may stand as an answer', () => {
  test.each<[string, Parameters<typeof questionOf>[0], AnswerValue, boolean]>([
    ['an option of the question', 'held', choice('cancelled'), true],
    ['an option of another question', 'held', choice('no'), false],
    ['several ways', 'distribution', { kind: 'choices', options: ['mail', 'ownSite'] }, true],
    ['received and never received', 'distribution', { kind: 'choices', options: ['mail', 'neverReceived'] }, false],
    ['the same way twice', 'distribution', { kind: 'choices', options: ['mail', 'mail'] }, false],
    [
      'two choices, "Autre" among them',
      'defects',
      { kind: 'ranking', order: ['other', 'noContact'], done: true },
      true,
    ],
    ['nothing to report', 'defects', { kind: 'nothing' }, true],
    ['nothing to report of reasons', 'reasons', { kind: 'nothing' }, false],
    ['passing over what is required', 'comingBack', { kind: 'skipped' }, false],
    ['not knowing a number', 'attendance', { kind: 'unknown' }, true],
  ])('%s', (_what, question, value, expected) => {
    expect(answerValue.parse(JSON.parse(JSON.stringify(value)))).toEqual(value);
    expect(fits(questionOf(question), value)).toBe(expected);
  });
});
