import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { organiser, organiserWithEvent, plain, propose } from '../../support/events.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-09-15T09:00:00+02:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  await world.coordinator.slack.command('/edition theme', { nom: 'Habiter' });
});
afterAll(() => world?.close());

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function withEventOf(person: Person, title: string, when: string): Promise<void> {
  await propose(person, { title, when, place: 'Salle des fêtes, Beauvais' });
  await world.coordinator.slack.press('Accepter');
  person.look();
}

describe.each(platformsInTurn())('an accepted event, on %s', (platform) => {
  const here = () => world.coordinator[platform];

  it('is completed when it suits, and counted', async () => {
    const ana = await organiserWithEvent(world, platform, 'Ana', 'Portes ouvertes', '14 novembre de 14h à 18h');
    await ana.press('Compléter la fiche');
    await ana.fill({
      description: 'On visite, on goûte.',
      audience: 'Tout public',
      price: 'gratuit',
      link: 'notre page',
      when: '15 novembre de 14h à 18h',
      picture: [{ name: 'affiche.png', type: 'image/png', bytes: png }],
    });
    expect(ana.read()).toContain("n'est pas une adresse de page");
    await ana.correct();
    await ana.fill({ link: 'www.jardins.fr/mois' });
    await ana.press('Enregistrer les nouvelles dates');
    expect(ana.read()).toContain('10 rubriques remplies sur 13');
    expect(ana.read()).toContain(
      "Il manque : s'il est plutôt pour l'ESS ou pour le grand public, l'accessibilité et les élus ou institutions invités",
    );
    expect(plain(ana.read())).toContain('dimanche 15 novembre 2026');
    await ana.choose('Choisir le thème', 'Habiter');
    expect(ana.read()).toContain('Habiter');
  });

  it('is changed by its members only', async () => {
    const ben = await organiserWithEvent(world, platform, 'Ben', 'Visite', '16 novembre 10h');
    const stranger = await organiser(world, platform, 'Zoé', `Ailleurs ${platform}`);
    // The form opens at once for an event that the command names.
    await ben.command('/evenement modifier', { evenement: `Visite ${platform}` });
    await ben.fill({ title: `Grande visite ${platform}` });
    expect(ben.read()).toContain(`« Grande visite ${platform} » est enregistré`);
    expect(world.coordinator[other[platform]].look()).toContain(`Visite ${platform} → Grande visite ${platform}`);

    await stranger.command('/evenement voir', { evenement: `Grande visite ${platform}` });
    expect(stranger.sees('Modifier')).toBe(false);
    await stranger.command('/evenement annuler');
    expect(stranger.read()).toContain("Vous n'avez pas encore d'événement");
    const { id } = await world.database.prisma.event.findFirstOrThrow({
      where: { title: `Grande visite ${platform}` },
    });
    for (const command of ['/evenement modifier', '/evenement reporter']) {
      await stranger.command(command, { evenement: id });
      expect(stranger.read()).toContain('Seuls ses membres et la coordination peuvent le changer');
    }
  });

  it('is completed by two at once: what one of them wrote isn’t emptied unseen by the other', async () => {
    const ugo = await organiserWithEvent(world, platform, 'Ugo', 'Atelier', '18 novembre 10h');
    const opened = async () => {
      for (const who of [ugo, here()]) {
        await who.command('/evenement voir', { evenement: `Atelier ${platform}` });
        await who.press('Compléter');
      }
    };
    await opened();
    await here().fill({ description: 'Tout un après-midi.', price: 'Gratuit' });
    await ugo.fill({ price: '5 €', audience: 'Les voisins' });
    expect(ugo.read()).toContain("Quelqu'un d'autre a changé la même chose que vous");
    expect(ugo.read()).toContain('Prix : Gratuit');
    await ugo.choose('Choisir', 'Garder ce qui est enregistré');
    for (const said of ['Tout un après-midi.', 'Gratuit', 'Les voisins']) expect(ugo.read()).toContain(said);

    // Where nothing would be lost, nobody is asked.
    await opened();
    await here().fill({ audience: 'Les voisins et leurs amis' });
    await ugo.fill({ audience: 'Les voisins et leurs amis', accessibility: 'De plain-pied' });
    expect(ugo.read()).toContain('De plain-pied');
    expect(ugo.read()).not.toContain("Quelqu'un d'autre");
  });

  it('is postponed without a date, given one, then cancelled after a confirmation', async () => {
    const cid = await organiserWithEvent(world, platform, 'Cid', 'Débat', '17 novembre 18h');
    await cid.command('/evenement voir', { evenement: `Débat ${platform}` });
    await cid.press('Reporter');
    await cid.fill({});
    expect(cid.read()).toContain("n'est pas encore connue");
    await cid.press('Reporter');
    expect(cid.read()).toContain('est reporté');
    expect(here().look()).toContain("Reporté : la nouvelle date n'est pas encore connue");

    await cid.command('/evenement reporter');
    await cid.fill({ when: '24 novembre 18h' });
    await cid.press('Reporter');
    expect(plain(cid.read())).toContain('mardi 24 novembre 2026 à 18 h');

    await cid.command('/evenement annuler');
    await cid.fill({ reason: 'Salle indisponible' });
    expect(cid.read()).toContain('Annuler');
    await cid.press("Annuler l'événement");
    expect(cid.read()).toContain('est annulé');
    expect(here().look()).toContain('Salle indisponible');
    expect(here().read()).toContain('Annulé.');
  });

  it.runIf(platform === 'slack')(
    'is put off by one line that names it and its new date, in any of both ways',
    async () => {
      const cam = await organiserWithEvent(world, platform, 'Cam', 'Marché couvert', '21 novembre 10h');
      await withEventOf(cam, 'Marché ouvert', '22 novembre 10h');
      const { number } = await world.database.prisma.event.findFirstOrThrow({ where: { title: 'Marché ouvert' } });
      for (const named of [String(number), 'Marché ouvert']) {
        await cam.command(`/evenement reporter ${named} 27 novembre 15h`);
        await cam.fill({});
        expect(plain(cam.read())).toContain('vendredi 27 novembre 2026 à 15 h');
        expect(cam.read()).toContain('Marché ouvert');
      }
    },
  );

  it('with several dates says in /mois that there are others', async () => {
    const rob = await organiserWithEvent(world, platform, 'Rob', 'Soirée jeux', '25 novembre 20h et 26 novembre 20h');
    await rob.command('/mois');
    expect(plain(rob.read())).toMatch(/mer\. 25 nov\. à 20 h et une autre date · \d+\. Soirée jeux/);
  });

  it('is proposed again at another date', async () => {
    const dov = await organiserWithEvent(world, platform, 'Dov', 'Repas', '18 novembre 12h');
    await dov.command('/evenement dupliquer');
    await dov.fill({ when: '19 novembre 12h' });
    expect(plain(dov.read())).toContain('jeudi 19 novembre 2026 à 12 h');
    await dov.press('Proposer');
    expect(dov.read()).toContain("C'est proposé");
    await here().press('Accepter');
  });

  it('is co-organised by another organisation that agrees', async () => {
    const eva = await organiserWithEvent(world, platform, 'Eva', 'Fête', '20 novembre 18h');
    const flo = await organiser(world, other[platform], 'Flo', `Voisins ${platform}`);
    await eva.command('/evenement coorganiser', {
      evenement: `Fête ${platform}`,
      structure: `Voisins ${platform}`,
    });
    expect(eva.read()).toContain('est enregistrée pour');
    expect(flo.look()).toContain('vous propose de co-organiser');
    await flo.press('Co-organiser');
    expect(flo.read()).toContain('Flo a accepté');
    expect(eva.look()).toContain('co-organise');
    for (const command of ['/evenement modifier', '/evenement annuler', '/evenement reporter']) {
      await flo.command(command);
      expect(flo.read()).toContain('Vous co-organisez un événement que conduit une autre structure');
      expect(flo.read()).toContain(`. Fête ${platform} » (Structure de Eva ${platform})`);
      expect(flo.read()).toContain('Elle seule et la coordination peuvent le changer');
    }
    await eva.command('/evenement liste', { departement: 'Oise' });
    expect(eva.read()).toContain(`Structure de Eva ${platform} et Voisins ${platform}`);
    await eva.command('/evenement coorganiser', {
      evenement: `Fête ${platform}`,
      structure: `Voisins ${platform}`,
    });
    expect(eva.read()).toContain('co-organise déjà');
  });
});

describe.each(platformsInTurn())('the queue and the programme, on %s', (platform) => {
  it('lets coordinators accept several at once', async () => {
    const gil = await organiser(world, platform, 'Gil', `Structure de Gil ${platform}`);
    for (const day of [2, 3, 4]) {
      await propose(gil, { title: `Jour ${day} ${platform}`, when: `${day} novembre 9h`, place: 'Soissons' });
    }
    const { [platform]: coordinator } = world.coordinator;
    await coordinator.command('/evenement file');
    expect(coordinator.read()).toContain('3 propositions attendent');
    await coordinator.choose('Accepter plusieurs', `Jour 2 ${platform}`, `Jour 3 ${platform}`);
    expect(coordinator.read()).toContain('Accepter ces 2 propositions ?');
    await coordinator.press('Accepter les 2');
    expect(coordinator.read()).toContain('2 propositions sont acceptées');
    await coordinator.command('/evenement file');
    expect(coordinator.read()).toContain('Une proposition attend');
    await coordinator.press('Accepter');
    await coordinator.command('/evenement file');
    expect(coordinator.read()).toContain("Aucune proposition n'attend");
  });

  it('turns the pages of a long programme', async () => {
    const reader = world.person(platform, 'Rose');
    const gil = await organiser(world, platform, 'Gaëlle', `Structure de Gaëlle ${platform}`);
    await propose(gil, {
      title: `Marché ${platform}`,
      when: '5, 6, 7, 8, 9, 10, 11, 12, 13, 21, 22, 23, 25, 26, 27 et 28 novembre 9h',
      place: 'Laon',
    });
    await world.coordinator[platform].press('Accepter');
    await reader.command('/evenement liste');
    expect(reader.read()).toContain('Page 1 sur');
    expect(reader.read()).not.toContain('28 novembre');
    await reader.press('Page suivante');
    expect(reader.read()).toContain('Page 2 sur');
    expect(reader.read()).not.toContain('jeudi 5 novembre');
    await reader.command('/evenement liste', { departement: 'Atlantide' });
    expect(reader.read()).toContain('Je ne reconnais pas');
  });
});

it('reminds an organisation once of its incomplete sheets, a week before the edition', async () => {
  const ana = world.person('slack', 'Nina');
  await ana.command('/structure creer', { nom: 'Structure de Nina' });
  await propose(ana, { title: 'Concert', when: '30 novembre 20h', place: 'Amiens' });
  await world.coordinator.slack.press('Accepter');
  ana.look();
  await world.goTo('2026-10-25T10:00:00+01:00');
  expect(ana.look()).toContain("une de vos fiches n'est pas complète");
  expect(ana.look()).toContain('5 rubriques remplies sur 13');
});
