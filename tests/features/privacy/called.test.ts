import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../../../src/database/transaction.ts';
import type { Person } from '../../../src/playground/person.ts';
import { planPurge } from '../../../src/schedule/purge.ts';
import { copies, member } from '../../support/announcements.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { messagesNaming, tablesNaming } from '../../support/traces.ts';
import { startWorld, type World } from '../../support/world.ts';
import { untilErased } from './erasing.ts';

const DAY_MS = 86_400_000;

describe.each(platformsInTurn())('somebody whom a message to an organisation calls, on %s', (platform) => {
  let world: World;
  let reader: Person;
  let coordinator: Person;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-09-15T09:00:00+02:00' });
    coordinator = world.coordinator[platform];
    reader = await member(world, platform, 'Bob', 'Le Fournil', 'Amiens');
  });
  afterAll(() => world?.close());

  const isCalled = (person: Person, words: string) =>
    messagesNaming(world, [person.user.id, person.name]).filter((message) => message.includes(words));

  /** Brings in a colleague of the reader's, whom an announcement to their organisation calls where that has a thread. */
  async function colleagueCalled(name: string, texte: string): Promise<Person> {
    const colleague = world.person(platform, name);
    await colleague.command('/mois');
    const whom = { personne: coordinator.mention(colleague), structure: 'Le Fournil' };
    await coordinator.command('/structure ajouter', whom);
    await coordinator.command('/annonce diffuser', { texte });
    await coordinator.choose("Où l'envoyer", 'conversation par structure');
    await coordinator.press('Préciser le public');
    await coordinator.press('Choisir des structures');
    await coordinator.choose('Ajouter des structures', 'Le Fournil');
    await coordinator.press('Diffuser maintenant');
    await world.runDue();
    if (platform === 'discord') expect(isCalled(colleague, texte)).toHaveLength(1);
    return colleague;
  }

  async function erase(person: Person): Promise<void> {
    await person.command('/profil donnees');
    await person.press('Tout effacer');
    await person.press('Effacer pour toujours');
    await untilErased(world);
    await person.press('Où en est-ce ?');
    expect(person.read()).toContain('Tout est terminé');
  }

  it('is called no more once she is erased; what it says stays for the others', async () => {
    const words = 'Le four ouvre à 8 heures';
    const camille = await colleagueCalled('Camille Roussel', words);
    await erase(camille);
    expect(isCalled(camille, words)).toEqual([]);
    expect(copies(reader, words)).toHaveLength(1);
  });

  it('is called no more by one whose words are no longer stored, which goes whole', async () => {
    const words = 'Le four ouvre à 9 heures';
    const paule = await colleagueCalled('Paule Vidal', words);
    await world.goTo(new Date(world.clock.now().getTime() + 100 * DAY_MS));
    for (const region of await world.database.prisma.region.findMany()) {
      const scope = { region: { ...region, locale: 'fr' as const }, now: world.clock.now() };
      await inTransaction(world.database, (tx) => planPurge({ tx, ...scope }));
    }
    await world.runDue();
    expect(await tablesNaming(world, [words])).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^Delivery/)]),
    );
    await erase(paule);
    expect(isCalled(paule, words)).toEqual([]);
  });
});
