import type { Database } from '../../../src/database/database.ts';
import type { RecordedRequest } from '../../../src/playground/local-platform.ts';

/** Tables that note that somebody did something, whatever it was. */
const bookkeeping = ['ReceivedEvent', 'InstallAttempt', '_prisma_migrations'];
/**
 * Columns that the bot changes by itself: each half minute until when it has heard a workspace or server, and at its
 * start which database a region is in.
 */
const BY_ITSELF: Readonly<Record<string, string>> = { Installation: 'heardUntil', Region: 'origins' };

/**
 * Returns every row of all other tables as text, by its table and id. Rows that contain one of these words belong to
 * that person.
 */
export async function rowsBut({ prisma }: Database, own: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT table_name AS "name" FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name`;
  const read = tables
    .filter(({ name }) => !bookkeeping.includes(name))
    .map(({ name }) => `SELECT '${name} ' || t."id"::text AS "key", ${rowOf(name)}::text AS "row" FROM "${name}" t`);
  const rows = await prisma.$queryRawUnsafe<{ key: string; row: string }[]>(read.join(' UNION ALL '));
  const isOwn = (row: string) => own.some((word) => row.includes(word));
  return new Map(rows.filter(({ row }) => !isOwn(row)).map(({ key, row }) => [key, row]));
}

function rowOf(table: string): string {
  const column = BY_ITSELF[table];
  return column === undefined ? 'row_to_json(t)' : `(to_jsonb(t) - '${column}')`;
}

/** Returns the differences in a few lines; none where nothing differs. */
export function differences(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] {
  const changed = [...after]
    .filter(([key, row]) => before.get(key) !== row)
    .map(([key, row]) => `${key} is now ${row.slice(0, 400)}`);
  const gone = [...before.keys()].filter((key) => !after.has(key)).map((key) => `${key} is gone`);
  return [...gone, ...changed];
}

/** Returns the requests to the platforms that contain one of these words. */
export function showing(requests: readonly RecordedRequest[], secrets: readonly string[]): readonly string[] {
  return requests.flatMap(({ path, body }) => {
    const text = JSON.stringify(body) ?? '';
    const at = secrets.map((secret) => text.indexOf(secret)).find((found) => found >= 0);
    return at === undefined ? [] : [`${path} shows …${text.slice(Math.max(0, at - 60), at + 120)}…`];
  });
}
