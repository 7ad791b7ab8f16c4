import { expect, it } from 'vitest';
import { ChoiceNeeded, UserError } from '../../../src/chat/user-error.ts';
import { monthOf } from '../../../src/dates/index.ts';
import { exampleMoment } from '../../../src/reading/when/example.ts';
import { readWhen } from '../../../src/reading/when/read-when.ts';
import { isTextKey, type Locale, textIn } from '../../../src/texts/index.ts';
import { translator } from '../../../src/texts/translator.ts';

const PARIS = 'Europe/Paris';
const now = new Date('2026-11-25T09:00:00+01:00');
const within = monthOf(2027, 11, PARIS);

function refused(typed: string, locale: Locale) {
  try {
    readWhen({ t: translator(locale, PARIS), now }, typed, 'when', { within });
  } catch (error) {
    if (!(error instanceof UserError && isTextKey(error.id))) throw error;
    const options = error instanceof ChoiceNeeded ? error.options.map(({ value }) => value) : [];
    return { words: textIn(locale, error.id, error.values), options };
  }
  throw new Error(`« ${typed} » reads`);
}

it.each([
  ['fr', 'samedi 14 novembre 14h', 'Le 14 novembre 2027 est un dimanche.'],
  ['fr', 'lundi 2 novembre 14h et mardi 2 novembre 18h', 'Le 2 novembre 2027 est un mardi.'],
  ['en', 'Saturday 14 November 2pm', '14 November 2027 is a Sunday.'],
] as const)('says in %s which weekday the date of « %s » is', (locale, typed, words) => {
  const read = refused(typed, locale);
  expect(read.words).toContain(words);
  expect(read.options.length).toBeGreaterThan(1);
});

it.each([
  'hier',
  'hier 14h',
  '29/03/2026 02:30',
  '14/11/2020 de 18h à 14h',
  '14/11/2020 14h',
  '2020-11-14T14:00',
  '2020-11-14',
  '2020-11-13/2020-11-14',
])('« %s » is refused without a choice, in words', (typed) => {
  const { words, options } = refused(typed, 'fr');
  expect(options).toEqual([]);
  expect(words).toContain('samedi 6 novembre 2027 18 h 30-20 h');
  expect(words).not.toMatch(/\d{4}-\d\d/);
});

it('gives an example that reads, also between two editions', () => {
  for (const locale of ['fr', 'en'] as const) {
    const context = { t: translator(locale, PARIS), now };
    for (const reading of [{ within }, { within: monthOf(2025, 11, PARIS) }, {}]) {
      const example = exampleMoment(context, reading);
      expect(readWhen(context, example, 'when', reading)).toHaveLength(1);
    }
  }
});
