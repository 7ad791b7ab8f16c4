import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../src/playground/person.ts';
import { organiser, plain, propose } from '../support/events.ts';
import { logo } from '../support/kit-files.ts';
import { platformsInTurn } from '../support/platforms.ts';
import { startWorld, type World } from '../support/world.ts';

/** A command's answer tells when messages will leave, by night and by day: none has been sent when it is given. */
describe.each(platformsInTurn())('what is said of messages is what is known of them, on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  let host: Person;
  let guest: Person;
  const read = (person: Person) => plain(person.read());

  beforeAll(async () => {
    world = await startWorld();
    coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    await world.goTo('2026-10-05T10:00:00+02:00');
    host = await organiser(world, platform, 'Odile', 'Les Jardins');
    guest = await organiser(world, platform, 'Gaspard', 'Le Moulin', 'fr');
    await propose(host, { title: 'Portes ouvertes' });
  });
  afterAll(() => world?.close());

  const publish = async () => {
    await coordinator.command('/kit publier');
    await coordinator.fill({ files: [logo], note: 'Nouveau' });
    await coordinator.press('Publier et envoyer');
  };
  const followUp = async () => {
    await coordinator.command('/kit suivi');
    return read(coordinator);
  };

  it('a decision, a kit, an invitation, a request and a meeting, by night and by day', async () => {
    // A decision leaves at once, by night too: it was asked for.
    await world.goTo('2026-10-05T23:00:00+02:00');
    await coordinator.command('/evenement file');
    await coordinator.press('Accepter');
    expect(read(coordinator)).toContain('« 1. Portes ouvertes » est accepté');
    expect(read(coordinator)).toMatch(/Un message part maintenant, (en privé|à une structure)\./);
    expect(read(coordinator)).not.toContain('prévenue');
    expect(host.look()).toContain('Portes ouvertes');

    // A kit published at night isn’t sent before the morning, and isn’t said to be.
    await publish();
    expect(read(coordinator)).toContain('Elle partira vers 1 structure le mardi 6 octobre');
    expect(read(coordinator)).not.toContain('envoyée');
    expect(await followUp()).toContain('partira mar. 6 oct. à 8 h');
    await world.goTo('2026-10-06T08:00:30+02:00');
    expect(await followUp()).not.toContain('partira');
    expect(await followUp()).toContain('mar. 6 oct.');

    // A kit published by day leaves now.
    await world.goTo('2026-10-20T10:00:00+02:00');
    await publish();
    expect(read(coordinator)).toContain('Elle part maintenant vers 1 structure.');
    expect(await followUp()).not.toContain('partira');

    // A kit that was refused is said to be, with the reason.
    await world.database.prisma.delivery.updateMany({
      where: { key: { startsWith: 'kit:' } },
      data: { status: 'REFUSED', reason: 'direct-messages-closed' },
    });
    expect(await followUp()).toContain('non remis');
    await world.database.prisma.delivery.updateMany({
      where: { key: { startsWith: 'kit:' } },
      data: { status: 'PENDING', reason: null, notBefore: new Date(Date.now() + 3_600_000) },
    });
    expect(await followUp()).toContain('en route');

    // Somebody invites to co-organise, by night and by day.
    for (const [when, at, says] of [
      ['night', '2026-11-02T23:00:00+01:00', /Un message partira le mardi 3 novembre/],
      ['day', '2026-11-10T10:00:00+01:00', /Un message part maintenant, (en privé|à une structure)\./],
    ] as const) {
      await world.goTo(at);
      const name = `La Ruche ${when}`;
      const asked = await organiser(world, platform, `Rose ${when}`, name);
      await host.command('/evenement coorganiser', { evenement: '1. Portes ouvertes', structure: name });
      expect(read(host)).toContain(`est enregistrée pour : ${name}`);
      expect(read(host)).toMatch(says);
      const card = `${name} : co-organiser « Portes ouvertes » ?`;
      if (when === 'night') {
        expect(plain(asked.look())).not.toContain(card);
        await world.goTo('2026-11-03T08:00:30+01:00');
      }
      expect(plain(asked.look())).toContain(card);
    }

    // Somebody asks to join, by night and by day.
    for (const [when, at, says] of [
      ['night', '2026-11-16T23:00:00+01:00', /partir(a|ont) /],
      ['day', '2026-11-24T10:00:00+01:00', /part(ent)? maintenant(, | : )/],
    ] as const) {
      await world.goTo(at);
      const newcomer = world.person(platform, `Nina ${when}`);
      await newcomer.command('/structure rejoindre', { structure: 'Le Moulin' });
      expect(read(newcomer)).toContain('Votre demande est enregistrée.');
      expect(read(newcomer)).toMatch(says);
      const question = `Nina ${when} demande à rejoindre`;
      if (when === 'night') {
        expect(plain(guest.look())).not.toContain(question);
        await world.goTo('2026-11-17T08:00:30+01:00');
      }
      expect(plain(guest.look())).toContain(question);
    }

    // A meeting tomorrow isn’t said to be reminded of a week before.
    await world.goTo('2026-11-24T11:00:00+01:00');
    await coordinator.command('/reunion programmer', {
      titre: 'Bilan à chaud',
      date: 'jeudi 26 novembre de 14h à 16h',
      lieu: 'Amiens',
    });
    expect(read(coordinator)).toContain('et rappelée la veille et une heure avant.');
    expect(read(coordinator)).not.toContain('une semaine');
  });
});
