import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Actor } from '../../src/access/actor/actor.ts';
import type { Operation } from '../../src/access/operation/operation.ts';
import type { Scope } from '../../src/access/operation/scope.ts';
import { regionById } from '../../src/access/region/region-store.ts';
import { UserError } from '../../src/chat/user-error.ts';
import type { Database } from '../../src/database/database.ts';
import { inTransaction, type Tx } from '../../src/database/transaction.ts';
import { testDatabase } from '../support/database.ts';
import { changesIn, readTables, type SeededRegion, seedRegion, type Tables } from '../support/every-table.ts';
import { sourceFiles } from '../support/sources.ts';
import { inputFor } from './inputs.ts';

// Operations that another file of tests has loaded in this process were declared elsewhere.
vi.hoisted(() => vi.resetModules());
vi.mock('../../src/access/operation/operation.ts', async (original) =>
  (await import('./declared.ts')).noting(original),
);

const features = sourceFiles('src/features');
const { everyOperation } = await import('./declared.ts');
const operations = await everyOperation();

const NOW = new Date('2026-09-15T07:00:00Z');

/** Rows that no button, form or typed word ever names by their id. */
const unnamed = [
  'Answer',
  'AnswerRevision',
  'DueItem',
  'ExpectedResult',
  'Identity',
  'InstallCode',
  'Installation',
  'KitItem',
  'KitReceipt',
  'LinkAttempt',
  'LinkedRow',
  'Occurrence',
  'ReceivedEvent',
  'ReportChoice',
  'ReportLink',
  'ReportText',
  'Rsvp',
  'SigningKey',
  'SortedIdea',
  'TeamRole',
];

const nobody: Actor = {
  personId: '00000000-0000-4000-8000-000000000000',
  name: 'Personne',
  platform: 'slack',
  externalId: 'U0',
  team: 'T0',
  administrator: true,
  coordinator: false,
  delegateOf: [],
  organisations: [],
  requests: [],
  separable: null,
  locale: 'fr',
};
const organiser: Actor = { ...nobody, organisations: [{ id: nobody.personId, name: 'Structure' }] };
const delegate: Actor = { ...nobody, delegateOf: ['80'] };

/** The people who may not, by the role that is needed. */
const below = {
  anyone: [],
  organiser: [nobody],
  delegate: [nobody, organiser],
  coordinator: [nobody, organiser, delegate],
  national: [nobody, organiser, delegate, { ...nobody, coordinator: true }],
};

it('knows every operation there is', () => {
  const written = features.flatMap(({ text }) =>
    [...text.matchAll(/\boperation\(\{\s*name: '([^']+)'/g)].map(([, name = '']) => name),
  );
  expect(written.length).toBeGreaterThan(40);
  expect(new Set(written).size).toBe(written.length);
  expect(operations.map(({ name }) => name)).toEqual([...written].sort());
  const calls = features.flatMap(({ text }) => [...text.matchAll(/\boperation\(/g)]).length;
  expect(calls).toBe(written.length);
});

describe('the wrong role', () => {
  const untouched = new Proxy({} as Tx, {
    get() {
      throw new Error('the database was asked before the role');
    },
  });
  const region = {
    id: nobody.personId,
    name: 'Picardie',
    chamber: 'CRESS',
    departments: ['80'],
    timeZone: 'Europe/Paris',
    locale: 'fr' as const,
  };

  it.each(operations.filter(({ who }) => who !== 'anyone').map((one) => [one.name, one] as const))(
    '%s',
    async (_, one) => {
      for (const actor of below[one.who]) {
        const scope: Scope = { tx: untouched, region, now: NOW, actor };
        const error = await one.run(scope, {}).catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(UserError);
        expect(error).toMatchObject({ id: `common.errors.role.${one.who}` });
      }
    },
  );
});

describe('the wrong region', () => {
  let database: Database;
  let tables: Tables;
  let theirs: SeededRegion;
  let ours: SeededRegion;
  let actor: Actor;
  let before: string;

  beforeAll(async () => {
    database = await testDatabase();
    tables = await readTables(database);
    theirs = await seedRegion(database, tables, { marker: 'Aubépine', externalId: 'U9', full: true });
    // Sets up as much as somebody needs to work in the region.
    const only = [
      'Region',
      'Installation',
      'Person',
      'Identity',
      'TeamRole',
      'Organisation',
      'Membership',
      'Edition',
      'Theme',
      'Event',
      'Occurrence',
      'Kit',
      'Meeting',
    ];
    ours = await seedRegion(database, tables, { marker: 'Bleuet', externalId: 'U1', only, full: false });
    actor = {
      ...nobody,
      personId: ours.ids.Person ?? '',
      externalId: 'U1',
      coordinator: true,
      delegateOf: ['80'],
      organisations: [{ id: ours.ids.Organisation ?? '', name: 'Bleuet Organisation name' }],
    };
    before = (await inTransaction(database, (tx) => changesIn(tx, tables, theirs.ids.Region ?? ''))).left;
  });
  afterAll(() => database?.close());

  it('has something to hide in every table', () => {
    expect(tables.names.length).toBeGreaterThan(30);
    for (const table of tables.names) expect(before).toContain(`${table} 1\n`);
  });

  it('would notice: the same things are found by those they belong to', async () => {
    const { Person: personId = '', Event: id = '', Organisation: organisation = '' } = theirs.ids;
    const own = { ...actor, personId, organisations: [{ id: organisation, name: 'Aubépine' }] };
    const as = (name: string, input: object) => {
      const one = operations.find((each) => each.name === name);
      if (!one) throw new Error(`no operation ${name}`);
      return attempt(one, one.input.parse(input), [theirs.marker], { region: theirs, actor: own });
    };
    expect(await as('events.view', { id })).toContain('told');
    expect(await as('organisations.members', { organisation })).toContain('told');
    expect(await as('people.chooseLanguage', { language: 'en' })).toBe('changed theirs');
  });

  /** Returns what is wrong with letting this happen; everything is undone afterwards. */
  async function attempt(
    one: Operation,
    input: unknown,
    hidden: readonly string[],
    as = { region: ours, actor },
  ): Promise<string | null> {
    const undo = new Error('undone');
    let found: string | null = null;
    try {
      await inTransaction(database, async (tx) => {
        const region = await regionById(tx, as.region.ids.Region ?? '');
        if (!region) throw new Error('no region');
        const result = await one.run({ tx, region, now: NOW, actor: as.actor }, input);
        const shown = JSON.stringify(result ?? null);
        const { written, left } = await changesIn(tx, tables, theirs.ids.Region ?? '');
        const others = [...written].filter(([id]) => id !== theirs.ids.Region).map(([, rows]) => rows);
        if (hidden.some((secret) => shown.includes(secret))) found = `told ${shown.slice(0, 300)}`;
        else if (hidden.some((secret) => others.join().includes(secret))) found = 'copied theirs among ours';
        else if (written.has(theirs.ids.Region ?? '') || left !== before) found = 'changed theirs';
        throw undo;
      });
    } catch (error) {
      if (error !== undo && !(error instanceof UserError)) found = `failed: ${String(error).slice(0, 300)}`;
      // The words of a refusal are told, too.
      const told = error instanceof UserError ? JSON.stringify(error.values ?? null) : '';
      if (hidden.some((secret) => told.includes(secret))) found = `told by its refusal ${told.slice(0, 300)}`;
    }
    return found;
  }

  it.each(operations.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const user = {
      platform: 'slack',
      id: 'U9',
      team: 'T9',
      name: 'X',
      locale: null,
      administrator: false,
    };
    const problems: string[] = [];
    const tried = new Set<string>();
    const attempts = [
      // Ids of theirs must not lead to their names.
      ...Object.entries(theirs.ids)
        .filter(([table]) => !unnamed.includes(table))
        .map(([table, id]) => ({
          label: `id of ${table}`,
          text: id,
          hidden: [theirs.marker],
        })),
      // Names and codes of theirs, typed, must not lead to their rows; one may say them.
      ...['Organisation name', 'LinkCode code', 'Delivery key'].map((what) => ({
        label: what,
        text: `${theirs.marker} ${what}`,
        hidden: Object.values(theirs.ids),
      })),
      { label: 'nothing of anybody’s', text: 'rien', hidden: [theirs.marker] },
    ];
    for (const { label, text, hidden } of attempts) {
      const input = inputFor(one.input, { text, user });
      // An input that holds no word of a region is the same each time.
      if (input === undefined || tried.has(JSON.stringify(input))) continue;
      tried.add(JSON.stringify(input));
      const found = await attempt(one, one.input.parse(input), hidden);
      if (found !== null) problems.push(`${label}: ${found}`);
    }
    expect(tried.size).toBeGreaterThan(0);
    expect(problems).toEqual([]);
  });
});
