import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { platformsInTurn } from '../../support/platforms.ts';
import { acceptedEvent, organisationOf, readsIn } from '../../support/surveys.ts';
import { startWorld, type World } from '../../support/world.ts';

describe.each(platformsInTurn())('an event that is put off on %s without a new date', (platform) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-10-05T10:00:00+02:00' });
  });
  afterAll(() => world?.close());

  it('is told to the coordinators, to who organises it together, and to who was asked to', async () => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    const there = platform === 'slack' ? 'discord' : 'slack';
    const gil = world.person(platform, 'Gil');
    const ida = world.person(there, 'Ida');
    const zoe = world.person(platform, 'Zoé');
    const organisationId = await organisationOf(world, 'Repair Café', [gil]);
    const together = await organisationOf(world, 'Les Jardins', [ida]);
    const invited = await organisationOf(world, 'Le Moulin', [zoe]);
    const eventId = await acceptedEvent(world, {
      ...{ organisationId, by: gil, title: 'Fête', startsAt: '2026-11-14T14:00:00+01:00', coOrganisers: [together] },
    });
    const { regionId, invitedById } = await world.database.prisma.coOrganiser.findFirstOrThrow();
    await world.database.prisma.coOrganiser.create({
      data: {
        ...{ regionId, eventId, organisationId: invited, status: 'INVITED', invitedById },
        invitedAt: world.clock.now(),
      },
    });
    await gil.command('/evenement reporter');
    await gil.fill({});
    await gil.press('Reporter');
    expect(gil.read()).toContain('est reporté');
    expect(coordinator.look()).toContain('date à venir');
    for (const person of [ida, zoe]) expect(readsIn(person, 'direct')).toContain('date à venir');

    // The button that the answer names stands below it. Without a date once more, what is foretold is what happens.
    await world.goTo('2026-10-05T11:00:00+02:00');
    await gil.press('Reporter', { in: 'donnez-la avec « Reporter »' });
    await gil.fill({});
    expect(gil.read()).toContain('personne ne sera prévenu');
    expect(gil.read()).not.toContain('seront prévenus');
    await gil.press('Reporter', { in: 'personne ne sera prévenu' });
    expect(gil.read()).toContain('Aucun message ne part');

    // A step that can't be undone may be left untaken.
    await gil.command('/evenement annuler');
    await gil.fill({});
    await gil.press('Ne rien changer');
    expect(gil.read()).toContain("Rien n'a été changé");
    expect(await world.database.prisma.event.findUniqueOrThrow({ where: { id: eventId } })).toMatchObject({
      status: 'POSTPONED',
    });
  });
});
