import { describe, expect, test } from 'vitest';
import { type QuestionId, questionOf } from '../../../../src/features/surveys/questions/catalogue.ts';
import type { OptionId } from '../../../../src/features/surveys/questions/options.ts';
import { readOption } from '../../../../src/features/surveys/questions/read-option.ts';
import { foldedWords } from '../../../../src/reading/index.ts';

function optionsOf(id: QuestionId): readonly OptionId[] {
  const question = questionOf(id);
  return 'options' in question ? question.options : [];
}

/** Returns the option read, the options in doubt as "yes|no", or "-" for none. */
function reads(question: QuestionId, typed: string, locale: 'fr' | 'en' = 'fr'): string {
  const reading = readOption(optionsOf(question), typed, locale);
  if (reading.found === 'none') return '-';
  return reading.found === 'one' ? reading.option : reading.options.join('|');
}

describe('an option is meant by', () => {
  test.each<[string, QuestionId, string, string]>([
    ['its number', 'held', '2', 'cancelled'],
    ['its number as a rank', 'held', '1er', 'yes'],
    ['its number as a rank', 'held', '2e', 'cancelled'],
    ['its number as a rank', 'held', '3ème', 'postponed'],
    ['no number beyond the list', 'held', '4', '-'],
    ['no number before the list', 'held', '0', '-'],
    ['no longer number', 'held', '100', '-'],
    ['its label', 'audience', 'Surtout le grand public', 'mostlyPublic'],
    ['its label without accents and signs', 'audience', 'MOITIE moitie !!', 'half'],
    ['its label with either apostrophe', 'logo', "Je ne l'avais pas", 'neverHad'],
    ['its label with either apostrophe', 'logo', 'Je ne l’avais pas', 'neverHad'],
    ['its label in other shapes of its letters', 'logo', 'Ｊｅ ne l’avais\u00a0pas', 'neverHad'],
    ['its label with its accents apart', 'audience', 'Moitie\u0301-moitie\u0301', 'half'],
    ['the usual words', 'distribution', 'facebook', 'socialNetworks'],
    ['one letter', 'relayed', 'o', 'yes'],
    ['one letter', 'relayed', 'N', 'no'],
    ['a sentence that names it', 'distribution', 'on a tout envoyé par courrier', 'mail'],
    ['the longer of two it names', 'siteLink', 'non, pas de site', 'noSite'],
    ['what comes after a mere no', 'held', 'non, reporté', 'postponed'],
    ['a piece of its label', 'distribution', 'diffusés', 'notDistributed'],
    ['no piece of a word', 'distribution', 'diffus', '-'],
    ['no piece that is too short', 'distribution', 'nos', '-'],
    ['one letter in a sentence nothing', 'relayed', 'plan n', '-'],
    ['nothing at all', 'relayed', '', '-'],
  ])('%s: to %s, « %s » is %s', (_what, question, typed, expected) => {
    expect(reads(question, typed)).toBe(expected);
  });

  test.each<[QuestionId, string, string]>([
    ['officials', 'I don’t know', 'dontKnow'],
    ['held', 'cancelled', 'cancelled'],
    ['held', 'it was postponed', 'postponed'],
    ['audience', 'mostly the general public', 'mostlyPublic'],
    ['comingBack', 'maybe', 'toConfirm'],
    ['siteLink', 'no website', 'noSite'],
  ])('the English words: to %s, “%s” is %s', (question, typed, expected) => {
    expect(reads(question, typed, 'en')).toBe(expected);
  });
});

describe('what is in doubt is asked back', () => {
  test.each<[QuestionId, string, string]>([
    ['held', 'non', 'cancelled|postponed'],
    ['relayed', 'oui ou non', 'yes|no'],
    ['audience', 'surtout', 'mostlySse|mostlyPublic'],
    ['held', 'annulé ou reporté', 'cancelled|postponed'],
    ['audience', 'moitié ESS, moitié grand public', 'half|mostlyPublic'],
  ])('to %s, « %s » may be %s', (question, typed, expected) => {
    expect(reads(question, typed)).toBe(expected);
  });
});

describe('a word that may turn it round', () => {
  test.each([
    'bien sûr que non',
    'oui mais un seul',
    'oui sauf le maire',
    'pas vraiment oui',
    'oui, aucun',
    'yes, not all',
    'never yes',
    'oui sans le maire',
  ])('in « %s » leaves no option', (typed) => {
    expect(reads('officials', typed)).toBe('-');
  });

  test.each<[QuestionId, string, string]>([
    ['officials', 'non, pas cette fois', 'no'],
    ['siteLink', "nous n'avons pas de site", 'noSite'],
    ['logo', 'jamais eu, sans doute', 'neverHad'],
  ])('says what a refusal says: to %s, « %s » is %s', (question, typed, expected) => {
    expect(reads(question, typed)).toBe(expected);
  });
});

test('only letters and digits of any script count', () => {
  expect(foldedWords('  Pas, du « tout » !  ')).toBe('pas du tout');
  expect(foldedWords('été — 2008…')).toBe('ete 2008');
  expect(foldedWords('да!')).toBe('да');
});
