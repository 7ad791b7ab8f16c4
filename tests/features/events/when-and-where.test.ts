import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organiser, plain, write } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-11-25T09:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2027' });
});
afterAll(() => world?.close());

const ISO = /\d{4}-\d\d-\d\d/;

it('dates are suggested in the edition while one types on Discord', async () => {
  const { user, place } = world.coordinator.discord;
  for (const [path, option] of [
    ['/evenement proposer', 'date'],
    ['/evenement reporter', 'date'],
  ] as const) {
    const none = await world.discord.suggest(user.id, place, path, option, '');
    expect(plain(none[0]?.label ?? '')).toBe('samedi 6 novembre 2027 à 18 h 30');
    const some = await world.discord.suggest(user.id, place, path, option, '14 novembre 18h');
    expect(plain(some[0]?.label ?? '')).toBe('dimanche 14 novembre 2027 à 18 h');
  }
});

describe.each(platformsInTurn())('dates and places typed on %s', (platform) => {
  it("says which weekday it is, and keeps a chosen date's end when it is put right", async () => {
    const ana = await organiser(world, platform, 'Ana', `Les Jardins ${platform}`);
    await write(ana, { title: 'Portes ouvertes', when: 'samedi 14 novembre 14h-17h' });
    expect(ana.read()).toContain('Le 14 novembre 2027 est un dimanche.');
    await ana.choose('Choisir', 'samedi 13 novembre');
    expect(plain(ana.read())).toContain('samedi 13 novembre 2027 de 14 h à 17 h');
    await ana.correct();
    const field = () => ana.form().fields.find(({ id }) => id === 'when');
    expect(field()?.value).toEqual(['samedi 13 novembre 2027 14 h-17 h']);
    await ana.fill({ title: 'Portes grandes ouvertes' });
    expect(plain(ana.read())).toContain('samedi 13 novembre 2027 de 14 h à 17 h');
  });

  it('gives an example that reads in the edition, in a form that leads to what was understood', async () => {
    const bob = await organiser(world, platform, 'Bob', `Recyclerie ${platform}`);
    await bob.command('/evenement proposer');
    const form = bob.form();
    expect(JSON.stringify(form)).toContain('samedi 6 novembre 2027 18 h 30-20 h');
    if (platform === 'slack') expect(JSON.stringify(form)).toContain('Vérifier');
    await bob.fill({
      ...{ title: 'Atelier', when: 'samedi 6 novembre 2027 18h30-20h', place: 'Laon' },
      ...{ pitch: 'Un atelier.', contact: 'Bob' },
    });
    expect(plain(bob.read())).toContain('samedi 6 novembre 2027 de 18 h 30 à 20 h');
    expect(bob.read()).toContain('vous répondra en privé');
  });

  it.each(['hier 14h', '14/11/2020 14h', '2020-11-14T14:00'])(
    'offers no past date to choose for « %s »',
    async (when) => {
      const cleo = await organiser(world, platform, `Cléo ${when}`, `Mutuelle ${when} ${platform}`);
      await write(cleo, { title: 'Débat', when });
      expect(cleo.read()).toContain('est déjà passé');
      expect(cleo.sees('Choisir')).toBe(false);
      if (!ISO.test(when)) expect(cleo.read()).not.toMatch(ISO);
      else expect(cleo.read()).toContain('« samedi 14 novembre 2020 14 h »');
      await cleo.correct();
      expect(cleo.form().fields.some(({ id }) => id === 'when')).toBe(true);
    },
  );

  it('says of dates that have begun and last too long that they do both', async () => {
    const gil = await organiser(world, platform, 'Gil', `Fablab ${platform}`);
    await write(gil, { title: 'Chantier', when: 'du 14/11/2020 au 20/11/2028' });
    expect(gil.read()).toContain("a déjà commencé et dure plus d'un an");
    await write(gil, { title: 'Chantier', when: 'du 14/11/2027 au 20/11/2029' });
    expect(gil.read()).toContain("dure plus d'un an");
    expect(gil.read()).not.toContain('déjà commencé et dure');
  });

  it("reads a day that doesn't exist in the edition's year", async () => {
    const dan = await organiser(world, platform, 'Dan', `Emmaüs ${platform}`);
    await write(dan, { title: 'Bal', when: '31 novembre 20h' });
    await dan.choose('Choisir', 'mardi 30 novembre 2027');
    expect(plain(dan.read())).toContain('mardi 30 novembre 2027 à 20 h');
  });

  it('offers the Saturdays around a Saturday that the calendar has not', async () => {
    const ida = await organiser(world, platform, 'Ida', `Ludothèque ${platform}`);
    await write(ida, { title: 'Jeux', when: 'samedi 31 novembre 20h' });
    await ida.choose('Choisir', 'samedi 27 novembre 2027');
    expect(plain(ida.read())).toContain('samedi 27 novembre 2027 à 20 h');
  });

  it('puts the commune that was meant in the place of what was typed', async () => {
    const eli = await organiser(world, platform, 'Éli', `Théâtre ${platform}`);
    await write(eli, { title: 'Pièce', when: '12 novembre 20h', place: 'Salle des fêtes, Saint-Martin' });
    await eli.choose('Choisir', 'Saint-Martin-Rivière');
    expect(eli.read()).toContain('Salle des fêtes, Saint-Martin-Rivière (Aisne)');
    expect(eli.read()).not.toContain('Saint-Martin, ');
  });

  it('asks to confirm a commune outside the region, and says that it is', async () => {
    const fay = await organiser(world, platform, 'Fay', `Coopérative ${platform}`);
    await write(fay, { title: 'Lecture', when: '9 novembre 18h', place: 'Médiathèque, Lille' });
    expect(fay.read()).toContain('Hors de la région (Picardie) : Lille (Nord).');
    await fay.choose('Choisir', 'Lille (Nord)');
    expect(fay.read()).toContain('Médiathèque, Lille (Nord)');
    await fay.press('Proposer');
    expect(fay.read()).toContain("C'est proposé : « Lecture » (événement");
  });

  it('says when the Month is', async () => {
    await world.coordinator[platform].command('/edition voir');
    expect(world.coordinator[platform].read()).toContain('du lundi 1er au mardi 30 novembre 2027');
  });
});
