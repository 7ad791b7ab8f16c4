import type { Person } from '../../../src/playground/person.ts';
import { organiser } from '../../support/proposing.ts';
import { startWorld, type World } from '../../support/world.ts';

/** An edition with one accepted event, "Portes ouvertes", and the people who note articles about it. */
export interface PressReview {
  readonly world: World;
  /** The coordinator. */
  readonly claire: Person;
  /** A member of Le Moulin. */
  readonly ana: Person;
  /** A member of La Ruche. */
  readonly bob: Person;
}

/** Starts it; `host` is who has proposed the event. */
export async function startPressReview(platform: 'slack' | 'discord', host: 'ana' | 'bob'): Promise<PressReview> {
  const world = await startWorld({ at: '2026-11-16T09:00:00+01:00' });
  const claire = world.coordinator[platform];
  await claire.command('/edition ouvrir', { annee: '2026' });
  const ana = await organiser(world, platform, 'Ana', { organisation: 'Le Moulin' });
  const bob = await organiser(world, platform, 'Bob', { organisation: 'La Ruche' });
  const by = { ana, bob }[host];
  await by.command('/evenement proposer', {
    ...{ titre: 'Portes ouvertes', date: '21 novembre de 14h à 18h', lieu: 'Salle des fêtes, Beauvais' },
    ...{ phrase: 'Venez.', contact: `${by.name}, 03 44 00 00 00` },
  });
  await by.press('Proposer');
  await claire.press('Accepter');
  return { world, claire, ana, bob };
}
