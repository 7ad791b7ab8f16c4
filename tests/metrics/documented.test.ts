import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { createMetrics } from '../../src/metrics/metrics.ts';
import { testDatabase } from '../support/database.ts';

const read = (path: string) => readFileSync(resolve(import.meta.dirname, '../../docs', path), 'utf8');
const NAME = /\b(?:fil_conducteur|process|nodejs)_[a-z0-9_]*[a-z0-9]/g;

let database: Database;
/** The names of all that is counted, whether it has been yet or not. */
let names: readonly string[];
beforeAll(async () => {
  database = await testDatabase();
  const { text } = await createMetrics({ database, platforms: () => [], now: () => new Date() }).exposition();
  names = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name);
});
afterAll(() => database?.close());

it('every metric that the dashboard asks for exists', () => {
  const panels: readonly { readonly targets: readonly { readonly expr: string }[] }[] = JSON.parse(
    read('metrics-dashboard.json'),
  ).panels;
  const asked = panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => expr.match(NAME) ?? []));
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.map((name) => name.replace(/_bucket$/, '')).filter((name) => !names.includes(name))).toEqual([]);
});

it('every metric of the bot stands in the guide, and the guide names no other', () => {
  const own = names.filter((name) => name.startsWith('fil_conducteur_'));
  expect(own.length).toBeGreaterThan(5);
  const named = [...new Set(read('exploiter.md').match(NAME) ?? [])];
  expect(own.filter((name) => !named.includes(name))).toEqual([]);
  expect(named.filter((name) => !names.includes(name))).toEqual([]);
});
