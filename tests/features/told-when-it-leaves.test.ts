import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { departureText } from '../../src/access/contacts/departure.ts';
import { regionById } from '../../src/access/region/region-store.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { departureUnder } from '../../src/delivery/outbox/index.ts';
import type { Person } from '../../src/playground/person.ts';
import { translator } from '../../src/texts/translator.ts';
import { asTyped } from '../../src/texts/typography.ts';
import { organiser, plain, propose } from '../support/events.ts';
import { logo } from '../support/kit-files.ts';
import { platformsInTurn } from '../support/platforms.ts';
import { startWorld, type World } from '../support/world.ts';

const NIGHT = '2026-10-06T23:00:00+02:00';
const NOW = /(Un message part|\d+ messages partent) maintenant(, | : )/;
const LATER =
  /(Un message partira|\d+ messages partiront plus tard, le dernier étant prévu) le mercredi 7 octobre 2026 à 8 h/;
const read = (person: Person) => plain(person.read());

/** By night, whoever asked for something is told at once, and whoever asked for nothing in the morning. */
describe.each(platformsInTurn())('what others are to know of is told as it leaves, on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  let odile: Person;
  let colette: Person;
  let nina: Person;

  beforeAll(async () => {
    world = await startWorld({ at: '2026-10-05T10:00:00+02:00' });
    coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    odile = await organiser(world, platform, 'Odile', 'Les Jardins');
    colette = await organiser(world, platform, 'Colette', 'Le Moulin');
    nina = world.person(platform, 'Nina');
    await world.goTo(NIGHT);
  });
  afterAll(() => world?.close());
  /** Things done at one instant of a clock that stands still would count together. */
  const aMinuteLater = () => world.clock.set(new Date(world.clock.now().getTime() + 60_000));

  it('of the team and organisations, of events, kits, meetings and announcements', async () => {
    // Somebody is given a role.
    aMinuteLater();
    await coordinator.command('/equipe nommer', { personne: coordinator.mention(odile), role: 'Coordination' });
    expect(read(coordinator)).toContain('Odile est maintenant');
    expect(read(coordinator)).toMatch(LATER);
    expect(read(coordinator)).not.toContain('je le lui dis');

    // Somebody loses a role.
    aMinuteLater();
    await coordinator.command('/equipe retirer', { personne: coordinator.mention(odile) });
    await coordinator.press('Retirer');
    expect(read(coordinator)).toMatch(LATER);
    expect(read(coordinator)).not.toContain('je le lui dis');

    // A member is added.
    aMinuteLater();
    const whom = { personne: coordinator.mention(colette), structure: 'Les Jardins' };
    await coordinator.command('/structure ajouter', whom);
    expect(read(coordinator)).toContain('Colette fait partie de « Les Jardins ».');
    expect(read(coordinator)).toMatch(LATER);

    // A member's request is accepted: that is an answer, which leaves now.
    aMinuteLater();
    await nina.command('/structure rejoindre', { structure: 'Les Jardins' });
    expect(read(nina)).toMatch(LATER);
    await odile.command('/structure membres');
    await odile.press('Confirmer');
    expect(read(odile)).toContain('Nina fait partie de « Les Jardins ».');
    expect(read(odile)).toMatch(NOW);
    expect(nina.look()).toContain('« Les Jardins »');

    // A member who is excluded is told now, those who stay in the morning.
    aMinuteLater();
    await odile.command('/structure exclure', { membre: 'Colette' });
    await odile.press('Exclure');
    expect(read(odile)).toContain('Colette ne fait plus partie de « Les Jardins ».');
    expect(read(odile)).toMatch(NOW);
    expect(read(odile)).toMatch(LATER);

    // An organisation whose last member leaves: its coordinators are told; with others left nobody is.
    aMinuteLater();
    await nina.command('/structure quitter', { structure: 'Les Jardins' });
    await nina.press('Confirmer');
    expect(read(nina)).toContain('vous ne faites plus partie de « Les Jardins »');
    expect(read(nina)).not.toContain('message');
    await colette.command('/structure quitter', { structure: 'Le Moulin' });
    await colette.press('Confirmer');
    expect(read(colette)).toContain('vous ne faites plus partie de « Le Moulin »');
    expect(read(colette)).toMatch(NOW);

    // Several proposals are accepted at once.
    aMinuteLater();
    for (const title of ['Portes ouvertes', 'Concert']) await propose(odile, { title });
    await coordinator.command('/evenement file');
    await coordinator.choose('Accepter plusieurs propositions', '1. Portes ouvertes', '2. Concert');
    await coordinator.press('Accepter les 2');
    expect(read(coordinator)).toContain('2 propositions sont acceptées');
    expect(read(coordinator)).toContain('2 messages partent maintenant');

    // A kit says so before it is published, too.
    aMinuteLater();
    await coordinator.command('/kit publier');
    await coordinator.fill({ files: [logo] });
    expect(read(coordinator)).toContain('Si vous la publiez maintenant');
    expect(read(coordinator)).toContain('Elle partira vers 1 structure le mercredi 7 octobre');
    await coordinator.press('Publier et envoyer');
    expect(read(coordinator)).toContain('Elle partira vers 1 structure le mercredi 7 octobre');

    // A meeting, its move and its end stand in channels and leave now.
    aMinuteLater();
    const date = 'jeudi 15 octobre de 14h à 16h';
    await coordinator.command('/reunion programmer', { titre: 'Bilan', date, lieu: 'Amiens' });
    await coordinator.press('Annoncer la réunion');
    expect(read(coordinator)).toContain('« Bilan » est programmée');
    expect(read(coordinator)).toMatch(NOW);
    await coordinator.command('/reunion liste');
    await coordinator.press('Annuler la réunion');
    await coordinator.press('Annuler la réunion');
    expect(read(coordinator)).toContain('« Bilan » est annulée');
    expect(read(coordinator)).toMatch(NOW);

    // An event is cancelled: the coordinators’ channel learns of it now, its people in the morning.
    aMinuteLater();
    await coordinator.command('/evenement annuler', { evenement: '2. Concert' });
    await coordinator.press("Annuler l'événement");
    expect(read(coordinator)).toContain('« 2. Concert » est annulé.');
    expect(read(coordinator)).toMatch(NOW);
    expect(read(coordinator)).toMatch(LATER);

    // An announcement leaves for channels now, and for private conversations in the morning.
    aMinuteLater();
    await coordinator.command('/annonce diffuser');
    await coordinator.fill({ text: 'Les affiches sont arrivées' });
    await coordinator.choose('Où', "salons d'annonces", 'une conversation par structure');
    await coordinator.press('Diffuser maintenant');
    expect(read(coordinator)).toMatch(/\d messages? part(ent)? maintenant\./);
    expect(read(coordinator)).toContain('1 message privé partira plus tard');

    // An announcement’s state leaves once for who wishes to follow it; then it is said to be there.
    aMinuteLater();
    await coordinator.command('/annonce etat');
    await coordinator.press('Suivre en direct');
    expect(read(coordinator)).toContain("L'état de l'annonce est déjà dans notre conversation privée");
  });
});

/** An organisation is asked to co-organise, with a card: at each stage the event says what became of it. */
describe.each(platformsInTurn())('what became of an invitation stands on the event, on %s', (platform) => {
  let world: World;
  let host: Person;

  beforeAll(async () => {
    world = await startWorld({ at: '2026-10-05T10:00:00+02:00' });
    await world.coordinator[platform].command('/edition ouvrir', { annee: '2026' });
    host = await organiser(world, platform, 'Odile', 'Les Jardins');
    await organiser(world, platform, 'Gaspard', 'Le Moulin');
    await propose(host, { title: 'Portes ouvertes' });
    await world.goTo(NIGHT);
    await host.command('/evenement coorganiser', { evenement: '1. Portes ouvertes', structure: 'Le Moulin' });
  });
  afterAll(() => world?.close());

  const onSheet = async () => {
    await host.command('/evenement voir', { evenement: '1. Portes ouvertes' });
    return read(host);
  };
  const card = { key: { startsWith: 'event-invitation:' } };
  const change = (data: object) => world.database.prisma.delivery.updateMany({ where: card, data });

  it('waits, was sent, is on its way, was refused or may have arrived, and who asked is told of what was refused', async () => {
    // It waits for the morning.
    expect(await onSheet()).toContain('Le Moulin (message : partira mer. 7 oct. à 8 h)');

    // It was sent.
    await world.goTo('2026-10-07T08:00:30+02:00');
    expect(await onSheet()).toContain('Le Moulin (message : envoyé mer. 7 oct.)');

    // It is on its way, was refused, or may have arrived.
    for (const [state, says] of [
      [{ status: 'PENDING', notBefore: new Date(Date.now() + 3_600_000) }, 'en route'],
      [{ status: 'REFUSED', reason: 'direct-messages-closed' }, 'non remis : messages privés fermés'],
      [{ status: 'UNKNOWN', reason: 'unknown' }, 'peut-être arrivé'],
    ] as const) {
      await change(state);
      expect(await onSheet()).toContain(`Le Moulin (message : ${says})`);
    }

    // Whoever asked is told what was refused and what to do, never that there was nobody to tell.
    const { prisma } = world.database;
    await prisma.delivery.updateMany({ where: card, data: { status: 'REFUSED', reason: 'direct-messages-closed' } });
    const { createdAt: now, regionId } = await prisma.delivery.findFirstOrThrow({ where: card });
    const region = await regionById(world.database, regionId);
    if (!region) throw new Error('no region');
    const leaves = await inTransaction(world.database, (tx) =>
      departureUnder({ tx, region, now }, 'event-invitation:'),
    );
    expect(asTyped(departureText(translator('fr', region.timeZone), leaves))).toBe(
      "Un message n'a pas pu être remis : prévenez cette personne vous-même.",
    );
  });
});
