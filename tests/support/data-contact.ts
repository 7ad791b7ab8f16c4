import type { Person } from '../../src/playground/person.ts';

/** Says whom people ask about their data, which otherwise waits for the coordinators. */
export async function giveDataContact(coordinator: Person): Promise<void> {
  await coordinator.command('/equipe donnees', { chambre: 'CRESS', contact: 'donnees@cress.example' });
}
