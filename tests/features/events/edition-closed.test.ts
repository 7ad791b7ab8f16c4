import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { openEdition, propose } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import type { World } from '../../support/world.ts';

const CLOSED = "L'édition 2026 est déjà close";
const DECIDING = ['Accepter', 'Demander une précision', 'Refuser'];

describe.each(platformsInTurn())('proposals whose edition was closed without a decision, on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  let gil: Person;
  beforeAll(async () => {
    ({ world, coordinator, gil } = await openEdition(platform));
  });
  afterAll(() => world?.close());

  const status = async (title: string) =>
    (await world.database.prisma.event.findFirstOrThrow({ where: { title } })).status;
  const ask = async (title: string) => {
    await coordinator.press('Demander une précision', { in: title });
    await coordinator.fill({ question: 'Où se garer ?' });
  };

  it('are decided on, asked about and answered no more, and their cards say why', async () => {
    for (const title of ['Bal', 'Troc', 'Visite']) await propose(gil, { title });
    await ask('Troc');
    await ask('Visite');
    coordinator.look();
    await coordinator.press('Accepter', { in: 'Visite' });
    await coordinator.command('/evenement file');
    expect(coordinator.read()).toContain('2 propositions attendent');
    await coordinator.command('/edition cloturer');
    await coordinator.press("Clore l'édition");
    expect(coordinator.read()).toContain('est close');
    gil.look();

    // Somebody who saw nothing of it presses what stands there still.
    for (const button of DECIDING) {
      await coordinator.press(button, { in: 'Bal' });
      expect([button, coordinator.read()]).toEqual([button, expect.stringContaining(CLOSED)]);
    }
    await gil.press('Répondre', { in: 'Troc' });
    expect(gil.read()).toContain(CLOSED);
    expect([await status('Bal'), await status('Troc')]).toEqual(['PROPOSED', 'QUESTIONED']);
    expect(gil.look()).not.toContain('« Bal » est accepté');
    await coordinator.command('/evenement file');
    expect(coordinator.read()).toContain("Aucune proposition n'attend");
    await gil.command('/evenement reporter', { evenement: 'Bal' });
    await gil.fill({ when: '20 novembre 14h' });
    expect(gil.read()).toContain(CLOSED);

    // What was asked about an accepted event can still be said.
    await gil.press('Répondre', { in: 'Visite' });
    await gil.fill({ answer: 'Derrière la mairie.' });
    expect(gil.read()).toContain('Votre événement est déjà accepté');

    await world.runDue();
    const cards = coordinator.screen().filter(({ text }) => text.includes("L'édition est close"));
    expect(cards).toHaveLength(2);
    expect(cards.flatMap(({ controls }) => controls)).toEqual([]);
  });
});
