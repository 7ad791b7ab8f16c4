import { afterAll, expect, it } from 'vitest';
import { inTransaction } from '../../../src/database/transaction.ts';
import { send } from '../../../src/delivery/outbox/index.ts';
import { deliveryStore } from '../../../src/delivery/sender/store.ts';
import { testDatabase } from '../../support/database.ts';
import { NOW, say } from '../setting.ts';

const database = await testDatabase();
afterAll(() => database.close());

it('what waits for somebody who takes nothing is refused too, but for what a part of stands already, or another region says', async () => {
  const row = await database.prisma.region.create({ data: { name: 'Picardie', departments: ['80'], createdAt: NOW } });
  const scope = { region: { ...row, locale: 'fr' as const }, now: NOW };
  const target = { kind: 'private', platform: 'slack', users: ['U1'] } as const;
  await inTransaction(database, async (tx) => {
    for (const key of ['refused', 'waiting', 'begun']) {
      await send(
        { ...scope, tx },
        { key, target, message: say(key), consent: { asked: 'said' }, readAs: 'themselves' },
      );
    }
  });
  // Whoever left one region's server may be in another's.
  const other = await database.prisma.region.create({
    data: { name: 'Bretagne', departments: ['35'], createdAt: NOW },
  });
  await inTransaction(database, (tx) =>
    send(
      { region: { ...other, locale: 'fr' as const }, now: NOW, tx },
      { key: 'elsewhere', target, message: say('elsewhere'), consent: { asked: 'said' }, readAs: 'themselves' },
    ),
  );
  const refs = [{ id: '1', place: { platform: 'slack', channel: 'D1', thread: null } }];
  await database.prisma.delivery.update({ where: { key: 'begun' }, data: { refs } });
  const store = deliveryStore(database, () => NOW);
  const { lanes } = await store.page('slack', NOW, null);
  const [first] = lanes.flat();
  const claimed = first ? await store.claim(first, NOW) : null;
  if (!claimed) throw new Error('nothing was claimed');
  await store.finish(
    claimed,
    { status: 'REFUSED', reason: 'user-gone' },
    { replyPlace: null, notReached: true, refuseWaiting: { reason: 'user-gone', notReached: true }, messageGone: null },
  );
  const rows = await database.prisma.delivery.findMany({ orderBy: { sequence: 'asc' } });
  expect(rows.map(({ key, status }) => `${key} ${status}`)).toEqual([
    'refused REFUSED',
    'waiting REFUSED',
    'begun PENDING',
    'elsewhere PENDING',
  ]);
});
