import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { startWorld, type World } from '../../support/world.ts';
import { both } from '../events/support.ts';

describe.each(both)('a coordinator who becomes a delegate, on %s', (platform) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-09-14T10:00:00+02:00' });
  });
  afterAll(() => world?.close());

  async function named(person: Person, role: Readonly<Record<string, string>>): Promise<void> {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/equipe nommer', { personne: coordinator.mention(person), ...role });
  }

  it('neither corrects nor withdraws what they announced to the whole region', async () => {
    const coordinator = world.coordinator[platform];
    const nina = world.person(platform, `Nina ${platform}`);
    await named(nina, { role: 'Coordination' });
    await nina.command('/annonce diffuser', { texte: `Réunion générale ${platform}` });
    await nina.press('Diffuser maintenant');
    await nina.command('/annonce etat');
    expect(nina.sees("Retirer l'annonce")).toBe(true);

    await coordinator.command('/equipe retirer', { personne: coordinator.mention(nina) });
    await coordinator.press('Retirer');
    await named(nina, { role: "Délégué d'un département", departement: '60' });
    // The buttons still stand where she read them.
    await nina.press("Retirer l'annonce");
    expect(nina.read()).toContain("n'existe plus, ou n'est pas de votre région");
    await nina.command('/annonce etat');
    expect(nina.read()).not.toContain('Réunion générale');
    const left = await world.database.prisma.announcement.findFirstOrThrow({
      where: { text: `Réunion générale ${platform}` },
    });
    expect(left.status).toBe('LEFT');
  });
});
