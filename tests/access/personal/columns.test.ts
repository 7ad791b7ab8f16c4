import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personalColumns as readColumns } from '../../../scripts/personal-columns.mjs';
import { describedTables, personalColumns } from '../../../src/access/personal/columns.ts';
import type { Database } from '../../../src/database/database.ts';
import { onePerPerson } from '../../../src/features/people/account-link-store.ts';
import { testDatabase } from '../../support/database.ts';

const schema = readFileSync(new URL('../../../prisma/schema.prisma', import.meta.url), 'utf8');

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

describe('the list of personal columns', () => {
  it('has a decision for every column of every table that the database has', async () => {
    const rows = await database.prisma.$queryRaw<{ table: string; column: string }[]>`
      SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'`;
    const decided = new Set([
      ...Object.entries(describedTables).flatMap(([table, { plain }]) => plain.map((column) => `${table}.${column}`)),
      ...personalColumns.map(({ table, column }) => `${table}.${column}`),
    ]);
    expect(rows.length).toBeGreaterThan(450);
    expect(rows.map(({ table, column }) => `${table}.${column}`).filter((name) => !decided.has(name))).toEqual([]);
    expect(decided.size).toBe(rows.length);
  });

  it('is the one that the schema says, column by column', () => {
    const read = readColumns(schema);
    expect(personalColumns).toEqual(read.columns);
    expect(describedTables).toEqual(read.tables);
  });

  it('calls personal whatever is named as a person, an account or a name', () => {
    const telling = /^(personId|externalId|authorId|authorName|unsolicitedTo|userId|\w+ById)$/;
    const plain = Object.entries(describedTables).flatMap(([table, one]) =>
      one.plain.filter((column) => telling.test(column)).map((column) => `${table}.${column}`),
    );
    expect(plain).toEqual([]);
  });

  it('says of each column whose it is, by a column of the same table', () => {
    const wrong = personalColumns.filter(({ table, of }) => {
      const known = [...(describedTables[table]?.plain ?? []), 'anybody', 'chamber'];
      return !known.includes(of) && !personalColumns.some((one) => one.table === table && one.column === of);
    });
    expect(wrong).toEqual([]);
  });

  it('keeps one row of two of a merged person exactly where a table has at most one of each', () => {
    const better = personalColumns.filter(({ merge }) => merge === 'better').map(({ table }) => table);
    expect(better.toSorted()).toEqual(Object.keys(onePerPerson).toSorted());
  });
});

describe('a schema without a decision', () => {
  const add = (line: string) => schema.replace(/(model Meeting \{\n)/, `$1${line}\n`);

  it('is refused, and the column named', () => {
    expect(() => readColumns(add('  host String'))).toThrow('Meeting.host has no decision');
  });

  it.each([
    ['  /// @personal(holds: words, of: createdById, erase: shred, merge: row)\n  host String', '"erase: shred"'],
    ['  /// @personal(holds: words, of: createdById, erase: keep, merge: row)\n  host String', 'without a reason'],
    ['  /// @personal(holds: words, of: createdById, erase: clear)\n  host String', '"merge"'],
    ['  /// @personal(holds: words, erase: clear, merge: row)\n  hosts String[]\n  guest String', 'Meeting.guest'],
  ])('is refused with half of one: %s', (line, said) => {
    expect(() => readColumns(add(line))).toThrow(said);
  });

  it('is refused where a table says nothing, or names a column that it has not', () => {
    expect(() => readColumns(schema.replace(/\/\/\/ @table\(for: organise, kept: edition\)\n/, ''))).toThrow(
      'says nothing',
    );
    expect(() => readColumns(schema.replace('@plain(id, ', '@plain(id, ghost, '))).toThrow('has no column ghost');
  });
});
