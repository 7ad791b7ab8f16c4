import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { type NewDelivery, sendAll } from '../../../src/delivery/outbox/index.ts';
import { testDatabase } from '../../support/database.ts';
import { type RegionAtWork, regionAtWork } from '../../support/region-at-work.ts';
import { type Recording, recordStatements } from '../../support/statements.ts';
import { say } from '../setting.ts';

const NOW = '2026-11-16T10:00:00+01:00';
const AT_NIGHT = '2026-11-16T23:00:00+01:00';

let recording: Recording;
let database: Database;
let work: RegionAtWork;
beforeAll(async () => {
  recording = recordStatements();
  database = await testDatabase();
  work = await regionAtWork(database);
});
afterAll(async () => {
  await database?.close();
  recording?.stop();
});

const store = (sendings: readonly NewDelivery[], now = NOW) => work.within(now, (scope) => sendAll(scope, sendings));
const stored = (begins: string) =>
  database.prisma.delivery.findMany({ where: { key: { startsWith: begins } }, orderBy: { sequence: 'asc' } });
const toChannels = (name: string, count: number): readonly NewDelivery[] =>
  Array.from({ length: count }, (_, index) => ({
    key: `${name}:${index}`,
    target: { kind: 'channel', platform: 'slack', channel: `C${index}` },
    message: say(`à ${index}`),
  }));

describe('many deliveries of one transaction', () => {
  it('are stored by as many statements as one is, two thousand of them', async () => {
    const statements = async (count: number) => {
      recording.taken();
      await store(toChannels(`count-${count}`, count));
      return recording.taken().length;
    };
    // The first run includes what a connection asks only once.
    await store(toChannels('first', 1));
    const one = await statements(1);
    expect(one).toBeGreaterThan(2);
    expect(await statements(2_000)).toBe(one);
    expect(await stored('count-2000:')).toHaveLength(2_000);
  });

  it('keep their order and count once by their key, within a call and after it', async () => {
    const some = toChannels('once', 40);
    const [again] = some;
    if (!again) throw new Error('there are none');
    const first = await store([...some, { ...again, message: say('encore') }]);
    expect([...first]).toEqual(some.map(({ key }) => key));
    const rows = await stored('once:');
    expect(rows.map(({ key }) => key)).toEqual(some.map(({ key }) => key));
    expect(rows[0]?.body).toEqual(say('à 0'));
    expect([...(await store([...some, ...toChannels('once-more', 1)]))]).toEqual(['once-more:0']);
    expect(await stored('once:')).toEqual(rows);
  });

  it('are stored with all that is said about them', async () => {
    const personId = await work.person('Ana');
    const words = 'L’été « là-bas » : 100 % d’« é », "à" \\ \n\t🎉';
    const target = { kind: 'private', platform: 'discord', users: ['U1', 'U2'] } as const;
    const consent = { unasked: 'kit', personId } as const;
    const about = 'survey:1';
    await store([{ key: 'whole', target, message: say(words), about, consent, readAs: ['coordinator'] }], AT_NIGHT);
    const [row] = await stored('whole');
    const { id, sequence, ...rest } = row ?? {};
    expect(rest).toEqual({
      ...{
        key: 'whole',
        regionId: work.region.id,
        rank: 0,
        platform: 'discord',
        target,
        body: say(words),
        editOf: null,
      },
      ...{ about, unsolicitedTo: personId, unsolicitedKind: 'kit', readAs: ['coordinator'] },
      ...{ heldUntil: new Date('2026-11-17T08:00:00+01:00'), createdAt: new Date(AT_NIGHT) },
      ...{ status: 'PENDING', reason: null, attempts: 0, notBefore: null, claimedAt: null, sentAt: null },
      ...{ refs: null, channel: null, thread: null, names: [] },
    });
  });
});
