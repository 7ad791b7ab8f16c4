import { afterAll, beforeAll, expect, it } from 'vitest';
import { grown, playYears, type YearsEnd } from '../../scripts/decade/decade.ts';
import { tablesWithTermBut } from '../../scripts/decade/other-tables.ts';
import { describedTables } from '../../src/access/personal/columns.ts';
import type { Database } from '../../src/database/database.ts';
import { testDatabase } from '../support/database.ts';

const use = { regions: 2, organisations: 6, stays: 3 };

let database: Database;
let ends: readonly YearsEnd[];
beforeAll(async () => {
  database = await testDatabase();
  ends = await playYears(database, use, 12);
}, 600_000);
afterAll(() => database?.close());

it('after twelve years there are no more rows than after ten, in any table, and a night costs as much, although people are named and stay for three', () => {
  expect(grown(ends, use)).toEqual([]);
  expect(Object.keys(ends.at(-1)?.rows ?? {}).length).toBeGreaterThan(50);
});

it('would be noticed of a table that isn’t purged', () => {
  const growing = ends.map((end, index) => ({ ...end, rows: { ...end.rows, Rsvp: 100 * (index + 1) } }));
  expect(grown(growing, use)).toEqual(['Rsvp: 1000 rows in 2039, 1200 in 2041']);
});

it('every table whose rows stay for a year or more was played', () => {
  const left = ends.at(-1)?.rows ?? {};
  const long = tablesWithTermBut(new Set()).filter((table) =>
    ['edition', 'history'].includes(describedTables[table]?.kept ?? ''),
  );
  expect(long.length).toBeGreaterThan(30);
  expect(long.filter((table) => !left[table])).toEqual([]);
  for (const table of ['Delivery', 'Person', 'RelayMessage', 'File']) expect(left[table]).toBeGreaterThan(0);
});

it('messages that name people are kept as long as these are known, and then go', () => {
  const [fifth, last] = [ends[4], ends.at(-1)];
  // More years are played than an edition is kept for: people stay for some years and are known for as long as an edition names them.
  expect(last?.naming).toBeGreaterThan(1.2 * (fifth?.naming ?? 0));
  expect(last?.naming).toBeLessThan(last?.rows.Delivery ?? 0);
});
