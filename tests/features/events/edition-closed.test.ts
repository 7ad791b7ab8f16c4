import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { openEdition, propose } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import type { World } from '../../support/world.ts';

const LAPSED = "n'a pas reçu de décision et n'en recevra plus";
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
      expect([button, coordinator.read()]).toEqual([button, expect.stringContaining(LAPSED)]);
      expect(coordinator.sees('Voir la fiche')).toBe(true);
    }
    await gil.press('Répondre', { in: 'Troc' });
    expect(gil.read()).toContain(LAPSED);
    expect(gil.read()).toContain("dès qu'une nouvelle édition sera ouverte");
    expect([await status('Bal'), await status('Troc')]).toEqual(['PROPOSED', 'QUESTIONED']);
    expect(gil.look()).not.toContain('« Bal » est accepté');
    await coordinator.command('/evenement file');
    expect(coordinator.read()).toContain("Aucune proposition n'attend");
    for (const command of ['reporter', 'modifier', 'completer', 'annuler', 'coorganiser']) {
      await gil.command(`/evenement ${command}`, { evenement: 'Bal' });
      expect([command, gil.read()]).toEqual([command, expect.stringContaining(LAPSED)]);
    }

    // What was asked about an accepted event can still be said.
    await gil.press('Répondre', { in: 'Visite' });
    await gil.fill({ answer: 'Derrière la mairie.' });
    expect(gil.read()).toContain('Votre événement est déjà accepté');

    // Its sheet offers nothing that would be refused, and no list holds it.
    await gil.press('Voir la fiche', { in: 'Bal' });
    expect(gil.read()).toContain("L'édition est close");
    for (const button of [
      'Modifier',
      'Compléter la fiche',
      'Reporter',
      "Annuler l'événement",
      'Inviter à co-organiser',
    ])
      expect([button, gil.sees(button)]).toEqual([button, false]);
    expect(gil.sees('Dupliquer')).toBe(true);
    await gil.command('/evenement liste');
    expect(gil.read()).toContain('Visite');
    expect(gil.read()).not.toContain('Bal');
    await gil.command('/evenement modifier', { evenement: 'Visite' });
    expect(gil.form().title).toContain('Modifier');
    await gil.command('/evenement reporter');
    const [event] = gil.form().fields.filter(({ id }) => id === 'event');
    expect(event?.options.map(({ label }) => label).join()).not.toMatch(/Bal|Troc/u);

    await world.runDue();
    const cards = coordinator.screen().filter(({ text }) => text.includes("L'édition est close"));
    expect(cards).toHaveLength(2);
    expect(cards.flatMap(({ controls }) => controls)).toEqual([]);
    // What was decided stands, and nothing offers to take it back.
    const decided = coordinator.screen().filter(({ text }) => text.includes('Accepté par'));
    expect(decided).toHaveLength(1);
    expect(decided.flatMap(({ controls }) => controls)).toEqual([]);
  });

  it('leave the queues that were shown before, once a button there is pressed', async () => {
    const other = await openEdition(platform);
    for (const title of ['Bal', 'Troc']) await propose(other.gil, { title });
    for (const _ of DECIDING) await other.coordinator.command('/evenement file');
    await other.coordinator.command('/edition cloturer');
    await other.coordinator.press("Clore l'édition");
    const queues = () => other.coordinator.screen().filter(({ text }) => text.includes('2 propositions attendent'));
    expect(queues()).toHaveLength(3);
    for (const [index, button] of DECIDING.entries()) {
      await other.coordinator.press(button, { in: '2 propositions attendent' });
      expect(other.coordinator.look()).toContain(LAPSED);
      expect([button, queues().length]).toEqual([button, 2 - index]);
    }
    await other.world.close();
  });
});
