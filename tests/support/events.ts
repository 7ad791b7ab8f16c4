import type { Person } from '../../src/playground/person.ts';
import type { Platform } from './platforms.ts';
import { startWorld, type World, type WorldOptions } from './world.ts';

export { asTyped as plain } from '../../src/texts/typography.ts';

/** Brings in somebody new, the first member of a new organisation. */
export async function organiser(
  world: World,
  platform: Platform,
  name: string,
  organisation: string,
  locale: 'fr' | 'en' = 'fr',
): Promise<Person> {
  const person = world.person(platform, name, { locale });
  await person.command('/structure creer', { nom: organisation });
  return person;
}

/**
 * Starts a world with an edition that takes proposals, a coordinator of it, and Gil, who has just created an
 * organisation.
 */
export async function openEdition(
  platform: Platform,
  more: WorldOptions = {},
): Promise<{ readonly world: World; readonly coordinator: Person; readonly gil: Person }> {
  const world = await startWorld({ at: '2026-09-15T09:00:00+02:00', ...more });
  const coordinator = world.coordinator[platform];
  await coordinator.command('/edition ouvrir', { annee: '2026' });
  return { world, coordinator, gil: await organiser(world, platform, 'Gil', 'Repair Café') };
}

const usual = {
  when: 'samedi 14 novembre de 14h à 18h',
  place: 'Salle des fêtes, Beauvais',
  pitch: 'Venez voir comment on cultive ensemble.',
  contact: '03 44 00 00 00',
};

/** Fills the form to propose and sends it, up to the review. */
export async function write(person: Person, given: { title: string } & Partial<typeof usual>): Promise<void> {
  await person.command('/evenement proposer');
  await person.fill({ ...usual, ...given });
}

export async function propose(person: Person, given: { title: string } & Partial<typeof usual>): Promise<void> {
  await write(person, given);
  await person.press(person.sees('Proposer') ? 'Proposer' : 'Propose');
}

/** Brings in an organiser with one accepted event, whose title ends with the platform. */
export async function organiserWithEvent(
  world: World,
  platform: Platform,
  name: string,
  title: string,
  when: string,
): Promise<Person> {
  const person = await organiser(world, platform, name, `Structure de ${name} ${platform}`);
  await propose(person, { title: `${title} ${platform}`, when, place: 'Salle des fêtes, Beauvais' });
  await world.coordinator[platform].press('Accepter');
  person.look();
  return person;
}
