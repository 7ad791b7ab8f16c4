import { afterAll, beforeAll, expect, it } from 'vitest';
import { manualClock } from '../../../src/playground/clock.ts';
import { organiserWithEvent } from '../../support/events.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
const clock = manualClock();
beforeAll(async () => {
  world = await startWorld({ at: '2026-09-15T09:00:00+02:00', protocolClock: clock });
  await world.coordinator.discord.command('/edition ouvrir', { annee: '2026' });
});
afterAll(() => world?.close());

const stored = async () => {
  const { link, price, invitedOfficials } = await world.database.prisma.event.findFirstOrThrow();
  return { link, price, invitedOfficials };
};

it('a page of a form that comes again, since its answer got lost, is that page again, and empties no other', async () => {
  const ana = await organiserWithEvent(world, 'discord', 'Ana', 'Portes ouvertes', '14 novembre de 14h à 18h');
  await ana.press('Compléter la fiche');
  await ana.fill({ price: 'gratuit', link: 'www.jardins.fr/mois', invitedOfficials: 'La maire' });
  const { invitedOfficials } = await stored();
  expect(await stored()).toMatchObject({ link: expect.stringContaining('jardins'), price: 'gratuit' });

  await ana.press('Compléter');
  const path = '/interactions/:interaction/:token/callback';
  const fault = world.discord.fault({ kind: 'status', status: 503, path, times: 1_000 });
  const sent = ana.platform.submit(ana.user.id, { price: '3 euros' }).catch((error: unknown) => error);
  // Both pages are known by then, and Discord waits no longer: the form stays open.
  await expect.poll(() => fault.hits(), { timeout: 20_000 }).toBeGreaterThan(0);
  clock.advance(3_001);
  expect(await sent).toBeInstanceOf(Error);
  fault.cancel();
  await world.settle();
  await ana.platform.submit(ana.user.id, { price: '5 euros' });
  await world.settle();
  await ana.press('Continuer');
  await ana.fill({});
  expect(await stored()).toEqual({ link: 'https://www.jardins.fr/mois', price: '5 euros', invitedOfficials });
}, 60_000);
