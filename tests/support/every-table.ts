import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/database/database.ts';
import { clientOf, type Tx } from '../../src/database/transaction.ts';

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly defaulted: boolean;
}

/** The tables as the database describes them: a table that is added to the schema is here by itself. */
export interface Tables {
  readonly columns: readonly Column[];
  /** For instance 'Event.editionId' → 'Edition'. */
  readonly references: ReadonlyMap<string, string>;
  /** First value of each enumeration. */
  readonly firstOf: ReadonlyMap<string, string>;
  readonly names: readonly string[];
}

export async function readTables({ prisma }: Database): Promise<Tables> {
  const columns = await prisma.$queryRaw<Column[]>`
    SELECT table_name AS "table", column_name AS "name", CASE data_type WHEN 'ARRAY' THEN 'array' WHEN 'USER-DEFINED' THEN udt_name ELSE data_type END AS "type",
      is_nullable = 'YES' AS "nullable", column_default IS NOT NULL AS "defaulted"
    FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
      -- Wrong codes are typed where there is no region.
      AND table_name <> 'InstallAttempt' ORDER BY table_name, ordinal_position`;
  const references = await prisma.$queryRaw<{ from: string; to: string }[]>`
    SELECT source.relname || '.' || attribute.attname AS "from", target.relname AS "to"
    FROM pg_constraint
    JOIN pg_class source ON source.oid = conrelid
    JOIN pg_class target ON target.oid = confrelid
    JOIN pg_attribute attribute ON attribute.attrelid = conrelid AND attribute.attnum = conkey[1]
    WHERE contype = 'f'`;
  const enums = await prisma.$queryRaw<{ name: string; value: string }[]>`
    SELECT typname AS "name", enumlabel AS "value" FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid WHERE enumsortorder = 1`;
  return {
    columns,
    references: new Map(references.map(({ from, to }) => [from, to])),
    firstOf: new Map(enums.map(({ name, value }) => [name, value])),
    names: [...new Set(columns.map(({ table }) => table))],
  };
}

/** A region in which every table has a row. */
export interface SeededRegion {
  /** A word that stands in every text of its rows. */
  readonly marker: string;
  /** The id of the region's row, by table. */
  readonly ids: Readonly<Record<string, string>>;
}

/** Values that a column must hold to make sense; others are made up from the column's type. */
const sensible: Readonly<Record<string, unknown>> = {
  'Delivery.target': { kind: 'channel', platform: 'slack', channel: 'C1' },
  'Delivery.body': { blocks: [] },
  'Delivery.status': 'SENT',
  'Edition.startsOn': '2026-11-01',
  'Edition.endsOn': '2026-11-30',
  'Edition.year': 2026,
  'Membership.status': 'ACTIVE',
  'Person.quietFrom': '21:30',
  'Person.quietTo': '08:00',
  'Region.locale': 'fr',
  'Region.departments': ['80'],
  'Tally.shown': null,
  // Forms in which nothing has been typed yet have this value.
  'SurveyConversation.lastSeenId': null,
};

/** Columns that hold codes instead of texts. */
const codes: Readonly<Record<string, string>> = {
  department: '80',
  municipalityCode: '80021',
  locale: 'fr',
  seenLocale: 'fr',
  platform: 'slack',
  lastPlatform: 'slack',
};

export interface SeedOptions {
  readonly marker: string;
  /** The platform's id of its person. */
  readonly externalId: string;
  /** Only these tables; every one unless given. */
  readonly only?: readonly string[];
  /** Whether columns that may be empty are filled in too. */
  readonly full: boolean;
}

/** A busy machine takes longer than a transaction of people may. */
const PATIENCE = { timeout: 30_000 };

/** How many regions were seeded: what is unique among all regions holds this number. */
let seeded = 0;
const OF_ALL_REGIONS: readonly string[] = ['NationPublication.version'];

/** Stores one row in each table, all of one region, with the marker in every text. */
export async function seedRegion(database: Database, tables: Tables, options: SeedOptions): Promise<SeededRegion> {
  const { marker, full } = options;
  const chosen = tables.names.filter((name) => options.only?.includes(name) ?? true);
  const ids = Object.fromEntries(chosen.map((name) => [name, randomUUID()]));
  seeded += 1;
  const ordinal = seeded;

  const idFor = (table: string, column: string): string | null => {
    const target = tables.references.get(`${table}.${column}`);
    const guessed = /(person|By)Id$/i.test(column) ? 'Person' : `${column[0]?.toUpperCase()}${column.slice(1, -2)}`;
    return ids[target ?? guessed] ?? null;
  };
  const contentOf = ({ table, name, type, nullable }: Column): unknown => {
    if (name === 'externalId') return options.externalId;
    if (OF_ALL_REGIONS.includes(`${table}.${name}`)) return ordinal;
    const fixed = sensible[`${table}.${name}`];
    if (fixed !== undefined) return type === 'jsonb' ? JSON.stringify(fixed) : fixed;
    if (type === 'uuid') return name === 'id' ? ids[table] : (idFor(table, name) ?? (nullable ? null : randomUUID()));
    if (nullable && (!full || type.startsWith('timestamp') || type === 'date')) return null;
    if (type === 'text') return codes[name] ?? `${marker} ${table} ${name}`;
    if (type === 'jsonb') return JSON.stringify({ text: marker });
    if (type === 'array') return [];
    if (type === 'boolean') return false;
    if (type.startsWith('timestamp') || type === 'date') return '2026-09-01T09:00:00Z';
    return tables.firstOf.get(type) ?? 1;
  };

  await database.prisma.$transaction(async (tx) => {
    await tx.$executeRawUnsafe('SET LOCAL session_replication_role = replica');
    for (const table of chosen) {
      const filled = tables.columns.filter(
        (column) => column.table === table && !(column.defaulted && column.name !== 'id' && !full),
      );
      const given = filled.filter((column) => column.type !== 'bigint');
      // The row goes through JSON, so that the database itself turns each value into its column's type.
      const row = JSON.stringify(
        Object.fromEntries(given.map((column) => [column.name, asRow(contentOf(column), column)])),
      );
      const names = given.map(({ name }) => `"${name}"`).join(', ');
      await tx.$executeRawUnsafe(
        `INSERT INTO "${table}" (${names}) SELECT ${names} FROM json_populate_record(NULL::"${table}", $1::json)`,
        row,
      );
    }
  }, PATIENCE);
  return { marker, ids };
}

function asRow(value: unknown, { type }: Column): unknown {
  if (type === 'jsonb') return typeof value === 'string' ? JSON.parse(value) : value;
  return type === 'bytea' ? '\\x00' : value;
}

/** The changes that a transaction has made so far. */
export interface Changes {
  /** Rows that it added or changed, by the id of their region: all of them as one text. */
  readonly written: ReadonlyMap<string, string>;
  /** Rows of this region that are left, by table. */
  readonly left: string;
}

export async function changesIn(tx: Tx, tables: Tables, region: string): Promise<Changes> {
  const parts = tables.names.flatMap((table) => {
    const column = `t."${table === 'Region' ? 'id' : 'regionId'}"`;
    return [
      `SELECT ${column}::text AS "region", row_to_json(t)::text AS "row" FROM "${table}" t WHERE t.xmin = pg_current_xact_id()::xid`,
      `SELECT 'left', '${table} ' || count(*) FROM "${table}" t WHERE ${column} = $1::uuid`,
    ];
  });
  const rows = await clientOf(tx).$queryRawUnsafe<{ region: string; row: string }[]>(parts.join(' UNION ALL '), region);
  const written = new Map<string, string>();
  for (const { region, row } of rows) written.set(region, `${written.get(region) ?? ''}${row}\n`);
  const left = written.get('left') ?? '';
  written.delete('left');
  return { written, left };
}
