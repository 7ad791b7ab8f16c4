import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organiser, plain, propose } from '../../support/events.ts';
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
    const series = 'du dimanche 14 au mardi 16 novembre 2027, de 9 h à 17 h';
    expect(plain(ana.read())).toContain(series);
    await ana.correct();
    await ana.fill({ when: '14/11/2027 9h à 17h - 16/11/2027' });
    expect(plain(ana.read())).toContain('peut se lire de plusieurs façons');
    expect(plain(ana.read())).not.toContain("Il manque l'heure");
  });

  it('are told together, and of a change of one of them only that one is told', async () => {
    const coordinator = world.coordinator[platform];
    const bob = await organiser(world, platform, `Bob ${platform}`, `Le Moulin ${platform}`);
    const title = `Expo ${platform}`;
    await propose(bob, { ...rest, title, when: '14, 15, 16 et 20 novembre 2027 9h-17h' });
    await coordinator.press('Accepter', { in: title });
    await bob.command('/evenement voir', { evenement: title });
    expect(plain(bob.read())).toContain(
      'du dimanche 14 au mardi 16 novembre 2027, de 9 h à 17 h ; samedi 20 novembre 2027 de 9 h à 17 h',
    );
    const told = async (when: string) => {
      await bob.command('/evenement modifier', { evenement: title });
      await bob.fill({ when });
      if (bob.sees('Enregistrer les nouvelles dates')) await bob.press('Enregistrer les nouvelles dates');
      return plain(coordinator.look());
    };
    expect(await told('14, 15, 16 et 21 novembre 2027 9h-17h')).toContain(
      'Quand samedi 20 novembre 2027 de 9 h à 17 h → dimanche 21 novembre 2027 de 9 h à 17 h',
    );
    expect(await told('14, 15, 16, 21, 22 et 23 novembre 2027 9h-17h')).toContain(
      'Quand en plus : les lundi 22 et mardi 23 novembre 2027, de 9 h à 17 h',
    );
    expect(await told('14, 15 et 16 novembre 2027 9h-17h')).toContain(
      'Quand retiré : du dimanche 21 au mardi 23 novembre 2027, de 9 h à 17 h',
    );
  });
});
