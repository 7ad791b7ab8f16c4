import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { openEdition, propose } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import type { World } from '../../support/world.ts';

describe.each(platformsInTurn())('the coordinators’ question that becomes another one, on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  let gil: Person;
  beforeAll(async () => {
    ({ world, coordinator, gil } = await openEdition(platform));
  });
  afterAll(() => world?.close());

  const ask = async (title: string, question: string) => {
    await coordinator.command('/evenement file');
    await coordinator.press('Demander une précision', { in: title });
    await coordinator.fill({ question });
  };
  const found = (title: string) => world.database.prisma.event.findFirstOrThrow({ where: { title } });

  it('is not answered below the former one: it is shown, and answered there', async () => {
    await propose(gil, { title: 'Atelier vélo' });
    await ask('Atelier vélo', 'Faut-il un vélo ?');
    await ask('Atelier vélo', 'Et combien de places ?');
    await gil.press('Répondre', { in: 'Faut-il un vélo ?' });
    expect(gil.platform.form(gil.user.id)).toBeNull();
    expect(gil.read()).toContain("Rien n'est parti");
    expect(gil.read()).toContain('Et combien de places ?');
    await gil.press('Répondre', { in: "Rien n'est parti" });
    await gil.fill({ answer: 'Douze' });
    expect(await found('Atelier vélo')).toMatchObject({ status: 'PROPOSED', statusAnswer: 'Douze' });
    await coordinator.command('/evenement file');
    await coordinator.press('Accepter', { in: 'Atelier vélo' });
  });

  it('is not answered by a form that was open: what was typed comes back beside it', async () => {
    await propose(gil, { title: 'Bourse' });
    await ask('Bourse', 'Qui peut vendre ?');
    await gil.press('Répondre', { in: 'Qui peut vendre ?' });
    await ask('Bourse', 'À quel prix ?');
    await gil.fill({ answer: 'Tout le monde' });
    expect(gil.read()).toContain("Rien n'est parti");
    expect(gil.read()).toContain('À quel prix ?');
    expect(gil.read()).toContain('Tout le monde');
    expect(await found('Bourse')).toMatchObject({ status: 'QUESTIONED', statusAnswer: null });
    await gil.press('Corriger');
    await gil.fill({ answer: 'Un euro' });
    expect(gil.read()).toContain('Un euro');
    await gil.press('Envoyer tout de même');
    expect(await found('Bourse')).toMatchObject({ status: 'PROPOSED', statusAnswer: 'Un euro' });
  });
});

describe.each(platformsInTurn())(
  'the coordinators’ question, asked on %s while the proposal is being changed,',
  (platform) => {
    let world: World | undefined;
    afterEach(async () => {
      await world?.close();
      world = undefined;
    });

    async function proposed(title: string) {
      const opened = await openEdition(platform);
      world = opened.world;
      await propose(opened.gil, { title });
      const ask = async (question: string) => {
        await opened.coordinator.press('Demander une précision', { in: title });
        await opened.coordinator.fill({ question });
      };
      const found = () => opened.world.database.prisma.event.findFirstOrThrow({ where: { title } });
      return { gil: opened.gil, ask, found };
    }

    it('is not answered by a change that was begun before it was asked, and is by one begun since', async () => {
      const { gil, ask, found } = await proposed('Chorale');
      await gil.command('/evenement modifier', { evenement: 'Chorale' });
      await ask('Combien de chanteurs ?');
      await gil.fill({ pitch: 'Venez chanter.' });
      expect(gil.read()).toContain('est enregistré');
      expect(gil.read()).toContain('La coordination a posé une question pendant que vous écriviez');
      expect(gil.read()).toContain('Combien de chanteurs ?');
      expect(gil.sees('Répondre')).toBe(true);
      expect(await found()).toMatchObject({ status: 'QUESTIONED', pitch: 'Venez chanter.' });
      await gil.command('/evenement modifier', { evenement: 'Chorale' });
      await gil.fill({ pitch: 'Venez chanter à trente.' });
      expect(gil.read()).not.toContain('pendant que vous écriviez');
      expect(await found()).toMatchObject({ status: 'PROPOSED', pitch: 'Venez chanter à trente.' });
    });

    it('is not answered by more dates that were begun before it was asked', async () => {
      const { gil, ask, found } = await proposed('Marché');
      await gil.command('/evenement completer', { evenement: 'Marché' });
      await gil.press('Compléter la fiche');
      await ask('Sous quelle halle ?');
      await gil.fill({ when: '21 novembre 2026 10h', price: 'Gratuit' });
      expect(gil.read()).toContain('pendant que vous écriviez');
      expect(await found()).toMatchObject({ status: 'QUESTIONED' });
    });
  },
);
