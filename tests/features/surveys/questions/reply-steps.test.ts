import { describe, expect, test } from 'vitest';
import { stepAt } from '../../../../src/features/surveys/questionnaires/rules.ts';
import type { Answers } from '../../../../src/features/surveys/questions/answers.ts';
import { type QuestionId, questionOf } from '../../../../src/features/surveys/questions/catalogue.ts';
import { readReply } from '../../../../src/features/surveys/questions/read-reply.ts';
import { splitReply } from '../../../../src/features/surveys/questions/reading.ts';

const context = { locale: 'fr', now: new Date('2008-12-01T10:00:00Z'), timeZone: 'Europe/Paris' } as const;
const EVENT: readonly QuestionId[] = ['held', 'newDay', 'attendance', 'officials', 'audience'];

function reads(question: QuestionId, typed: string, answers: Answers = {}): object | string {
  const kind = EVENT.includes(question) ? 'event' : 'organisation';
  const reading = readReply(stepAt({ id: 'sheet', kind, answers }, questionOf(question)), typed, context);
  return reading.ok ? reading.value : [reading.problem, ...reading.options].join(' ');
}

describe('the new date of a postponed event', () => {
  test.each<[string, object | string]>([
    [' 12 décembre ', { kind: 'day', day: '2008-12-12', typed: '12 décembre' }],
    ['12/12/2008 18h', { kind: 'day', day: '2008-12-12', typed: '12/12/2008 18h' }],
    ['je ne sais pas', { kind: 'unknown' }],
    ['I don’t know', { kind: 'unknown' }],
    ['bientôt', 'unreadableDay'],
    ['12 novembre 2008', 'pastDay'],
    ['12 novembre', 'pastDay'],
    ['hier', 'pastDay'],
    ['15 juin', { kind: 'day', day: '2009-06-15', typed: '15 juin' }],
    ["aujourd'hui", { kind: 'day', day: '2008-12-01', typed: "aujourd'hui" }],
    [
      'les 14 et 15 décembre',
      { kind: 'day', day: '2008-12-14', lastDay: '2008-12-15', typed: 'les 14 et 15 décembre' },
    ],
    ['du 14 au 16 décembre', { kind: 'day', day: '2008-12-14', lastDay: '2008-12-16', typed: 'du 14 au 16 décembre' }],
  ])('« %s »', (typed, expected) => {
    expect(reads('newDay', typed)).toEqual(expected);
  });
});

describe('an address, a picture, a text', () => {
  test.each<[QuestionId, string, object | string]>([
    ['siteLinkAddress', 'www.jardins.fr', { kind: 'link', url: 'https://www.jardins.fr/' }],
    ['siteLinkAddress', 'sur notre site', 'unreadableLink'],
    ['siteLinkAddress', 'Non merci', { kind: 'skipped' }],
    ['siteLinkAddress', 'je passe', { kind: 'skipped' }],
    ['logoPhoto', 'aucune', { kind: 'skipped' }],
    ['idea', ' Un rallye ', { kind: 'text', text: 'Un rallye' }],
    ['idea', 'rien', { kind: 'skipped' }],
    ['attendance', ' 40 ', { kind: 'quantity', value: 40, precision: 'exact', typed: '40' }],
    ['attendance', '   ', 'empty'],
    ['attendance', '?', { kind: 'unknown' }],
    ['attendance', 'not counted', { kind: 'unknown' }],
    ['coverageItems', 'aucun', { kind: 'skipped' }],
  ])('to %s, « %s »', (question, typed, expected) => {
    expect(reads(question, typed)).toEqual(expected);
  });
});

describe('several at once', () => {
  test.each([
    [' 1  3 ', ['1', '3']],
    ['4', ['4']],
    [' a , b;c + d & e > f ', ['a', 'b', 'c', 'd', 'e', 'f']],
    ['a,, b,', ['a', 'b']],
    ['mail et site puis affiche and then web', ['mail', 'site', 'affiche', 'then web']],
    ['étoile', ['étoile']],
    ['un\ndeux', ['un', 'deux']],
    [' , ', []],
  ])('« %s »', (typed, expected) => {
    expect(splitReply(typed)).toEqual(expected);
  });

  test('one that could be two is asked back', () => {
    expect(reads('distribution', 'courrier, reçu')).toBe('unreadable');
    expect(reads('audience', 'surtout')).toBe('ambiguous mostlySse mostlyPublic');
  });
});

describe('a ranking', () => {
  const one: Answers = { reasons: { kind: 'ranking', order: ['contacts'], done: false } };
  const two: Answers = { reasons: { kind: 'ranking', order: ['contacts', 'other'], done: false } };

  test.each<[string, Answers, object | string]>([
    [',', {}, 'empty'],
    ['7', {}, 'unreadable'],
    ['plus tard', {}, 'unreadable'],
    ['non', {}, 'unreadable'],
    ['rien à signaler', {}, 'unreadable'],
    ['non', one, { kind: 'ranking', order: ['contacts'], done: true }],
    ['passer', one, { kind: 'ranking', order: ['contacts'], done: true }],
    ['contacts', one, 'alreadyChosen contacts'],
    ['1, 2, 3', one, 'tooMany'],
    ['1, 2', one, { kind: 'ranking', order: ['contacts', 'showcase', 'legibility'], done: true }],
    ['1, 2', two, 'tooMany'],
    ['2, 2', {}, 'alreadyChosen legibility'],
    ["de l'ESS", {}, 'ambiguous showcase movement'],
    ['vitrine, autre', {}, { kind: 'ranking', order: ['showcase', 'other'], done: false }],
  ])('« %s » after %j', (typed, answers, expected) => {
    expect(reads('reasons', typed, answers)).toEqual(expected);
  });

  test('a choice whose label holds an "et" is one', () => {
    expect(reads('defects', 'Pas assez visible des citoyens et des élus locaux')).toEqual({
      kind: 'ranking',
      order: ['lowVisibility'],
      done: false,
    });
  });
});

describe('several statements in one message', () => {
  const levels = (...[knownToPublic, diversity, reachedInhabitants, reachedOfficials]: string[]) => ({
    kind: 'scales',
    levels: {
      ...(knownToPublic && { knownToPublic }),
      ...(diversity && { diversity }),
      ...(reachedInhabitants && { reachedInhabitants }),
      ...(reachedOfficials && { reachedOfficials }),
    },
  });
  const second: Answers = { scales: { kind: 'scales', levels: { diversity: 'aLot' } } };

  test.each<[string, Answers, object | string]>([
    ['assez, beaucoup, un peu, je ne sais pas', {}, levels('fairly', 'aLot', 'aLittle', 'dontKnow')],
    ['3 4 2 2', {}, levels('fairly', 'aLot', 'aLittle', 'aLittle')],
    ['assez et beaucoup', {}, levels('fairly', 'aLot')],
    ['assez, un peu, pas du tout', second, levels('fairly', 'aLot', 'aLittle', 'notAtAll')],
    ['assez, un peu, un peu, un peu', second, 'tooManyLevels'],
    ['assez, assez, assez, assez, assez', {}, 'tooManyLevels'],
    ['assez, bof', {}, 'unreadable'],
    [',', second, 'unreadable'],
  ])('« %s » after %j', (typed, answers, expected) => {
    expect(reads('scales', typed, answers)).toEqual(expected);
  });
});

describe('several media items in one message', () => {
  const coverage: Answers = { coverage: { kind: 'choice', option: 'yes' } };
  const item = (outlet: string, medium: string) => ({ outlet, medium, publishedOn: null, link: null });

  test.each<[string, object | string]>([
    [
      'Le Courrier, presse\n\nRadio Campus, radio',
      { kind: 'coverage', items: [item('Le Courrier', 'press'), item('Radio Campus', 'radio')], done: true },
    ],
    ['Le Courrier\npresse', { kind: 'coverage', items: [item('Le Courrier', 'press')], done: false }],
    ['Le Courrier, presse', { kind: 'coverage', items: [item('Le Courrier', 'press')], done: false }],
    ['Le Courrier, presse\nUn autre, hier', 'unreadableMedium'],
  ])('« %s »', (typed, expected) => {
    expect(reads('coverageItems', typed, coverage)).toEqual(expected);
  });
});
