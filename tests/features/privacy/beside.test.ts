import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/access/actor/actor.ts';
import { erasuresSoFar } from '../../../src/access/personal/erasures-store.ts';
import type { Region } from '../../../src/access/region/region.ts';
import { regionById } from '../../../src/access/region/region-store.ts';
import type { Database } from '../../../src/database/database.ts';
import { clientOf, inTransaction, type Tx } from '../../../src/database/transaction.ts';
import { send } from '../../../src/delivery/outbox/index.ts';
import { ERASURE } from '../../../src/features/privacy/erasure.ts';
import { erasureJobs } from '../../../src/features/privacy/jobs.ts';
import { eraseMe } from '../../../src/features/privacy/operations.ts';
import { runsOnServer, testDatabase } from '../../support/database.ts';
import { gate } from '../../support/gate.ts';
import { createRegion } from '../../support/region-row.ts';
import { tablesNaming } from '../../support/traces.ts';

const NAME = 'Marie Dupont';
const before = new Date('2026-11-16T09:00:00+01:00');
const now = new Date('2026-11-16T09:00:01+01:00');

// The embedded database does one transaction after the other.
describe.runIf(runsOnServer())('an erasure, beside a transaction that had begun before it', () => {
  let database: Database;
  let region: Region;
  beforeAll(async () => {
    database = await testDatabase();
    region = (await regionById(database, (await createRegion(database)).id)) as Region;
  });
  afterAll(() => database.close());

  const goesOn = (id: string) =>
    inTransaction(database, async (tx) => {
      // No platform is there that has a place to empty.
      await clientOf(tx).erasure.updateMany({ where: { id }, data: { homes: [] } });
      await erasureJobs[ERASURE]?.({ tx, region, now }, id);
    });
  const found = (id: string) => database.prisma.erasure.findUniqueOrThrow({ where: { id } });
  const counted = () => inTransaction(database, (tx) => erasuresSoFar({ tx, region, now }));

  it('isn’t over before that has ended, and finds what it stored last', async () => {
    const data = { regionId: region.id, name: NAME, lastPlatform: 'slack', createdAt: before };
    const { id: personId } = await database.prisma.person.create({ data });
    const identity = { regionId: region.id, personId, platform: 'slack', externalId: 'UMARIE', name: NAME };
    await database.prisma.identity.create({ data: identity });
    expect(await counted()).toBe(0);

    const read = gate();
    const stored = gate();
    const said = async (tx: Tx) => {
      const { name } = await clientOf(tx).person.findUniqueOrThrow({ where: { id: personId } });
      read.open();
      await stored.opened;
      await send(
        { tx, region, now: before },
        {
          key: `card:${randomUUID()}`,
          target: { kind: 'channel', platform: 'slack', channel: 'C1' },
          message: { blocks: [{ kind: 'text', text: `${name} a proposé un événement` }] },
        },
      );
    };
    const late = inTransaction(database, said, { timeoutMs: 60_000 });
    await read.opened;

    const actor: Actor = {
      ...{ personId, name: NAME, platform: 'slack', externalId: 'UMARIE', team: 'T1', administrator: false },
      ...{ coordinator: false, delegateOf: [], organisations: [], requests: [], separable: null, locale: 'fr' },
    };
    const { id } = await inTransaction(database, (tx) => eraseMe.run({ tx, region, now, actor }, {}));
    for (let times = 0; times < 3; times++) await goesOn(id);
    expect(await found(id)).toMatchObject({ endedAt: null, doing: { phase: 'waiting', round: 1, searched: false } });
    // As long as it searches, no document is read.
    expect(await counted()).toBeNull();

    stored.open();
    await late;
    expect((await tablesNaming({ database }, [NAME])).some((row) => row.startsWith('Delivery'))).toBe(true);
    for (let times = 0; times < 20 && (await found(id)).endedAt === null; times++) {
      await goesOn(id);
      const sent = { status: 'SENT', sentAt: now } as const;
      await database.prisma.delivery.updateMany({ where: { status: 'PENDING' }, data: sent });
    }
    expect((await found(id)).endedAt).not.toBeNull();
    expect(await tablesNaming({ database }, [NAME, 'UMARIE', personId])).toEqual([]);
    expect(await counted()).toBe(1);
  });
});
