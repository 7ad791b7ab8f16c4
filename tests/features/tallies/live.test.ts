import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-10-01T09:00:00+02:00' });
});
afterAll(() => world?.close());

describe('x', () => {
  it('shows', async () => {
    const c = world.coordinator.slack;
    await c.command('/edition ouvrir', { annee: '2026' });
    for (const p of ['slack', 'discord'] as const) {
      await world.coordinator[p].command('/chiffres afficher');
      console.log(world.coordinator[p].read());
      await world.coordinator[p].command('/chiffres saisir', { chiffre: 'Affiches', valeur: 'environ 800' });
      console.log(world.coordinator[p].read());
      await world.coordinator[p].command('/bilan apercu');
      console.log(world.coordinator[p].read());
      await world.coordinator[p].command('/bilan document');
      console.log(world.coordinator[p].read(), world.coordinator[p].news.flatMap((m) => m.files));
    }
  });
});
