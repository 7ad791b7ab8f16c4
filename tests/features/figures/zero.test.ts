import { expect, it } from 'vitest';
import { measureText, numberText } from '../../../src/features/figures/words.ts';
import { translator } from '../../../src/texts/translator.ts';
import { asTyped } from '../../../src/texts/typography.ts';

const t = translator('fr', 'Europe/Paris');

it.each(['estimated', 'at_least'] as const)('a zero that is %s is told as the bound it is', (precision) => {
  expect(asTyped(measureText(t, { value: 0, precision }, 'events'))).toBe('0 événement ou plus');
  expect(asTyped(numberText(t, { value: 0, precision }))).toBe('0 ou plus');
});

it('an exact zero, and an estimate of some, are told as they are', () => {
  expect(asTyped(measureText(t, { value: 0, precision: 'exact' }, 'events'))).toBe('0 événement');
  expect(asTyped(measureText(t, { value: 12, precision: 'estimated' }, 'events'))).toBe('environ 12 événements');
});
