import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { openEdition, plain } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { recordStatements } from '../../support/statements.ts';
import type { World } from '../../support/world.ts';

/** The numbers of proposals that wait at each stage. */
const [FEW, SOME, MORE, MANY] = [20, 500, 1_000, 5_000];
/** A statement that was asked so often is planned once for all that follow. */
const PLANNED_AFTER = 8;
/** Matches statements about proposals; as time passes the bot also asks about other things. */
const ABOUT_EVENTS = /"(Edition|Event|Occurrence|Organisation|CoOrganiser|Theme)"/;

/** The number of proposals that are stored at once: the database holds up everything else for as long as it stores them. */
const AT_ONCE = 250;

/** Stores proposals of many organisations, spread over the Month, numbered from `from` to `to`. */
async function store(world: World, from: number, to: number): Promise<void> {
  for (let first = from; first <= to; first += AT_ONCE) {
    await storeAtOnce(world, first, Math.min(first + AT_ONCE - 1, to));
    // A connection that isn't answered for seconds is taken for lost.
    await setImmediate();
  }
  // As it does each minute.
  await world.database.upkeep.refresh();
}

async function storeAtOnce({ database, clock }: World, from: number, to: number): Promise<void> {
  const { prisma } = database;
  const { id: editionId, regionId } = await prisma.edition.findFirstOrThrow();
  const at = clock.now().toISOString();
  const statements = [
    `INSERT INTO "Organisation" ("id", "regionId", "name", "nameKey", "createdAt")
     SELECT md5('organisation' || n)::uuid, '${regionId}', 'Structure ' || n, 'structure-' || n, '${at}'
     FROM generate_series(${from}, ${to}) n`,
    `INSERT INTO "Event" ("id", "regionId", "editionId", "organisationId", "number", "title", "pitch", "venue", "department",
       "contact", "status", "proposedById", "proposedAt", "updatedAt")
     SELECT gen_random_uuid(), '${regionId}', '${editionId}', md5('organisation' || n)::uuid, n, 'Visite ' || n, 'Venez.',
       'Salle', (ARRAY['02', '60', '80'])[n % 3 + 1], 'contact@example.org', 'PROPOSED', gen_random_uuid(),
       '${at}'::timestamptz + n * interval '1 second', '${at}'
     FROM generate_series(${from}, ${to}) n`,
    `INSERT INTO "Occurrence" ("id", "regionId", "eventId", "startsAt", "endsAt")
     SELECT gen_random_uuid(), '${regionId}', e."id", starts, starts + interval '2 hours'
     FROM "Event" e, LATERAL (SELECT '2026-11-01T09:00:00Z'::timestamptz + ("number" % 30) * interval '1 day'
       + ("number" % 8) * interval '1 hour' AS starts) s
     WHERE e."number" BETWEEN ${from} AND ${to}`,
  ];
  for (const statement of statements) await prisma.$executeRawUnsafe(statement);
}

/** Counts how often a date is read or compared, by whatever code, until it is stopped. */
function countDates(): () => number {
  const { prototype } = Date;
  const own = { read: prototype.getTime, compare: prototype[Symbol.toPrimitive] };
  let count = 0;
  const put = (name: 'getTime' | typeof Symbol.toPrimitive, value: unknown) =>
    Object.defineProperty(prototype, name, { value, configurable: true, writable: name === 'getTime' });
  put('getTime', function read(this: Date) {
    count += 1;
    return own.read.call(this);
  });
  put(Symbol.toPrimitive, function compare(this: Date, hint: 'default') {
    count += 1;
    return own.compare.call(this, hint);
  });
  return () => {
    put('getTime', own.read);
    put(Symbol.toPrimitive, own.compare);
    return count;
  };
}

describe.each(platformsInTurn())('a flood of proposals, on %s', (platform) => {
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  it('5 000 of them don’t freeze /evenement file: ten times as many are ten times the work, and it answers', async () => {
    const recording = recordStatements();
    const { world, coordinator } = await openEdition(platform);
    closing.push(() => world.close(), recording.stop);
    const queued = async () => {
      let dates = 0;
      await world.settle();
      recording.taken();
      const stop = countDates();
      try {
        await coordinator.command('/evenement file');
        await world.settle();
      } finally {
        dates = stop();
      }
      const asked = recording.taken().filter(({ text }) => ABOUT_EVENTS.test(text));
      return { statements: asked.length, rows: asked.reduce((sum, { rows }) => sum + rows, 0), dates };
    };
    // However often it was asked for while there were few.
    await store(world, 1, FEW);
    for (let times = 0; times < PLANNED_AFTER; times += 1) await queued();
    await store(world, FEW + 1, SOME);
    const some = await queued();
    expect(some.rows).toBeGreaterThanOrEqual(SOME);
    expect(some.dates).toBeGreaterThanOrEqual(SOME);
    for (const [before, number] of [
      [SOME, MORE],
      [MORE, MANY],
    ] as const) {
      await store(world, before + 1, number);
      const seen = await queued();
      const times = number / SOME;
      // The first answer is followed by what notes that its reader was informed, sooner or later.
      expect(seen.statements).toBeLessThanOrEqual(some.statements);
      expect(seen.rows).toBeLessThanOrEqual(times * some.rows);
      expect(seen.dates).toBeLessThanOrEqual(1.05 * times * some.dates);
    }
    expect(plain(coordinator.read())).toMatch(/5.000 propositions attendent/);
    expect(coordinator.read()).toContain('5. Visite 5');
    await coordinator.press('Accepter');
    expect(plain(coordinator.read())).toMatch(/« \d\. Visite \d » est accepté/);
  }, 120_000);
});
