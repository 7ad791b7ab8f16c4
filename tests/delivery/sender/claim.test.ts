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
    expect(claimed).toEqual({
      ...own,
      message: say('un'),
      readAs: ['coordinator'],
      known: { team: null, readers: [] },
    });
    expect(await stateOf(card.id)).toEqual({ status: 'SENDING', attempts: 1, claimedAt: LATER });
    // The row that was read before is out of date.
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

  it('reads who reads it, as they are at that moment, for an edit by what it edits', async () => {
    const { card, change } = await cardAndEdit(platform);
    const { id: regionId } = await database.prisma.region.findFirstOrThrow();
    const { person, identity, organisation, membership, teamRole, installation } = database.prisma;
    await installation.create({ data: { regionId, platform, team: 'T1', installedAt: NOW } });
    const seen = { lastPlatform: platform, createdAt: NOW, name: 'Anna' };
    const anna = await person.create({ data: { regionId, ...seen } });
    await identity.create({ data: { regionId, platform, externalId: 'U1', name: 'Anna', personId: anna.id } });
    const own = { regionId, createdAt: NOW };
    const lilas = await organisation.create({ data: { ...own, name: 'Lilas', nameKey: 'lilas' } });
    const roses = await organisation.create({ data: { ...own, name: 'Roses', nameKey: 'roses' } });
    const asked = { regionId, personId: anna.id, requestedAt: NOW };
    await membership.create({ data: { ...asked, organisationId: lilas.id, status: 'ACTIVE' } });
    await membership.create({ data: { ...asked, organisationId: roses.id, status: 'PENDING' } });
    await teamRole.create({ data: { regionId, personId: anna.id, role: 'COORDINATOR', grantedAt: NOW } });
    const reader = { account: 'U1', isGone: false, organisations: [lilas.id], roles: ['COORDINATOR'] };
    expect((await store.claim(card, LATER))?.known).toEqual({ team: 'T1', readers: [reader] });
    expect(await store.readersAmong(card, ['U1', 'U2'])).toEqual({ team: 'T1', readers: [reader] });

    await delivery.update({ where: { id: card.id }, data: { status: 'SENT', refs } });
    await identity.updateMany({ data: { goneAt: NOW } });
    await membership.deleteMany();
    await teamRole.deleteMany();
    const left = { ...reader, isGone: true, organisations: [], roles: [] };
    expect((await store.claim(change, LATER))?.known).toEqual({ team: 'T1', readers: [left] });
  });

  it('of an edit says whether what it edits stands in the thread of the organisation it was sent to', async () => {
    const { card, change } = await cardAndEdit(platform);
    const { id: regionId } = await database.prisma.region.findFirstOrThrow();
    const { organisation, organisationThread } = database.prisma;
    const { id: organisationId } = await organisation.create({
      data: { regionId, createdAt: NOW, name: 'Lilas', nameKey: 'lilas' },
    });
    const target = {
      kind: 'organisation',
      platform,
      organisation: organisationId,
      title: 'Lilas',
      to: 'U1',
      calls: [],
    };
    await delivery.update({ where: { id: card.id }, data: { status: 'SENT', refs, target } });
    expect((await store.claim(change, LATER))?.standsInThread).toBe(false);
    await organisationThread.create({ data: { regionId, organisationId, platform, channel: 'D1' } });
    await delivery.update({ where: { id: change.id }, data: { status: 'PENDING', attempts: 0 } });
    expect((await store.claim(change, LATER))?.standsInThread).toBe(true);
  });

  it.each(['REFUSED', 'UNKNOWN'] as const)('of an edit of what is %s is given, so that it ends', async (status) => {
    const { card, change } = await cardAndEdit(platform);
    await delivery.update({ where: { id: card.id }, data: { status } });
    expect((await store.claim(change, LATER))?.parent).toMatchObject({ status, refs: null });
  });
});
