import { expect } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import type { World } from '../../support/world.ts';

/** Far more looks than an erasure takes: how many it takes depends on what else is stored at that moment. */
const MOST_LOOKS = 30;

/** Lets time pass, so many minutes at once, until all erasures have ended. */
export async function untilErased(world: World, minutes = 1): Promise<void> {
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    await world.goTo(new Date(world.clock.now().getTime() + minutes * 60_000));
    if ((await world.database.prisma.erasure.count({ where: { endedAt: null } })) === 0) return;
  }
}

/** Has somebody erase themselves, and lets the minutes pass in which that ends. */
export async function eraseWholly(world: World, person: Person): Promise<void> {
  await person.command('/profil donnees');
  await person.press('Tout effacer');
  await person.press('Effacer pour toujours');
  await untilErased(world);
  await person.press('Où en est-ce ?');
  expect(person.read()).toContain('Tout est terminé');
}
