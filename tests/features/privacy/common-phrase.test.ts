import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copiesOf, platforms, type TiedWorld, tiedWorld } from '../../support/tied-world.ts';
import { eraseWholly } from './erasing.ts';

describe.each(platforms)('somebody on %s who was called like what the region speaks of', (title, side) => {
  let tied: TiedWorld;
  beforeAll(async () => {
    tied = await tiedWorld();
  });
  afterAll(() => tied?.world.close());

  it('takes nobody’s words apart when they are erased', async () => {
    const { world } = tied;
    const coordinator = world.coordinator[side];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    await coordinator.command('/edition theme', { nom: 'Alimentation durable' });
    await coordinator.command('/equipe donnees', { chambre: 'CRESS Picardie', contact: 'donnees@cress.example' });
    const spokenOf = ['CRESS Picardie', "Mois de l'ESS 2026", "Mois de l'ESS", 'Alimentation durable'];
    const camille = world.person(side, spokenOf[0] ?? '');
    for (const [at, name] of spokenOf.entries()) {
      await world.restartBot(async () => world[side].renameUser(camille.user.id, name));
      await camille.write('general', `Bonjour ${at} de ${title}`);
    }
    await world.restartBot(async () => world[side].renameUser(camille.user.id, 'Camille Roussel'));
    const said = [`La CRESS Picardie prépare le Mois de l'ESS`, `Alimentation durable au Mois de l'ESS 2026`];
    for (const words of said) await tied.people[side].write('general', `${words} : Camille Roussel de ${title}`);

    await eraseWholly(world, camille);
    const reader = tied.people[tied.other[side]];
    for (const words of said) expect(copiesOf(reader, `${words} : personne effacée de ${title}`)).toHaveLength(1);
  });
});
