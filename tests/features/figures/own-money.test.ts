import { describe, expect, it } from 'vitest';
import { splitBudget } from '../../../src/features/figures/own-money.ts';

const lines = (...funders: readonly string[]) => funders.map((funder, at) => ({ funder, amount: 1_000 * (at + 1) }));

describe('the chamber’s own money', () => {
  it.each(['Fonds propres', 'AUTOFINANCEMENT', 'Ressources propres de la CRESS', 'Own funds', 'Self-funding'])(
    'is what says so: %s',
    (own) => {
      expect(splitBudget(lines(own, 'Conseil régional'), 'CRESS')).toEqual({ own: 1_000, external: 2_000 });
    },
  );

  it.each([
    ['CRESS', 'CRESS Hauts-de-France'],
    ['cress', 'CRESS'],
    ['CRESS Hauts-de-France', 'CRESS Hauts-de-France'],
  ])('is a line named after it, too: %s of %s', (funder, chamber) => {
    expect(splitBudget(lines(funder, 'Région'), chamber)).toEqual({ own: 1_000, external: 2_000 });
  });

  it.each([
    ['of somebody else', ['Conseil régional', 'Département de la Somme'], 'CRESS'],
    ['whose name only begins alike', ['CRESSON bio'], 'CRESS'],
    ['of a chamber without a name', ['Région'], ''],
    ['of nobody', [], 'CRESS'],
  ])('isn’t known from lines %s: nothing isn’t said of it', (_, funders, chamber) => {
    expect(splitBudget(lines(...funders), chamber)).toBeNull();
  });
});
