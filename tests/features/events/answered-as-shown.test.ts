import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
