import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { openEdition, plain, propose } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import type { World } from '../../support/world.ts';

describe.each(platformsInTurn())('a proposal that changes while a coordinator looks at it, on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  let gil: Person;
  beforeAll(async () => {
    ({ world, coordinator, gil } = await openEdition(platform));
    await propose(gil, { title: 'Atelier vélo' });
  });
  afterAll(() => world?.close());

  it('is accepted by what it says now, and by what was shown before where only more was told of it since', async () => {
    // It is not accepted by what was shown before: what it says now is shown.
    await coordinator.command('/evenement file');
    await gil.command('/evenement modifier', { evenement: 'Atelier vélo' });
    await gil.fill({ title: 'Vente de vélos' });
    await coordinator.press('Accepter', { in: 'Atelier vélo' });
    expect(coordinator.read()).toContain("Rien n'est décidé");
    expect(coordinator.read()).toContain('Vente de vélos');
    expect((await world.database.prisma.event.findFirstOrThrow()).status).toBe('PROPOSED');
    expect(gil.look()).not.toContain('Bonne nouvelle');

    // It is accepted by the button below what it says now, and by its card, which says so too.
    await coordinator.press('Accepter', { in: "Rien n'est décidé" });
    expect(plain(coordinator.read())).toContain('« 1. Vente de vélos » est accepté');
    expect(gil.look()).toContain('Bonne nouvelle');
    await propose(gil, { title: 'Bourse' });
    await gil.command('/evenement modifier', { evenement: 'Bourse' });
    await gil.fill({ title: 'Bourse aux vélos' });
    await coordinator.press('Accepter', { in: 'Bourse aux vélos' });
    expect(plain(coordinator.read())).toContain('« 2. Bourse aux vélos » est accepté');

    // It is accepted by what was shown before where only more was told of it since.
    await propose(gil, { title: 'Goûter' });
    await coordinator.command('/evenement file');
    await gil.command('/evenement completer', { evenement: 'Goûter' });
    await gil.press('Compléter');
    await gil.fill({ description: 'Des gâteaux faits maison' });
    const { description } = await world.database.prisma.event.findFirstOrThrow({ where: { title: 'Goûter' } });
    expect(description).toBe('Des gâteaux faits maison');
    await coordinator.press('Accepter', { in: 'Goûter' });
    expect(plain(coordinator.read())).toContain('« 3. Goûter » est accepté');
  });
});
