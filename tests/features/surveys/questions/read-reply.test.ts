import { describe, expect, test } from 'vitest';
import { type AnsweredQuestionnaire, stepAt } from '../../../../src/features/surveys/questionnaires/rules.ts';
import type { AnswerValue } from '../../../../src/features/surveys/questions/answers.ts';
import {
  type QuestionId,
  type QuestionStep,
  questionOf,
} from '../../../../src/features/surveys/questions/catalogue.ts';
import { leaveQuestion, readReply } from '../../../../src/features/surveys/questions/read-reply.ts';

const context = { locale: 'fr', now: new Date('2008-12-01T10:00:00Z'), timeZone: 'Europe/Paris' } as const;

const EVENT: readonly QuestionId[] = ['held', 'newDay', 'attendance', 'officials', 'audience'];

function step(question: QuestionId, answers: AnsweredQuestionnaire['answers'] = {}): QuestionStep {
  const kind = EVENT.includes(question) ? 'event' : 'organisation';
  return stepAt({ id: 'sheet', kind, answers }, questionOf(question));
}

/** Returns the answer in short, or "? problem: options". */
function reads(question: QuestionId, typed: string, answers: AnsweredQuestionnaire['answers'] = {}): string {
  const reading = readReply(step(question, answers), typed, context);
  if (!reading.ok) return `? ${[reading.problem, ...reading.options].join(' ')}`;
  return short(reading.value);
}

function short(value: AnswerValue): string {
  if (value.kind === 'choice') return value.option;
  if (value.kind === 'choices') return value.options.join('+');
  if (value.kind === 'quantity') return `${value.precision} ${value.value}`;
  if (value.kind === 'ranking') return `${value.order.join('>')}${value.done ? '.' : '…'}`;
  return value.kind;
}

describe('a typed reply to a question of one choice', () => {
  test.each<[QuestionId, string, string]>([
    ['held', 'Oui', 'yes'],
    ['held', 'OUI !', 'yes'],
    ['held', '1', '? unreadable'],
    ['held', '2e', '? unreadable'],
    ['officials', '2', '? unreadable'],
    ['coverage', ' 2 ', '? unreadable'],
    ['held', 'annule', 'cancelled'],
    ['held', 'il est reporté', 'postponed'],
    ['held', 'non', '? ambiguous cancelled postponed'],
    ['held', '4', '? unreadable'],
    ['held', '', '? empty'],
    ['officials', 'oui, le maire', 'yes'],
    ['officials', 'Oui mais pas le préfet', '? unreadable'],
    ['officials', 'non, personne', 'no'],
    ['officials', 'je ne sais pas', 'dontKnow'],
    ['officials', 'JSP', 'dontKnow'],
    ['officials', 'oui et non', '? ambiguous yes no'],
    ['officials', 'bof', '? unreadable'],
    ['audience', 'grand public', 'mostlyPublic'],
    ['audience', 'surtout des gens de l’ESS', 'mostlySse'],
    ['audience', 'moitié moitié', 'half'],
    ['audience', 'surtout', '? ambiguous mostlySse mostlyPublic'],
    ['siteLink', 'non, pas de site', 'noSite'],
    ['logo', "je ne l'avais pas", 'neverHad'],
    ['comingBack', 'a confirmer', 'toConfirm'],
    ['comingBack', 'peut-être', 'toConfirm'],
    ['comingBack', 'yes', 'yes'],
  ])('to %s, "%s" is %s', (question, typed, expected) => {
    expect(reads(question, typed)).toBe(expected);
  });
});

describe('a typed reply to a question of several choices', () => {
  test.each<[string, string]>([
    ['1, 3 et 4', 'ownPremises+ownSite+socialNetworks'],
    ['4 1', 'ownPremises+socialNetworks'],
    ['dans nos locaux et réseaux sociaux', 'ownPremises+socialNetworks'],
    ['Courrier ou courriel', 'mail'],
    ['pas diffusés', 'notDistributed'],
    ['locaux, jamais reçus', '? alone neverReceived'],
    ['locaux, pigeon voyageur', '? unreadable'],
  ])('"%s" is %s', (typed, expected) => {
    expect(reads('distribution', typed)).toBe(expected);
  });
});

describe('a typed reply to a number, a text, a picture', () => {
  test.each<[QuestionId, string, string]>([
    ['attendance', '40', 'exact 40'],
    ['attendance', 'une soixantaine', 'estimated 60'],
    ['attendance', '+ de 100', 'at_least 100'],
    ['attendance', 'je ne sais pas', 'unknown'],
    ['attendance', 'du monde', '? unreadableQuantity'],
    ['relayedReach', 'passer', 'skipped'],
    ['idea', 'Passer', 'skipped'],
    ['idea', 'Un rallye presse', 'text'],
    ['contactsWith', 'non', 'skipped'],
    ['logoPhoto', 'je vous l’envoie', '? fileExpected'],
    ['pressContacted', 'passer', '? unreadable'],
  ])('to %s, "%s" is %s', (question, typed, expected) => {
    expect(reads(question, typed)).toBe(expected);
  });
});

describe('a typed ranking', () => {
  test('numbers are those of the list shown', () => {
    const [first, second, third] = step('reasons').options;
    expect(reads('reasons', '2')).toBe(`${second}…`);
    expect(reads('reasons', '3, 1')).toBe(`${third}>${first}…`);
    expect(reads('reasons', '2 3 1')).toBe(`${second}>${third}>${first}.`);
  });

  test('words do as well, one choice after the other', () => {
    expect(reads('reasons', 'Nouer des contacts')).toBe('contacts…');
    const answers = { reasons: { kind: 'ranking', order: ['contacts'], done: false } } as const;
    expect(reads('reasons', 'une vitrine', answers)).toBe('contacts>showcase…');
    expect(reads('reasons', 'contacts', answers)).toBe('? alreadyChosen contacts');
    expect(reads('reasons', 'terminé', answers)).toBe('contacts.');
  });

  test.each([
    ['rien à signaler', 'nothing'],
    ['RAS', 'nothing'],
    ['passer', 'skipped'],
    ['1, 2, 3, 4', '? tooMany'],
    ['1, 1', expect.stringMatching(/^\? alreadyChosen/)],
  ])('of defects: "%s"', (typed, expected) => {
    expect(reads('defects', typed)).toEqual(expected);
  });
});

test('a level is given to the statement that is asked', () => {
  const answers = { scales: { kind: 'scales', levels: { knownToPublic: 'aLot' } } } as const;
  expect(readReply(step('scales', answers), 'un peu', context)).toEqual({
    ok: true,
    value: { kind: 'scales', levels: { knownToPublic: 'aLot', diversity: 'aLittle' } },
  });
  expect(reads('scales', 'pas beaucoup')).toBe('? unreadable');
  expect(reads('scales', 'pas du tout')).toBe('scales');
});

describe('coverage, typed on a line', () => {
  test('outlet, medium, and no more is needed', () => {
    expect(readReply(step('coverageItems'), 'Le Quotidien, presse', context)).toEqual({
      ok: true,
      value: {
        kind: 'coverage',
        items: [{ outlet: 'Le Quotidien', medium: 'press', publishedOn: null, link: null }],
        done: false,
      },
    });
  });

  test('a medium that can be told from the name is not asked again; another one is', () => {
    expect(reads('coverageItems', 'Radio du Canal')).toBe('coverage');
    expect(reads('coverageItems', 'Le Canard')).toBe('? unreadableMedium');
  });

  test('"terminé" keeps what was given', () => {
    const items = [{ outlet: 'Le Quotidien', medium: 'press', publishedOn: null, link: null }] as const;
    const answers = { coverageItems: { kind: 'coverage', items: [...items], done: false } } as const;
    expect(readReply(step('coverageItems', answers), 'terminé', context)).toEqual({
      ok: true,
      value: { kind: 'coverage', items, done: true },
    });
    expect(leaveQuestion(step('coverageItems'))).toEqual({ kind: 'skipped' });
  });
});
