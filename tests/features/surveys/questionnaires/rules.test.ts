import { describe, expect, test } from 'vitest';
import {
  isCancelled,
  isComplete,
  isInProgress,
  isPostponed,
  isReceived,
  nextStep,
  progressOf,
  stepAt,
} from '../../../../src/features/surveys/questionnaires/rules.ts';
import type { Answers, AnswerValue } from '../../../../src/features/surveys/questions/answers.ts';
import { isValidAnswer, parseAnswer } from '../../../../src/features/surveys/questions/answers.ts';
import { questionOf } from '../../../../src/features/surveys/questions/catalogue.ts';
import { shuffledOptions } from '../../../../src/features/surveys/questions/ranking.ts';
import { withLevel } from '../../../../src/features/surveys/questions/scales.ts';

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
    ['it was cancelled: the questionnaire ends', { held: choice('cancelled') }, null],
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
    const first = withLevel(null, 'knownToPublic', 'aLot');
    expect(first).toEqual({ kind: 'scales', levels: { knownToPublic: 'aLot' } });
    expect(isValidAnswer(scales, first)).toBe(true);
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

describe('a question by itself', () => {
  const reasons = questionOf('reasons');
  const at = (id: Parameters<typeof questionOf>[0], answers: Answers) =>
    stepAt({ id: 'sheet', kind: 'organisation', answers }, questionOf(id));

  test('a ranking shows what isn’t chosen yet, in the order drawn for the questionnaire, and which choice it is', () => {
    if (reasons.kind !== 'ranking') throw new Error('no ranking');
    const drawn = shuffledOptions(reasons, 'sheet');
    const first = at('reasons', {});
    expect([first.options, first.place]).toEqual([drawn, 1]);
    const second = at('reasons', { reasons: { kind: 'ranking', order: ['contacts'], done: false } });
    expect([second.options, second.place]).toEqual([drawn.filter((option) => option !== 'contacts'), 2]);
  });

  test('one that was answered begins anew', () => {
    const done = at('reasons', { reasons: { kind: 'ranking', order: ['contacts'], done: true } });
    expect([done.options.length, done.place, done.soFar]).toEqual([6, 1, null]);
    expect(at('logo', { logo: choice('yes') }).soFar).toBeNull();
    const levels = {
      knownToPublic: 'aLot',
      diversity: 'aLot',
      reachedInhabitants: 'aLot',
      reachedOfficials: 'aLot',
    } as const;
    const scales = at('scales', { scales: { kind: 'scales', levels } });
    expect([scales.soFar, scales.statement]).toEqual([null, 'knownToPublic']);
  });

  test('only a ranking has places, only scales have statements', () => {
    const { options, place, statement, number, of } = at('logo', {});
    expect({ options, place, statement, number, of }).toEqual({
      options: ['yes', 'no', 'neverHad'],
      place: null,
      statement: null,
      number: 5,
      of: 12,
    });
    expect(at('idea', {}).options).toEqual([]);
  });
});

describe('how far a questionnaire is', () => {
  test.each<[string, Answers, string]>([
    ['nothing', {}, '0 sur 4'],
    ['held and officials', { held: choice('yes'), officials: choice('dontKnow') }, '2 sur 4'],
    ['cancelled', { held: choice('cancelled') }, '1 sur 1'],
  ])('%s', (_what, answers, expected) => {
    const { answered, of } = progressOf('event', answers);
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

test('follow-ups aren’t counted', () => {
  const answers: Answers = { coverage: choice('yes'), coverageItems: { kind: 'skipped' }, logo: choice('no') };
  expect(progressOf('organisation', answers)).toEqual({ answered: 2, of: 12 });
});

test('a questionnaire is complete once its last scale is judged', () => {
  const levels = { knownToPublic: 'aLot', diversity: 'aLot', reachedInhabitants: 'aLot' } as const;
  const rest: Answers = {
    ...{ pressContacted: choice('no'), coverage: choice('no'), siteLink: choice('no'), logo: choice('no') },
    ...{ distribution: { kind: 'choices', options: ['mail'] }, relayed: choice('no'), contacts: choice('no') },
    ...{ reasons: { kind: 'skipped' }, defects: { kind: 'nothing' }, comingBack: choice('yes') },
    idea: { kind: 'skipped' },
  };
  const one: Answers = { ...rest, scales: { kind: 'scales', levels } };
  const all: Answers = { ...rest, scales: { kind: 'scales', levels: { ...levels, reachedOfficials: 'dontKnow' } } };
  expect([isComplete('organisation', one), isInProgress('organisation', one)]).toEqual([false, true]);
  expect([isComplete('organisation', all), isInProgress('organisation', all)]).toEqual([true, false]);
  expect(nextStep({ id: 'sheet', kind: 'organisation', answers: all })).toBeNull();
});

test('an event was held, cancelled or postponed', () => {
  const told = (option: 'yes' | 'cancelled' | 'postponed') => {
    const answers = { held: choice(option) };
    return [isCancelled(answers), isPostponed(answers)];
  };
  expect(told('yes')).toEqual([false, false]);
  expect(told('cancelled')).toEqual([true, false]);
  expect(told('postponed')).toEqual([false, true]);
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
    ['not knowing a date', 'newDay', { kind: 'unknown' }, true],
    ['not knowing, where an option says so', 'officials', { kind: 'unknown' }, false],
    ['nothing to report as an idea', 'idea', { kind: 'nothing' }, false],
    ['passing over what is optional', 'idea', { kind: 'skipped' }, true],
    ['words for one choice', 'held', { kind: 'text', text: 'oui' }, false],
    ['words for several', 'distribution', { kind: 'text', text: 'courrier' }, false],
    ['words for a ranking', 'defects', { kind: 'text', text: 'rien' }, false],
    ['words for an idea', 'idea', { kind: 'text', text: 'Un rallye' }, true],
    ['a link for an idea', 'idea', { kind: 'link', url: 'https://exemple.fr' }, false],
    ['several ways, one of another question', 'distribution', { kind: 'choices', options: ['mail', 'yes'] }, false],
    ['what stands alone, alone', 'distribution', { kind: 'choices', options: ['neverReceived'] }, true],
    ['a choice twice', 'defects', { kind: 'ranking', order: ['other', 'other'], done: true }, false],
    ['a choice of another question', 'defects', { kind: 'ranking', order: ['contacts'], done: true }, false],
    ['three choices', 'reasons', { kind: 'ranking', order: ['contacts', 'other', 'movement'], done: true }, true],
    [
      'four choices',
      'reasons',
      { kind: 'ranking', order: ['contacts', 'other', 'movement', 'position'], done: true },
      false,
    ],
  ])('%s', (_what, question, value, expected) => {
    expect(parseAnswer(JSON.parse(JSON.stringify(value)))).toEqual(value);
    expect(isValidAnswer(questionOf(question), value)).toBe(expected);
  });
});
