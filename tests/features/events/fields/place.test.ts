import { describe, expect, it } from 'vitest';
import { ChoiceNeeded } from '../../../../src/chat/user-error.ts';
import { placeText, readEventPlace } from '../../../../src/features/events/fields/place.ts';

const region = { name: 'Picardie', departments: ['02', '60', '80'] };

function asked(typed: string): ChoiceNeeded {
  try {
    readEventPlace(typed, region);
  } catch (error) {
    if (error instanceof ChoiceNeeded) return error;
    throw error;
  }
  throw new Error(`« ${typed} » reads`);
}

describe('the commune that was meant takes the place of what was typed', () => {
  it.each([
    ['Salle des fêtes, Saint-Martin', 'Saint-Martin-Rivière', 'Salle des fêtes, Saint-Martin-Rivière (Aisne)'],
    ['Saint Martin, salle des fêtes', 'Saint-Martin-Rivière', 'salle des fêtes, Saint-Martin-Rivière (Aisne)'],
    ['Salle des fêtes, Beavais', 'Beauvais', 'Salle des fêtes, Beauvais (Oise)'],
    ['Saint-Mart', 'Saint-Martin-Longueau', 'Saint-Martin-Longueau (Oise)'],
    ['Maison à Saint-Mart', 'Saint-Martin-Longueau', 'Maison, Saint-Martin-Longueau (Oise)'],
    ['Médiathèque, Lille', 'Lille', 'Médiathèque, Lille (Nord)'],
  ])('« %s » meaning %s', (typed, name, text) => {
    const option = asked(typed).options.find(({ label }) => label.startsWith(`${name} (`));
    expect(placeText(readEventPlace(typed, region, option?.value))).toBe(text);
  });
});

it.each([
  ['Médiathèque, Lille', 'events.errors.placeOutside'],
  ['Salle des fêtes, Beavais', 'events.errors.thisPlace'],
  ['Salle des fêtes, Saint-Martin', 'events.errors.whichPlace'],
])('« %s » is asked about in its own words', (typed, key) => {
  expect(asked(typed).id).toBe(key);
});
