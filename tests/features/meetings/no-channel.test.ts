import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlatformName } from '../../../src/chat/place.ts';
import { organiser, plain, propose } from '../../support/events.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

const names = { slack: 'Slack', discord: 'Discord' } as const;

/** An announcement goes nowhere while no channel is chosen: its author is told so, and what to do. */
describe.each(platformsInTurn())('without a channel for announcements, a coordinator on %s', (platform) => {
  const elsewhere = other[platform];
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world?.close());

  const silence = (where: readonly PlatformName[]) =>
    world.database.prisma.installation.updateMany({
      where: { platform: { in: [...where] } },
      data: { announcementsChannel: null },
    });

  it('is told on which platform nothing is said, and says it on the other', async () => {
    await silence([elsewhere]);
    const coordinator = world.coordinator[platform];
    const told = `Rien n'est annoncé sur ${names[elsewhere]} : aucun salon d'annonces n'y est choisi. Pour en choisir un, tapez-y /installer.`;
    const reader = world.person(platform, 'Sam');
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    expect(plain(coordinator.read())).toContain(told);
    expect(reader.look()).toContain("c'est ouvert");

    await propose(await organiser(world, platform, 'Ana', 'Les Jardins'), { title: 'Marché' });
    await coordinator.press('Accepter', { in: 'Marché' });
    expect(plain(coordinator.read())).toContain(told);
    expect(reader.look()).toContain('Marché');

    await coordinator.command('/reunion programmer', { titre: 'Point', date: 'mardi 6 octobre 14h', lieu: 'Amiens' });
    await coordinator.press('Annoncer la réunion');
    expect(plain(coordinator.read())).toContain(told);
    expect(reader.look()).toContain('Réunion : Point');
  });

  it('is told when nothing is said anywhere; a meeting nobody would learn of is not announced', async () => {
    await silence(['slack', 'discord']);
    const coordinator = world.coordinator[platform];
    await propose(await organiser(world, platform, 'Ben', 'Le Fournil'), { title: 'Fête du pain' });
    await coordinator.press('Accepter', { in: 'Fête du pain' });
    expect(plain(coordinator.read())).toMatch(/Rien n'est annoncé sur (Slack et Discord|Discord et Slack)/);

    await coordinator.command('/reunion programmer', { titre: 'Bilan', date: 'mardi 6 octobre 14h', lieu: 'Amiens' });
    await coordinator.press('Annoncer la réunion');
    expect(coordinator.read()).toContain('personne ne verrait la réunion');
    expect(coordinator.read()).toContain('/installer');
    expect(coordinator.sees('Corriger')).toBe(true);
    expect(await world.database.prisma.meeting.count({ where: { title: 'Bilan' } })).toBe(0);
  });
});
