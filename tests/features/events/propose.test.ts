import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organiser, plain, propose, write } from '../../support/events.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-09-15T09:00:00+02:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
});
afterAll(() => world?.close());

describe.each(platformsInTurn())('an event proposed on %s', (platform) => {
  const here = () => world.coordinator[platform];
  const there = () => world.coordinator[other[platform]];

  it('is shown back, put before both teams of coordinators, accepted by the first and announced', async () => {
    const ana = await organiser(world, platform, 'Ana', `Les Jardins ${platform}`);
    await write(ana, { title: `Portes ouvertes ${platform}` });
    expect(plain(ana.read())).toContain('samedi 14 novembre 2026 de 14 h à 18 h');
    expect(ana.read()).toContain('Salle des fêtes, Beauvais (Oise)');
    await ana.press('Proposer');
    expect(ana.read()).toContain("C'est proposé");
    expect(ana.read()).toContain('5 rubriques remplies sur 13');

    expect(here().look()).toContain(`Portes ouvertes ${platform}`);
    await there().press('Accepter');
    expect(there().read()).toContain('est accepté');
    expect(plain(here().look())).toContain(`Accepté par ${there().name} le mardi 15 septembre 2026 à 9 h`);
    expect(ana.look()).toContain('Bonne nouvelle');
  });

  it('is proposed as its last review shows it; the one before can be confirmed no more', async () => {
    const eve = await organiser(world, platform, 'Ève', `Ludothèque ${platform}`);
    await write(eve, { title: `Brassin ${platform}`, when: '19 novembre 18h', place: 'Laon' });
    await eve.correct();
    await eve.fill({ title: `Dégustation ${platform}` });
    const offered = eve
      .screen()
      .filter(({ controls }) => controls.some((one) => one.kind === 'button' && one.label === 'Proposer'));
    expect(offered.map(({ text }) => text.includes('Dégustation'))).toEqual([true]);
    await eve.press('Proposer');
    expect(eve.read()).toContain(`« Dégustation ${platform} »`);
  });

  it('is not proposed when an overlap has come since it was shown back: that is shown first', async () => {
    const [gil, ines] = [
      await organiser(world, platform, 'Gil', `Harmonie ${platform}`),
      await organiser(world, platform, 'Inès', `Ciné-club ${platform}`),
    ];
    await write(gil, { title: `Scène ${platform}`, when: '24 novembre 18h', place: 'Soissons' });
    await propose(ines, { title: `Projection ${platform}`, when: '24 novembre 18h', place: 'Soissons' });
    await gil.press('Proposer');
    expect(gil.read()).toContain("Rien n'a été fait : depuis ce message, quelque chose a changé");
    expect(gil.read()).toContain(`Projection ${platform}`);
    await gil.press('Proposer');
    expect(gil.read()).toContain("C'est proposé");
  });

  it('that was accepted and is given another date shows the overlaps first, and what the coordinators will read', async () => {
    const [rose, tom] = [
      await organiser(world, platform, 'Rose', `Épicerie ${platform}`),
      await organiser(world, platform, 'Tom', `Friperie ${platform}`),
    ];
    await propose(rose, { title: `Dîner ${platform}`, when: '25 novembre 18h', place: 'Guise' });
    await here().press('Accepter');
    await propose(tom, { title: `Défilé ${platform}`, when: '26 novembre 18h', place: 'Guise' });
    const card = () =>
      plain(
        here()
          .screen()
          .findLast(({ text }) => text.includes(`Défilé ${platform}`) && text.includes('Friperie'))?.text ?? '',
      );
    expect(card()).not.toContain(`Dîner ${platform}`);

    await rose.command('/evenement modifier', { evenement: `Dîner ${platform}` });
    await rose.fill({ when: '26 novembre 18h' });
    expect(rose.read()).toContain(`Défilé ${platform}`);
    expect(plain(rose.read())).toMatch(
      /Voici ce que la coordination lira :[\s\S]*mercredi 25 novembre 2026 à 18 h → jeudi 26 novembre 2026 à 18 h/,
    );
    expect(here().look()).not.toContain('Rose a modifié');
    await rose.press('Enregistrer les nouvelles dates');
    expect(here().look()).toContain(`Rose a modifié`);
    // The card of the one that waits learns of it.
    await world.runDue();
    expect(card()).toContain(`Dîner ${platform}`);
    await rose.command('/evenement annuler', { evenement: `Dîner ${platform}` });
    await rose.press("Annuler l'événement");
    await world.runDue();
    expect(card()).not.toContain(`Dîner ${platform}`);
  });

  it('that was accepted and keeps its date is changed at once', async () => {
    const zoe = await organiser(world, platform, 'Zoé', `Savonnerie ${platform}`);
    await propose(zoe, { title: `Savons ${platform}`, when: '27 novembre 18h', place: 'Chauny' });
    await here().press('Accepter');
    await zoe.command('/evenement modifier', { evenement: `Savons ${platform}` });
    await zoe.fill({ pitch: 'On en fait ensemble.' });
    expect(zoe.read()).toContain('est enregistré');
  });

  it('is told all that is wrong with it at once, each at its field, with all that was typed kept', async () => {
    const noe = await organiser(world, platform, 'Noé', `Ressourcerie ${platform}`);
    await write(noe, { title: `Lecture ${platform}`, when: 'quand il fera beau', place: 'Nulle-Part-les-Oies' });
    const read = plain(noe.read());
    for (const told of ['Date et heure', 'quand il fera beau', 'Lieu', 'Nulle-Part-les-Oies'])
      expect(read).toContain(told);
    await noe.correct();
    const typed = noe.form().fields.flatMap(({ value }) => value);
    expect(typed).toEqual(expect.arrayContaining([`Lecture ${platform}`, 'quand il fera beau', 'Nulle-Part-les-Oies']));
    await noe.fill({ when: '28 novembre 18h', place: 'Chauny' });
    await noe.press('Proposer');
    expect(noe.read()).toContain("C'est proposé");
  });

  it('is decided once when two coordinators press at the same time', async () => {
    const bob = await organiser(world, platform, 'Bob', `Recyclerie ${platform}`);
    await propose(bob, { title: `Atelier ${platform}`, when: '5 novembre 18h', place: 'Laon' });
    await Promise.all([here().press('Accepter'), there().press('Accepter')]);
    const answers = `${here().look()}\n${there().look()}`;
    expect(answers).toContain('est accepté (Recyclerie');
    expect(answers).toContain('a déjà été accepté par');
    await bob.command('/evenement liste');
    expect(bob.read().split(`Atelier ${platform}`)).toHaveLength(2);
  });

  it('has a number of its own when two are proposed at the same time', async () => {
    const [kim, lou] = [
      await organiser(world, platform, 'Kim', `Chorale ${platform}`),
      await organiser(world, other[platform], 'Lou', `Fanfare ${platform}`),
    ];
    await write(kim, { title: `Chœur ${platform}`, when: '12 novembre 18h', place: 'Amiens' });
    await write(lou, { title: `Cuivres ${platform}`, when: '13 novembre 18h', place: 'Amiens' });
    await Promise.all([kim.press('Proposer'), lou.press('Proposer')]);
    const numbers = [kim.look(), lou.look()].map((text) => /\(événement (\d+)\)/.exec(text)?.[1]);
    expect(new Set(numbers).size).toBe(2);
    expect(numbers).not.toContain(undefined);
  });

  it('is asked about, answered, and refused with a reason', async () => {
    const cleo = await organiser(world, platform, 'Cléo', `Mutuelle ${platform}`);
    await propose(cleo, { title: `Conférence ${platform}`, when: '6 novembre 18h', place: 'en ligne' });
    await there().press('Demander une précision');
    await there().fill({ question: 'Qui parle ?' });
    expect(cleo.look()).toContain('Qui parle ?');
    await cleo.press('Répondre');
    await cleo.fill({ answer: 'Deux chercheuses.' });
    expect(cleo.read()).toContain('va décider');
    expect(here().look()).toContain('Deux chercheuses.');
    await cleo.press('Répondre');
    expect(cleo.read()).toContain("il n'y a plus de question");

    await here().press('Refuser');
    await here().fill({ reason: 'Sans lien avec le Mois.' });
    expect(there().look()).toContain('Refusé par');
    expect(cleo.look()).toContain('Sans lien avec le Mois.');
  });

  it('warns of events at the same time, and invites their organisations', async () => {
    const [jo, dan] = [
      await organiser(world, platform, 'Jo', `Le Potager ${platform}`),
      await organiser(world, platform, 'Dan', `Emmaüs ${platform}`),
    ];
    const day = platform === 'slack' ? '21' : '28';
    await propose(jo, { title: `Récolte ${platform}`, when: `${day} novembre de 14h à 18h` });
    await here().press('Accepter');
    await write(dan, { title: `Braderie ${platform}`, when: `${day}/11 17h`, place: 'Compiègne' });
    expect(dan.read()).toContain(`« Récolte ${platform} » (Le Potager ${platform})`);
    expect(dan.read()).toContain('aux mêmes heures');
    expect(dan.read()).not.toContain('dans la même commune');
    expect(dan.read()).toContain('inviter une de ces structures');
    await dan.press('Proposer');
    expect(dan.read()).toContain(`« Récolte ${platform} » : aux mêmes heures`);
    await dan.press(`Co-organiser avec « Le Potager ${platform} » ?`);
    expect(dan.read()).toContain("L'invitation à co-organiser");
  });

  it('asks which commune and which date is meant, and keeps what was typed when nothing reads', async () => {
    const eli = await organiser(world, platform, 'Éli', `Théâtre ${platform}`);
    await write(eli, { title: `Pièce ${platform}`, when: '7 novembre 20h', place: 'Salle Vivaldi, Atlantide-sur-Mer' });
    expect(eli.read()).toContain("Je n'ai pas trouvé de commune appelée « Atlantide-sur-Mer »");
    await eli.correct();
    expect(eli.form().fields.find(({ id }) => id === 'pitch')?.value).toEqual([
      'Venez voir comment on cultive ensemble.',
    ]);
    await eli.fill({ place: 'Saint-Martin' });
    expect(eli.read()).toContain('de quelle commune');
    await eli.correct();
    await eli.fill({ place: 'Salle Vivaldi, Reims' });
    await eli.choose('Choisir', 'Reims (Marne)');
    expect(eli.read()).toContain('Reims (Marne)');
    await eli.press('Proposer');
    expect(eli.read()).toContain("C'est proposé");
  });

  it('takes no earlier name for the town where the last one is unknown, and says which that is', async () => {
    const ugo = await organiser(world, platform, 'Ugo', `Cirque ${platform}`);
    const unknown = "Je n'ai pas trouvé de commune appelée « Zzyzxville »";
    await write(ugo, { title: `Piste ${platform}`, when: '8 novembre 20h', place: 'Salle, Zzyzxville' });
    expect(ugo.read()).toContain(unknown);
    expect(ugo.read()).not.toContain('La Salle');
    await ugo.correct();
    await ugo.fill({ place: 'Laon, Zzyzxville' });
    expect(ugo.read()).toContain('Zzyzxville, Laon (Aisne)');
    await ugo.press('Proposer');
    expect(ugo.read()).toContain("C'est proposé");
  });

  it('asks for which organisation, and lets a coordinator propose for any', async () => {
    const fay = await organiser(world, platform, 'Fay', `Coopérative ${platform}`);
    await fay.command('/structure creer', { nom: `Bibliothèque ${platform}` });
    await write(fay, { title: `Lecture ${platform}`, when: '9 novembre 18h', place: 'Amiens' });
    expect(fay.read()).toContain('Pour quelle structure');
    await fay.choose('Choisir', `Bibliothèque ${platform}`);
    await fay.press('Proposer');
    expect(fay.read()).toContain("C'est proposé");

    await here().command('/evenement proposer', {
      titre: `Dictée ${platform}`,
      date: '10 novembre 18h',
      lieu: 'Amiens',
      phrase: 'Une dictée.',
      contact: 'Fay',
      structure: `Coopérative ${platform}`,
    });
    expect(here().read()).toContain(`pour le compte de : Coopérative ${platform}`);
    await here().press('Proposer');
    expect(fay.look()).toContain('pour le compte de');
  });

  it('is for members: the others are told what to do, and stay out', async () => {
    const guest = world.person(platform, 'Guy');
    await guest.command('/evenement proposer');
    expect(guest.read()).toContain("faire partie d'une structure");
    await guest.command('/evenement file');
    expect(guest.read()).toContain('Seule la coordination');
    const [max, hana] = [
      await organiser(world, platform, 'Max', `La Serre ${platform}`),
      await organiser(world, platform, 'Hana', `Ressourcerie ${platform}`),
    ];
    await propose(max, { title: `Semis ${platform}`, when: '22 novembre 10h' });
    await here().press('Accepter');
    await hana.command('/evenement voir', { evenement: `Semis ${platform}` });
    expect(hana.read()).toContain('Salle des fêtes, Beauvais');
    expect(hana.sees('Modifier')).toBe(false);
  });

  it('speaks English to who does, also unprompted, until they choose otherwise', async () => {
    const ivy = await organiser(world, platform, 'Ivy', `Friends ${platform}`, 'en');
    await propose(ivy, { title: `Open day ${platform}`, when: '11 November, 2pm to 4pm', place: 'Amiens' });
    expect(ivy.read()).toContain('5 of 13 sections filled in');
    await here().press('Accepter');
    expect(ivy.look()).toContain('Good news');

    await ivy.command('/profil langue', { langue: 'fr' });
    await propose(ivy, { title: `Second day ${platform}`, when: '12 novembre de 14h à 16h', place: 'Amiens' });
    await there().press('Accepter');
    expect(ivy.look()).toContain('Bonne nouvelle');
    expect(ivy.read()).not.toContain('Good news');
  });
});
