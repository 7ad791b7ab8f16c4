import type { Database } from '../../../src/database/database.ts';
import type { RecordedRequest } from '../../../src/playground/local-platform.ts';

/** What notes that somebody did something, whatever it was. */
const bookkeeping = ['ReceivedEvent', 'InstallAttempt', '_prisma_migrations'];
/** Moves on by itself, every half minute: how far the bot has heard a workspace or server. */
const HEARD = 'heardUntil';

/** Every row of every table but those, as text, by its table and id; rows that hold one of these words are somebody's own. */
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

const rowOf = (table: string) => (table === 'Installation' ? `(to_jsonb(t) - '${HEARD}')` : 'row_to_json(t)');

/** What is different, in a few lines; none where nothing is. */
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

/** Of what was sent to the platforms, what holds one of these words. */
export function showing(requests: readonly RecordedRequest[], secrets: readonly string[]): readonly string[] {
  return requests.flatMap(({ path, body }) => {
    const text = JSON.stringify(body) ?? '';
    const at = secrets.map((secret) => text.indexOf(secret)).find((found) => found >= 0);
    return at === undefined ? [] : [`${path} shows …${text.slice(Math.max(0, at - 60), at + 120)}…`];
  });
}
