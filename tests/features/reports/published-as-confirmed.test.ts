import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doForged } from '../../../scripts/attack/forging/wire.ts';
import type { Person } from '../../../src/playground/person.ts';
import { explainAll } from '../../support/publishing.ts';
import { startWorld, type World } from '../../support/world.ts';

describe.each(['slack', 'discord'] as const)('a bilan whose publication is confirmed on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  let colleague: Person;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-12-05T09:00:00+01:00' });
    coordinator = world.coordinator[platform];
    colleague = world.coordinator[platform === 'slack' ? 'discord' : 'slack'];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    await coordinator.command('/edition cloturer');
    await coordinator.press("Clore l'édition");
  });
  afterAll(() => world?.close());

  const published = () => world.database.prisma.reportPublication.findMany();
  async function expectShownAnew() {
    expect(await published()).toHaveLength(0);
    expect(coordinator.read()).toContain("Rien n'a été fait : depuis ce message, quelque chose a changé");
    expect(coordinator.read()).toContain("Le bilan part tel qu'il est en ce moment");
  }

  it('is published as it was shown, or shown anew', async () => {
    await explainAll(coordinator);
    await coordinator.press('Publier le bilan');
    expect(coordinator.read()).toContain('version 1 ? Voici ce qui part, et où');

    // A colleague writes a chapter meanwhile: nobody has confirmed that one.
    await colleague.command('/bilan rediger', { chapitre: 'Communication', texte: 'Une campagne réécrite.' });
    await coordinator.press('Publier maintenant');
    await expectShownAnew();

    // A figure moves, and it is still version 1.
    await colleague.command('/chiffres saisir', { chiffre: 'Affiches', valeur: '800', annee: '2026' });
    await explainAll(colleague);
    await coordinator.press('Publier maintenant');
    await expectShownAnew();
    expect(coordinator.read()).toContain('version 1 ? Voici ce qui part, et où');

    // A button from before this was looked at named the version alone.
    const { id } = await world.database.prisma.edition.findFirstOrThrow();
    const action = `bilan-publish-now:${id}/1`;
    await doForged(coordinator.platform, coordinator.user.id, coordinator.place.channel, { kind: 'press', action });
    await world.settle();
    coordinator.look();
    await expectShownAnew();

    // Nothing changes but the day, and that a colleague has the version made that was shown.
    await colleague.command('/bilan document');
    await world.goTo('2026-12-06T09:00:00+01:00');
    await coordinator.press('Publier maintenant');
    expect(coordinator.read()).toContain('est mis en page');
    const [one, ...others] = await published();
    expect(others).toEqual([]);
    expect(one?.version).toBe(1);
    expect(JSON.stringify(one?.outline)).toContain('Une campagne réécrite.');
  });
});
