import { expect } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import type { World } from '../../support/world.ts';

/** Has somebody erase themselves, and lets the minutes pass in which that ends. */
export async function eraseWholly(world: World, person: Person): Promise<void> {
  await person.command('/profil donnees');
  await person.press('Tout effacer');
  await person.press('Effacer pour toujours');
  for (let times = 0; times < 8; times += 1) await world.goTo(new Date(world.clock.now().getTime() + 60_000));
  await person.press('Où en est-ce ?');
  expect(person.read()).toContain('Tout est terminé');
}
