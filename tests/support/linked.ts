import type { Person } from '../../src/playground/person.ts';

/** Has somebody link two accounts. The one who types the code is known by the other account from then on. */
export async function linkAccounts(one: Person, typist: Person): Promise<void> {
  await one.command('/profil lier');
  const code = /\b[2-9A-Z]{8}\b/.exec(one.read())?.[0] ?? '';
  await typist.command('/profil lier', { code });
  await typist.press('Réunir');
  one.look();
  await one.press("C'est bien moi");
}
