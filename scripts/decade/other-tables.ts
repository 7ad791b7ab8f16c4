import { describedTables } from '../../src/access/personal/columns.ts';
import { daysOf, settableTermNames, settableTerms, type TermDays } from '../../src/access/region/terms.ts';
import type { Database } from '../../src/database/database.ts';

/** A column of a table, with the table that it refers to; null where it refers to none. */
interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly refersTo: string | null;
  /** The first value of its enumeration; null where it has none. */
  readonly first: string | null;
}

const usual = Object.fromEntries(settableTermNames.map((term) => [term, settableTerms[term].days])) as TermDays;

/** Returns the tables whose rows have a term, but for these: one of them that nothing purges would grow with every year. */
export function tablesWithTermBut(played: ReadonlySet<string>): readonly string[] {
  return Object.entries(describedTables).flatMap(([table, { kept }]) =>
    daysOf(kept, usual) === null || played.has(table) ? [] : [table],
  );
}

/** Returns the id of a row that is played so, as SQL. */
const idOf = (table: string) => `md5(r.id::text || ':${table}:' || y::text || ':' || o::text)::uuid`;

/**
 * Returns statements that leave a row for each organisation and year in each of these tables, after those that it refers to. `ids` are
 * the ids, as SQL, of rows of tables that are played otherwise; `from` names the region r, the year y and the organisation o.
 */
export async function rowsIn(
  { prisma }: Database,
  tables: readonly string[],
  { ids, from, at }: { readonly ids: Readonly<Record<string, string>>; readonly from: string; readonly at: string },
): Promise<readonly string[]> {
  const columns = await prisma.$queryRaw<readonly Column[]>`
    SELECT c.table_name AS "table", c.column_name AS "column", c.udt_name AS "type", c.is_nullable = 'YES' AS "nullable",
      (SELECT target.relname FROM pg_constraint k JOIN pg_class own ON own.oid = k.conrelid JOIN pg_class target ON target.oid = k.confrelid
        JOIN pg_attribute a ON a.attrelid = own.oid AND a.attnum = k.conkey[1]
        WHERE k.contype = 'f' AND own.relname = c.table_name AND a.attname = c.column_name LIMIT 1) AS "refersTo",
      (SELECT e.enumlabel FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
        WHERE t.typname = c.udt_name ORDER BY e.enumsortorder LIMIT 1) AS "first"
    FROM information_schema.columns c
    WHERE c.table_schema = 'public' AND c.is_identity = 'NO' AND c.table_name = ANY (${[...tables]}) ORDER BY 1, c.ordinal_position`;
  const filling = ({ table, column, type, nullable, refersTo, first }: Column): string | null => {
    const target = refersTo ?? named(column);
    if (column === 'id') return idOf(table);
    if (column === 'regionId') return 'r.id';
    if (target !== null && ids[target] !== undefined) return ids[target];
    if (target !== null && tables.includes(target)) return idOf(target);
    if (column === 'year') return 'y';
    if (type.startsWith('timestamp') && (!nullable || /^(at|.*At)$/.test(column))) return at;
    if (nullable) return null;
    if (first !== null) return `'${first}'`;
    if (type.startsWith('_')) return `'{}'`;
    if (type === 'uuid') return 'gen_random_uuid()';
    if (type === 'jsonb') return `'{}'`;
    if (type === 'bool') return 'false';
    if (type === 'date') return at;
    if (type === 'bytea') return `'\\x00'`;
    return type === 'text' ? `'${table}' || y || ':' || o || r.id` : 'o';
  };
  const left = new Map(tables.map((table) => [table, columns.filter((one) => one.table === table)]));
  const statements: string[] = [];
  while (left.size > 0) {
    const ready = [...left].filter(([table, own]) =>
      own.every(({ refersTo }) => refersTo === null || refersTo === table || !left.has(refersTo)),
    );
    if (ready.length === 0) throw new Error(`these refer to each other: ${[...left.keys()].join(', ')}`);
    for (const [table, own] of ready) {
      left.delete(table);
      const given = own.flatMap((one) => {
        const value = filling(one);
        return value === null ? [] : [{ column: one.column, value }];
      });
      statements.push(`INSERT INTO "${table}" (${given.map(({ column }) => `"${column}"`).join(', ')})
        SELECT ${given.map(({ value }) => value).join(', ')} ${from} ON CONFLICT DO NOTHING`);
    }
  }
  return statements;
}

/** Returns the table that a column is named after: "editionId" is of "Edition"; null where it is named after none. */
function named(column: string): string | null {
  const [, first = '', rest = ''] = /^([a-z])(\w*)Id$/.exec(column) ?? [];
  if (first !== '') return `${first.toUpperCase()}${rest}` in describedTables ? `${first.toUpperCase()}${rest}` : null;
  return /ById$/.test(column) ? 'Person' : null;
}
