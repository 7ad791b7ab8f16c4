import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organiser, plain } from '../../support/events.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2027-10-01T09:00:00+02:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2027' });
});
afterAll(() => world?.close());

const rest = { title: 'Portes ouvertes', pitch: 'Venez.', place: 'Salle des fêtes, Laon', contact: 'Ana' };

describe.each(['slack', 'discord'] as const)('days with their hours, proposed on %s', (platform) => {
  it('are read with the hours between the first day and the last, and are asked where a dash leaves it open', async () => {
    const ana = await organiser(world, platform, `Ana ${platform}`, `Les Jardins ${platform}`);
    await ana.command('/evenement proposer');
    await ana.fill({ ...rest, when: '14/11/2027 9h à 17h au 16/11/2027' });
    const series =
      'dimanche 14 novembre 2027 de 9 h à 17 h, lundi 15 novembre 2027 de 9 h à 17 h et mardi 16 novembre 2027 de 9 h à 17 h';
    expect(plain(ana.read())).toContain(series);
    await ana.correct();
    await ana.fill({ when: '14/11/2027 9h à 17h - 16/11/2027' });
    expect(plain(ana.read())).toContain('peut se lire de plusieurs façons');
    expect(plain(ana.read())).not.toContain("Il manque l'heure");
  });
});
