import { afterAll, beforeAll, expect, it } from 'vitest';
import { grown, playYears, type YearsEnd } from '../../scripts/decade/decade.ts';
import { describedTables } from '../../src/access/personal/columns.ts';
import type { Database } from '../../src/database/database.ts';
import { testDatabase } from '../support/database.ts';

let database: Database;
let ends: readonly YearsEnd[];
beforeAll(async () => {
  database = await testDatabase();
  ends = await playYears(database, { regions: 2, organisations: 5 }, 10);
}, 300_000);
afterAll(() => database?.close());

it('after ten years there are no more rows than after seven, in any table, and a night costs as much', () => {
  expect(grown(ends)).toEqual([]);
  expect(Object.keys(ends.at(-1)?.rows ?? {}).length).toBeGreaterThan(25);
});

it('would be noticed of a table that isn’t purged', () => {
  const growing = ends.map((end, index) => ({ ...end, rows: { ...end.rows, Rsvp: 100 * (index + 1) } }));
  expect(grown(growing)).toEqual(['Rsvp: 700 rows in 2036, 1000 in 2039']);
});

it('only tables of short terms are empty at a year’s end', () => {
  const left = ends.at(-1)?.rows ?? {};
  for (const table of ['Answer', 'Event', 'Delivery', 'Person', 'RelayMessage']) {
    expect(describedTables[table]).toBeDefined();
    expect(left[table]).toBeGreaterThan(0);
  }
});
