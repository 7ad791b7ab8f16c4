import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { plain } from '../../support/events.ts';
import type { World } from '../../support/world.ts';
import { startPressReview } from './press-review.ts';

describe.each(['slack', 'discord'] as const)('the press review of two editions, on %s', (platform) => {
  let world: World;
  let claire: Person;
  let ana: Person;
  beforeAll(async () => {
    ({ world, claire, ana } = await startPressReview(platform, 'bob'));
    const { prisma } = world.database;
    const event = await prisma.event.findFirstOrThrow();
    const moulin = await prisma.organisation.findFirstOrThrow({ where: { name: 'Le Moulin' } });
    const by = await prisma.person.findFirstOrThrow();
    await prisma.coOrganiser.create({
      data: {
        ...{ regionId: event.regionId, eventId: event.id, organisationId: moulin.id, status: 'ACCEPTED' },
        ...{ invitedById: by.id, invitedAt: world.clock.now() },
      },
    });
    await world.goTo('2027-02-10T09:00:00+01:00');
    await claire.command('/edition cloturer');
    await claire.press("Clore l'édition");
    await claire.command('/edition ouvrir', { annee: '2027' });
  });
  afterAll(() => world?.close());

  const COURRIER = { title: "Le Mois s'ouvre", outlet: 'Le Courrier', medium: ['press'], publishedOn: '12/11/2026' };
  const stored = () =>
    world.database.prisma.mediaMention.findFirstOrThrow({
      where: { title: { startsWith: 'Le Mois' } },
    });

  it('holds an article for the edition that it is about, and says which', async () => {
    await ana.command('/bilan presse');
    expect(plain(ana.read())).toContain("Revue de presse · Mois de l'ESS 2027");
    await ana.press('Ajouter une référence');
    await ana.fill(COURRIER);
    expect(plain(ana.read())).toContain("sera dans le bilan de « Mois de l'ESS 2026 »");
    await ana.press('Enregistrer');
    expect(plain(ana.read())).toContain("C'est noté, merci, pour « Mois de l'ESS 2026 »");
    const { prisma } = world.database;
    const edition = await prisma.edition.findFirstOrThrow({ where: { year: 2026 } });
    expect((await stored()).editionId).toBe(edition.id);

    // It is found and put right from there, though another edition is open.
    await ana.command('/bilan presse');
    expect(ana.read()).not.toContain("Le Mois s'ouvre");
    await ana.press("Revue de presse · Mois de l'ESS 2026");
    expect(ana.look()).toContain("Le Mois s'ouvre");
    await ana.command('/bilan presse', { annee: '2026' });
    expect(ana.read()).toContain("Le Mois s'ouvre");
  });

  it('names an event that its organisation holds with another one, and keeps it once it is cancelled', async () => {
    const { prisma } = world.database;
    const event = await prisma.event.findFirstOrThrow();
    const correct = async (given: Readonly<Record<string, string | readonly string[]>>) => {
      await ana.command('/bilan presse', { annee: '2026' });
      await ana.choose('Corriger ou retirer…', 'Le Courrier · Le Mois');
      await ana.press('Corriger');
      const offered = ana.form().fields.flatMap(({ options }) => options.map(({ label }) => plain(label)));
      await ana.fill(given);
      await ana.press('Enregistrer');
      return offered.join();
    };
    const offered = await correct({ event: [event.id] });
    // Discord's form shows that field on its second page.
    if (platform === 'slack') expect(offered).toContain('Portes ouvertes');
    expect((await stored()).eventId).toBe(event.id);
    await prisma.event.update({ where: { id: event.id }, data: { status: 'CANCELLED' } });
    await correct({ title: 'Le Mois commence' });
    expect(await stored()).toMatchObject({ title: 'Le Mois commence', eventId: event.id });
  });

  it('no longer names an event of whatever edition once somebody has taken it out', async () => {
    const { id: eventId } = await world.database.prisma.event.findFirstOrThrow();
    const { id } = await stored();
    await world.database.prisma.mediaMention.update({ where: { id }, data: { eventId } });
    world.clock.set(new Date('2028-02-10T09:00:00+01:00'));
    await claire.command('/edition cloturer');
    await claire.press("Clore l'édition");
    await claire.command('/edition ouvrir', { annee: '2028' });
    await claire.command('/bilan presse', { annee: '2026' });
    await claire.choose('Corriger ou retirer…', 'Le Courrier · Le Mois');
    await claire.press('Corriger');
    await claire.fill({ event: [] });
    expect(plain(claire.read())).not.toContain('à propos de');
    await claire.press('Enregistrer');
    expect((await stored()).eventId).toBeNull();
  });
});
