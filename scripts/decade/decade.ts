import { allRegions } from '../../src/access/region/region-store.ts';
import { settableTerms } from '../../src/access/region/terms.ts';
import { dueHandlers } from '../../src/composition.ts';
import type { Database } from '../../src/database/database.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { silentLog } from '../../src/log.ts';
import { planPurge } from '../../src/schedule/purge.ts';
import { createSchedule } from '../../src/schedule/run-due.ts';
import { begin, playYear, type Use } from './year.ts';

/** The rows left at the end of a year, and the cost of its purge. */
export interface YearsEnd {
  readonly year: number;
  /** Rows, by table; those without any are left out. */
  readonly rows: Readonly<Record<string, number>>;
  /** Messages whose words are gone and that are kept since somebody whom they name is known. */
  readonly naming: number;
  /** Bytes of all tables with their texts, and of their indexes. */
  readonly tables: number;
  readonly indexes: number;
  /** Steps of the purge, a transaction each, and how long it took, in milliseconds. */
  readonly steps: number;
  readonly milliseconds: number;
}

/** The first year played. */
const FIRST = 2030;
/**
 * Returns how many years it takes until as much is let go of as comes: where a message stands is kept as long as somebody it names is
 * known, who is for as long as they stay, and as an edition is kept from its end on.
 */
const fullAfter = ({ stays }: Use) => stays + settableTerms.edition.days / 365 + 2;
/** The growth that is tolerated: a purge at a year's end leaves what isn't yet over on that day. */
const TOLERANCE = 1.05;
/** Pages that a vacuum has emptied stay with a table, for what comes next. */
const SIZE_TOLERANCE = 1.25;

/** Plays years, at the end of each of which everything whose term is over is purged as it is every night. Tells each year. */
export async function playYears(
  database: Database,
  use: Use,
  years: number,
  tell: (end: YearsEnd) => void = () => {},
): Promise<readonly YearsEnd[]> {
  const ends: YearsEnd[] = [];
  await begin(database, use, new Date(`${FIRST}-01-01T00:00:00Z`));
  for (let year = FIRST; year < FIRST + years; year += 1) {
    await playYear(database, use, year, year === FIRST);
    // A little later each year, so that what is just as old as its term is over.
    const at = `03:${30 + (year % 10)}:00Z`;
    const purged = await purge(database, new Date(`${year}-12-30T${at}`));
    // A row that was deleted in one night may have kept another one, which goes in the next.
    await purge(database, new Date(`${year}-12-31T${at}`));
    await database.upkeep.run();
    // A server does this by itself, in its own time.
    await database.prisma.$executeRawUnsafe('VACUUM');
    const end = { year, ...purged, ...(await measure(database)) };
    tell(end);
    ends.push(end);
  }
  return ends;
}

/** Returns what grew although the longest term is over: each table, and the size of them all; nothing where all stays level. */
export function grown(ends: readonly YearsEnd[], use: Use): readonly string[] {
  const full = ends[fullAfter(use) - 1];
  const last = ends.at(-1);
  if (!full || !last || full === last) throw new Error(`play more than ${fullAfter(use)} years`);
  const tables = Object.entries(last.rows).filter(([table, rows]) => rows > (full.rows[table] ?? 0) * TOLERANCE + 1);
  return [
    ...tables.map(
      ([table, rows]) => `${table}: ${full.rows[table] ?? 0} rows in ${full.year}, ${rows} in ${last.year}`,
    ),
    ...(['tables', 'indexes', 'steps'] as const)
      .filter((what) => last[what] > full[what] * SIZE_TOLERANCE + 1)
      .map((what) => `${what}: ${full[what]} in ${full.year}, ${last[what]} in ${last.year}`),
  ];
}

/** How often a step may fail that takes longer than a transaction may, on a machine that does other things. */
const PATIENCE = 50;

async function purge(database: Database, now: Date): Promise<Pick<YearsEnd, 'steps' | 'milliseconds'>> {
  const began = performance.now();
  const plan = async () => {
    for (const region of await allRegions(database)) {
      await inTransaction(database, (tx) => planPurge({ tx, region, now }));
    }
  };
  const failed: unknown[] = [];
  const log = { ...silentLog, error: (_: string, error: unknown) => void failed.push(error) };
  const schedule = createSchedule(database, dueHandlers, log);
  await plan();
  let steps = 0;
  let failures = 0;
  for (;;) {
    const done = await schedule.runDue(now);
    steps += done;
    if (failed.length > 0) {
      // Due items that fail are put off: a year would seem to cost nothing.
      failures += failed.length;
      if (failures > PATIENCE) throw failed[0];
      failed.length = 0;
      await plan();
    } else if (done === 0) return { steps, milliseconds: Math.round(performance.now() - began) };
  }
}

async function measure({ prisma }: Database): Promise<Pick<YearsEnd, 'rows' | 'naming' | 'tables' | 'indexes'>> {
  const tables = await prisma.$queryRaw<readonly { readonly name: string }[]>`
    SELECT relname AS "name" FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
      AND relname <> '_prisma_migrations' ORDER BY relname`;
  const rows: Record<string, number> = {};
  for (const { name } of tables) {
    const [found] = await prisma.$queryRawUnsafe<{ count: number }[]>(`SELECT count(*)::int AS count FROM "${name}"`);
    if (found && found.count > 0) rows[name] = found.count;
  }
  const [size] = await prisma.$queryRaw<readonly { readonly tables: number; readonly indexes: number }[]>`
    SELECT sum(pg_table_size(oid))::float8 AS "tables", sum(pg_indexes_size(oid))::float8 AS "indexes"
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`;
  const [kept] = await prisma.$queryRaw<readonly { readonly count: number }[]>`
    SELECT count(*)::int AS "count" FROM "Delivery" WHERE "body" IS NULL AND cardinality("names") > 0`;
  return { rows, naming: kept?.count ?? 0, tables: size?.tables ?? 0, indexes: size?.indexes ?? 0 };
}
