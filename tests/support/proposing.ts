import type { Person } from '../../src/playground/person.ts';
import { asTyped } from '../../src/texts/typography.ts';
import type { Platform } from './platforms.ts';
import type { World } from './world.ts';

export { asTyped as plain } from '../../src/texts/typography.ts';

/** Returns what somebody reads, with ordinary spaces. */
export const reads = (person: Person): string => asTyped(person.read());

/** Brings in somebody new, the first member of a new organisation. */
export async function organiser(
  world: World,
  platform: Platform,
  name: string,
  { locale = 'fr', organisation = `${name} sur ${platform}` }: { locale?: 'fr' | 'en'; organisation?: string } = {},
): Promise<Person> {
  const person = world.person(platform, name, { locale });
  await person.command('/structure creer', { nom: organisation });
  return person;
}

export const proposal = {
  titre: 'Portes ouvertes',
  date: '14 novembre de 14h à 18h',
  lieu: 'Salle des fêtes, Beauvais',
  phrase: 'Venez voir comment on cultive ensemble.',
  contact: 'Ana, 03 44 00 00 00',
} as const;

/** Proposes an event in one command, which is shown back, refused or asked about. */
export async function proposing(person: Person, given: Partial<Record<keyof typeof proposal, string>>): Promise<void> {
  await person.command('/evenement proposer', { ...proposal, ...given });
}

/** Returns what the open form holds in a field. */
export function held(person: Person, field: string): string {
  const found = person.form().fields.find(({ id }) => id === field);
  if (!found) throw new Error(`the form has no field ${field}`);
  return found.value.join(', ');
}
