import { afterEach, describe, expect, it } from 'vitest';
import { DUE_NOW } from '../../../src/schedule/due.ts';
import { member } from '../../support/announcements.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { acceptedEvent, readsIn } from '../../support/surveys.ts';
import { startWorld, type World } from '../../support/world.ts';

describe.each(platformsInTurn())('a message that waits by a clock that was two days ahead, on %s', (platform) => {
  let world: World | undefined;
  afterEach(() => world?.close());

  it('leaves as soon as the clock is put right, and not two days later', async () => {
    world = await startWorld({ ticks: true, at: '2026-11-02T10:00:00+01:00' });
    const { clock, database } = world;
    await world.coordinator[platform].command('/edition ouvrir', { annee: '2026' });
    const ana = await member(world, platform, 'Ana', 'Le Fournil', 'Amiens');
    const zoe = await member(world, platform, 'Zoé', 'Le Moulin', 'Amiens');
    const idOf = async (name: string) => (await database.prisma.organisation.findFirstOrThrow({ where: { name } })).id;
    await acceptedEvent(world, {
      ...{ organisationId: await idOf('Le Moulin'), by: zoe, coOrganisers: [await idOf('Le Fournil')] },
      ...{ title: 'Bal', startsAt: '2026-11-28T18:00:00+01:00' },
    });
    const told = () => readsIn(ana, 'direct').includes('« Bal »');
    const held = () => database.prisma.delivery.count({ where: { heldUntil: { not: null } } });

    clock.set('2026-11-04T22:00:00+01:00');
    database.wake.emit(DUE_NOW);
    await zoe.command('/evenement annuler', { evenement: 'Bal' });
    await zoe.press("Annuler l'événement");
    await expect.poll(held, { timeout: 30_000 }).toBeGreaterThan(0);
    expect(told()).toBe(false);

    clock.set('2026-11-02T11:00:00+01:00');
    database.wake.emit(DUE_NOW);
    await expect.poll(told, { timeout: 30_000 }).toBe(true);
    expect(await held()).toBe(0);
  });
});
