import { afterAll, beforeAll, expect, it } from 'vitest';
import { inTransaction } from '../../../src/database/transaction.ts';
import { BACKUP_FAILED, schedule } from '../../../src/schedule/due.ts';
import { plain } from '../../support/events.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

it('the coordinators hear in both channels, once a day, that the night’s backup failed', async () => {
  const region = await world.database.prisma.region.findFirstOrThrow();
  const told = () =>
    (['slack', 'discord'] as const).map(
      (platform) =>
        world.coordinator[platform]
          .screen()
          .filter(({ text }) => plain(text).includes("Je n'ai pas pu faire ma sauvegarde de cette nuit")).length,
    );
  const fails = async (at: string) => {
    const now = new Date(at);
    const scope = { region: { ...region, locale: 'fr' as const }, now };
    await inTransaction(world.database, (tx) =>
      schedule({ ...scope, tx }, { kind: BACKUP_FAILED, subject: '', at: now, expires: null }),
    );
    await world.goTo(now);
  };
  await fails('2026-09-16T08:00:00+02:00');
  await fails('2026-09-16T08:10:00+02:00');
  expect(told()).toEqual([1, 1]);
  await fails('2026-09-17T08:00:00+02:00');
  expect(told()).toEqual([2, 2]);
});
