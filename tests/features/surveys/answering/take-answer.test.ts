import { describe, expect, test } from 'vitest';
import { takeAnswer } from '../../../../src/features/surveys/answering/take-answer.ts';
import { currentStep } from '../../../../src/features/surveys/questionnaires/rules.ts';
import type { AnswerInput } from '../../../../src/features/surveys/questions/answer-input.ts';
import type { Answers, AnswerValue } from '../../../../src/features/surveys/questions/answers.ts';
import { type QuestionId, questionOf } from '../../../../src/features/surveys/questions/catalogue.ts';

const context = { locale: 'fr', now: new Date('2008-12-01T10:00:00Z'), timeZone: 'Europe/Paris' } as const;
const EVENT: readonly QuestionId[] = ['held', 'newDay', 'attendance', 'officials', 'audience'];

function takes(question: QuestionId, answer: AnswerInput, answers: Answers = {}): AnswerValue | string {
  const kind = EVENT.includes(question) ? 'event' : 'organisation';
  const reading = takeAnswer({ id: 'sheet', kind, answers }, questionOf(question), answer, context);
  return reading.ok ? reading.value : [reading.problem, ...reading.options].join(' ');
}

const press = (what: string): AnswerInput => ({ by: 'press', what });
const media = (changes: Partial<Extract<AnswerInput, { by: 'media' }>> = {}): AnswerInput => ({
  ...{ by: 'media', outlet: 'Le Courrier', medium: 'press', publishedOn: null, link: null },
  ...changes,
});
const item = { outlet: 'Le Courrier', medium: 'press', publishedOn: null, link: null } as const;

describe('a button', () => {
  test.each<[string, QuestionId, string, AnswerValue | string]>([
    ['an option', 'held', 'yes', { kind: 'choice', option: 'yes' }],
    ['an option of another question', 'held', 'no', 'unreadable'],
    ['an option where several are chosen in a list', 'distribution', 'mail', 'unreadable'],
    ['[Je ne sais pas] of a number', 'attendance', 'unknown', { kind: 'unknown' }],
    ['[Je ne sais pas] of a choice', 'held', 'unknown', 'unreadable'],
    ['[Rien à signaler]', 'defects', 'nothing', { kind: 'nothing' }],
    ['[Rien à signaler] of reasons', 'reasons', 'nothing', 'unreadable'],
    ['[Passer]', 'idea', 'leave', { kind: 'skipped' }],
    ['[Passer] of what is required', 'held', 'leave', 'unreadable'],
    ['[Recommencer] a ranking', 'reasons', 'restart', { kind: 'ranking', order: [], done: false }],
    ['[Recommencer] the media', 'coverageItems', 'restart', { kind: 'coverage', items: [], done: false }],
    ['[Recommencer] of one choice', 'held', 'restart', 'unreadable'],
    ['a level', 'scales', 'diversity.aLot', { kind: 'scales', levels: { diversity: 'aLot' } }],
    ['a level there isn’t', 'scales', 'diversity.huge', 'unreadable'],
    ['a statement there isn’t', 'scales', 'beauty.aLot', 'unreadable'],
    ['a statement alone', 'scales', 'diversity', 'unreadable'],
    ['nothing of the kind', 'idea', 'yes', 'unreadable'],
  ])('%s', (_what, question, what, expected) => {
    expect(takes(question, press(what))).toEqual(expected);
  });

  test('[Terminé] keeps what was chosen so far', () => {
    const answers: Answers = { reasons: { kind: 'ranking', order: ['contacts'], done: false } };
    expect(takes('reasons', press('leave'), answers)).toEqual({ kind: 'ranking', order: ['contacts'], done: true });
  });

  test('a level judged again replaces the one before, the others stay', () => {
    const answers: Answers = { scales: { kind: 'scales', levels: { diversity: 'aLot', knownToPublic: 'fairly' } } };
    expect(takes('scales', press('diversity.aLittle'), answers)).toEqual({
      kind: 'scales',
      levels: { diversity: 'aLittle', knownToPublic: 'fairly' },
    });
  });
});

describe('a list', () => {
  test.each<[string, QuestionId, string[], AnswerValue | string]>([
    ['in the order shown', 'distribution', ['ownSite', 'mail'], { kind: 'choices', options: ['mail', 'ownSite'] }],
    ['without what isn’t in it', 'distribution', ['mail', 'yes'], { kind: 'choices', options: ['mail'] }],
    ['of nothing', 'distribution', [], 'empty'],
    ['of what stands alone', 'distribution', ['neverReceived'], { kind: 'choices', options: ['neverReceived'] }],
    ['of what stands alone, and more', 'distribution', ['mail', 'neverReceived'], 'alone neverReceived'],
    ['where one is chosen', 'held', ['yes'], 'unreadable'],
  ])('%s', (_what, question, options, expected) => {
    expect(takes(question, { by: 'choose', options })).toEqual(expected);
  });
});

describe('a choice in a ranking', () => {
  const rank = (place: number, ...options: string[]): AnswerInput => ({ by: 'rank', place, options });
  const three: Answers = { reasons: { kind: 'ranking', order: ['contacts', 'movement', 'other'], done: true } };

  test.each<[string, AnswerInput, Answers, AnswerValue | string]>([
    ['the first', rank(1, 'contacts'), {}, { kind: 'ranking', order: ['contacts'], done: false }],
    [
      'made again, it begins anew from its place',
      rank(2, 'position'),
      three,
      { kind: 'ranking', order: ['contacts', 'position'], done: false },
    ],
    [
      'the third: then it is done',
      rank(3, 'position'),
      three,
      { kind: 'ranking', order: ['contacts', 'movement', 'position'], done: true },
    ],
    [
      'all three at once, in the order they were chosen in',
      rank(1, 'position', 'contacts', 'other'),
      {},
      { kind: 'ranking', order: ['position', 'contacts', 'other'], done: true },
    ],
    [
      'the two that are left, after the first',
      rank(2, 'position', 'legibility'),
      { reasons: { kind: 'ranking', order: ['contacts'], done: false } },
      { kind: 'ranking', order: ['contacts', 'position', 'legibility'], done: true },
    ],
    [
      'one of them twice counts once',
      rank(1, 'position', 'position'),
      {},
      { kind: 'ranking', order: ['position'], done: false },
    ],
    ['of several, one of which is of another question', rank(1, 'contacts', 'noContact'), {}, 'unreadable'],
    ['of none', rank(1), {}, 'unreadable'],
    ['after it was passed over', rank(1, 'other'), { reasons: { kind: 'skipped' } }, expect.objectContaining({})],
    ['of an option of another question', rank(1, 'noContact'), {}, 'unreadable'],
  ])('%s', (_what, given, answers, expected) => {
    expect(takes('reasons', given, answers)).toEqual(expected);
  });

  test('isn’t one where nothing is ranked', () => {
    expect(takes('held', rank(1, 'yes'))).toBe('unreadable');
  });
});

describe('a form about a media item', () => {
  test.each<[string, AnswerInput, object | string]>([
    ['with its outlet alone', media({ outlet: ' Le Courrier ' }), item],
    [
      'with all',
      media({ publishedOn: '12 novembre', link: 'courrier.fr/a' }),
      expect.objectContaining({
        publishedOn: '2008-11-12',
        link: 'https://courrier.fr/a',
      }),
    ],
    ['without an outlet', media({ outlet: '  ' }), 'unreadableOutlet'],
    ['with a day that isn’t one', media({ publishedOn: 'un jour' }), 'unreadableDay'],
    ['with a link that isn’t one', media({ link: 'pas de lien' }), 'unreadableLink'],
  ])('%s', (_what, given, expected) => {
    const taken = takes('coverageItems', given);
    expect(typeof taken === 'object' && taken.kind === 'coverage' ? taken.items : taken).toEqual(
      typeof expected === 'string' ? expected : [expected],
    );
  });

  test('adds to those there are, also when no further one was expected', () => {
    const answers: Answers = { coverageItems: { kind: 'coverage', items: [item], done: true } };
    expect(takes('coverageItems', media({ outlet: 'La Gazette' }), answers)).toEqual({
      kind: 'coverage',
      items: [item, { ...item, outlet: 'La Gazette' }],
      done: false,
    });
    expect(currentStep({ id: 'sheet', kind: 'organisation', answers }, questionOf('coverageItems')).soFar).toEqual(
      answers.coverageItems,
    );
  });

  test('is no answer to another question', () => {
    expect(takes('idea', media())).toBe('unreadable');
  });
});

test('what was answered before isn’t half an answer', () => {
  const step = (question: QuestionId, answers: Answers) =>
    currentStep({ id: 'sheet', kind: 'organisation', answers }, questionOf(question));
  expect(step('logo', { logo: { kind: 'choice', option: 'yes' } }).soFar).toBeNull();
  expect(step('coverageItems', { coverageItems: { kind: 'skipped' } }).soFar).toBeNull();
  const ranked = { reasons: { kind: 'ranking', order: ['contacts'], done: true } } as const;
  expect(step('reasons', ranked).soFar).toBeNull();
});

test.each<[QuestionId, string, AnswerValue | string]>([
  ['logoPhoto', '', { kind: 'file', file: 'f1' }],
  ['logoPhoto', 'La vitrine', { kind: 'file', file: 'f1', caption: 'La vitrine' }],
  ['idea', 'La vitrine', 'unreadable'],
])('a picture for %s, with « %s »', (question, caption, expected) => {
  expect(takes(question, { by: 'file', file: 'f1', caption })).toEqual(expected);
});

test('what is typed is read as at this step', () => {
  expect(takes('attendance', { by: 'reply', text: 'une soixantaine' })).toMatchObject({ value: 60 });
});
