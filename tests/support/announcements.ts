import type { SeenMessage } from '../../src/playground/local-platform.ts';
import type { Person } from '../../src/playground/person.ts';
import { plain } from './events.ts';
import type { Platform } from './platforms.ts';
import { startWorld, type World } from './world.ts';

/**
 * Returns the copies of an announcement that somebody can read, by its words; answers that only they see are left out.
 */
export function copies(reader: Person, words: string): readonly SeenMessage[] {
  return reader
    .screen()
    .filter(({ text, onlyForYou }) => !onlyForYou && /^📣/u.test(text) && plain(text).includes(words));
}

/** Returns the state of an announcement that the bot keeps up to date in private; '' when there is none. */
export function followed(reader: Person): string {
  const found = reader.screen().findLast(({ text, onlyForYou }) => !onlyForYou && text.includes("État de l'annonce"));
  return plain(found?.text ?? '');
}

/** Brings in somebody new, the first member of a new organisation in this commune. */
export async function member(
  world: World,
  platform: Platform,
  name: string,
  organisation: string,
  commune: string,
): Promise<Person> {
  const person = world.person(platform, name);
  await person.command('/structure creer', { nom: organisation, commune });
  return person;
}

/** Has a coordinator send an announcement to people in private, at once. */
export async function announceInPrivate(
  coordinator: Person,
  texte: string,
  { urgent = false }: { readonly urgent?: boolean } = {},
): Promise<void> {
  await coordinator.command('/annonce diffuser', { texte });
  await coordinator.choose("Où l'envoyer", 'messages privés');
  if (urgent) await coordinator.press('Urgent');
  await coordinator.press('Diffuser maintenant');
}

/** Opens an edition at the beginning of its Month; two people take part, each for an organisation. */
export async function twoMembers(platform: Platform) {
  const world = await startWorld({ at: '2026-11-02T10:00:00+01:00' });
  const coordinator = world.coordinator[platform];
  await coordinator.command('/edition ouvrir', { annee: '2026' });
  const ana = await member(world, platform, 'Ana', 'Le Fournil', 'Amiens');
  const zoe = await member(world, platform, 'Zoé', 'Le Moulin', 'Amiens');
  return { world, coordinator, ana, zoe };
}
