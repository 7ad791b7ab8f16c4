import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '../../../src/database/transaction.ts';
import { edit, send } from '../../../src/delivery/outbox/index.ts';
import type { PendingDelivery } from '../../../src/delivery/sender/delivery.ts';
import { deliveryStore } from '../../../src/delivery/sender/store.ts';
import { emptyDatabase, testDatabase } from '../../support/database.ts';
import { NOW, say } from '../setting.ts';

const database = await testDatabase();
afterAll(() => database.close());
const { delivery } = database.prisma;
const store = deliveryStore(database, () => NOW);
const LATER = new Date(NOW.getTime() + 60_000);

beforeEach(async () => {
  await emptyDatabase(database);
});

/** Stores a card and an edit of it. Returns both as they wait to be sent. */
async function cardAndEdit(platform: string): Promise<{ card: PendingDelivery; change: PendingDelivery }> {
  const row = await database.prisma.region.create({ data: { name: 'Picardie', departments: ['80'], createdAt: NOW } });
  const region = { ...row, locale: 'fr' as const };
  const target = { kind: 'private', platform, users: ['U1'] } as const;
  const sending = {
    key: 'card',
    target,
    message: say('un'),
    consent: { asked: 'said' },
    readAs: ['coordinator'],
  } as const;
  await inTransaction(database, (tx) => send({ tx, region, now: NOW }, sending));
  await delivery.updateMany({ data: { status: 'SENDING' } });
  await inTransaction(database, (tx) => edit({ tx, region, now: NOW }, 'card', say('deux')));
  await delivery.updateMany({ where: { key: 'card' }, data: { status: 'PENDING' } });
  const { lanes } = await store.page(platform, NOW, null);
  const [card, change] = lanes.flat();
  if (!card || !change) throw new Error('both are to be sent');
  return { card, change };
}

const stateOf = (id: string) =>
  delivery.findUniqueOrThrow({ where: { id }, select: { status: true, attempts: true, claimedAt: true } });

describe.each(['slack', 'discord'])('a claim, on %s', (platform) => {
  const refs = [{ id: '1', place: { platform, channel: 'D1', thread: null } }];

  it('is given to one of several, and says what the row says', async () => {
    const { card } = await cardAndEdit(platform);
    const claims = await Promise.all([1, 2, 3].map(() => store.claim(card, LATER)));
    const [claimed, ...others] = claims.filter((one) => one !== null);
    expect(others).toEqual([]);
    const { id, regionId, key, target } = card;
    const own = { id, regionId, key, target, platform, isFirst: false, editOf: null, attempts: 1 };
    expect(claimed).toEqual({ ...own, message: say('un'), readAs: ['coordinator'] });
    expect(await stateOf(card.id)).toEqual({ status: 'SENDING', attempts: 1, claimedAt: LATER });
    // What was read of it before is out of date.
    await delivery.update({ where: { id: card.id }, data: { status: 'PENDING' } });
    expect(await store.claim(card, LATER)).toBeNull();
  });

  it('of an edit waits for what it edits, and reads it', async () => {
    const { card, change } = await cardAndEdit(platform);
    const waits = { status: 'PENDING', attempts: 0, claimedAt: null };
    for (const state of [
      { status: 'PENDING' as const },
      { status: 'SENDING' as const },
      { status: 'SENT' as const, refs: [] },
    ]) {
      await delivery.update({ where: { id: card.id }, data: state });
      expect(await store.claim(change, LATER)).toBeNull();
      expect(await stateOf(change.id)).toEqual(waits);
    }
    await delivery.update({ where: { id: card.id }, data: { status: 'SENT', refs } });
    const claimed = await store.claim(change, LATER);
    expect(claimed).toMatchObject({ id: change.id, attempts: 1, message: say('deux'), readAs: [] });
    expect(claimed?.parent).toEqual(await store.refsOf('card'));
    expect(claimed?.parent).toEqual({ status: 'SENT', refs, target: card.target, readAs: ['coordinator'] });
  });

  it.each(['REFUSED', 'UNKNOWN'] as const)('of an edit of what is %s is given, so that it ends', async (status) => {
    const { card, change } = await cardAndEdit(platform);
    await delivery.update({ where: { id: card.id }, data: { status } });
    expect((await store.claim(change, LATER))?.parent).toMatchObject({ status, refs: null });
  });
});
