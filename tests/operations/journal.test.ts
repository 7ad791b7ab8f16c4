import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Actor } from '../../src/access/actor/actor.ts';
import type { Operation } from '../../src/access/operation/operation.ts';
import { regionById } from '../../src/access/region/region-store.ts';
import type { Database } from '../../src/database/database.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { allTexts } from '../../src/texts/index.ts';
import { testDatabase } from '../support/database.ts';
import { changesIn, readTables, type SeededRegion, seedRegion, type Tables } from '../support/every-table.ts';
import { sourceFiles } from '../support/sources.ts';
import { inputFor } from './inputs.ts';

// Operations that another file of tests has loaded in this process were declared elsewhere.
vi.hoisted(() => vi.resetModules());
vi.mock('../../src/access/operation/operation.ts', async (original) =>
  (await import('./declared.ts')).noting(original),
);
const { everyOperation } = await import('./declared.ts');
const operations = await everyOperation();
const { dueHandlers } = await import('../../src/composition.ts');

const NOW = new Date('2026-09-15T07:00:00Z');
const source = [...sourceFiles('src'), ...sourceFiles('commands')];

/** The kinds of due items that write into the journal. */
const writingJobs = ['announcement-leave', 'bilan-documents', 'privacy-erasure', 'purge'];

/** The other kinds of due items, by the reason for which they write nothing. */
const silentJobs: Readonly<Record<string, readonly string[]>> = {
  'says, reminds or asks what was planned when somebody did what the journal tells': [
    ...['announcement-later', 'announcement-remind', 'event-unsent', 'events-accepted', 'events-incomplete'],
    ...['kit-deliver', 'kit-step', 'meeting-reminder', 'survey-ask', 'survey-call-list', 'survey-co-organisers'],
    ...['survey-ask-step', 'survey-move-step', 'survey-remind-step', 'survey-reword-step'],
    ...['survey-finish', 'survey-last-reminder', 'survey-organisations', 'survey-propose-closing'],
    ...[
      'survey-propose-launch',
      'survey-remind-all',
      'survey-reminder',
      'tally-evening',
      'bilan-print',
      'bilan-documents-failed',
      'bilan-publish',
      'bilan-recap',
      'register-print',
      'nation-print',
      'bilan-review',
      'bilan-review-reminder',
      'bilan-review-comments',
      'bilan-finding',
    ],
  ],
  'has what was said follow what is stored': [
    ...['announcement-follow', 'coordination-board', 'event-overlaps-changed', 'meeting-begun'],
    ...['members-changed', 'nation-reword', 'survey-asked-changed', 'survey-private'],
  ],
  'plans again what follows from an event': ['event-moved', 'survey-plan-proposals'],
  'sends what waits, or tells that it could not be sent': [
    ...['first-contact', 'deliveries-held', 'deliveries-lost', 'deliveries-not-reached'],
  ],
  'looks after the installation, and does nothing to anybody': [
    ...['backup', 'backup-failed', 'disk-low', 'disk-well', 'platform-away', 'platform-back'],
  ],
  'forgets a file that was made for whoever asked': ['privacy-export-over'],
};

describe('every operation that changes something', () => {
  it('says what it writes into the journal, or why nothing', () => {
    const undecided = operations.filter(({ looks, reads, journal }) => !looks && !reads && !journal);
    expect(undecided.map(({ name }) => name)).toEqual([]);
    expect(operations.filter(({ journal }) => journal && 'deeds' in journal).length).toBeGreaterThan(40);
  });

  it('writes by its parts what it says it does', () => {
    const written = source.flatMap(({ text }) => [...text.matchAll(/verb: '([^']+)'/g)].map(([, verb]) => verb));
    const said = operations.flatMap(({ journal }) => (journal && 'within' in journal ? journal.within : []));
    expect(said.length).toBeGreaterThan(5);
    expect(said.filter((verb) => !written.includes(verb))).toEqual([]);
  });

  it('has a sentence for each verb, and a verb for each sentence', () => {
    const verbs = [...allTexts('fr').keys()].filter((key) => /^\w+\.journal\.\w+$/.test(key));
    expect(verbs.length).toBeGreaterThan(60);
    const unused = verbs.filter((verb) => !source.some(({ text }) => text.includes(`'${verb}'`)));
    expect(unused).toEqual([]);
  });
});

describe('what is done by itself at a given moment', () => {
  it('writes into the journal, or is known not to', () => {
    const known = [...writingJobs, ...Object.values(silentJobs).flat()];
    expect(Object.keys(dueHandlers).sort()).toEqual(known.sort());
  });
});

describe('an operation that says it changes nothing', () => {
  let database: Database;
  let tables: Tables;
  let seeded: SeededRegion;
  let actor: Actor;

  beforeAll(async () => {
    database = await testDatabase();
    tables = await readTables(database);
    seeded = await seedRegion(database, tables, { marker: 'Aubépine', externalId: 'U1', full: true });
    const { Person: personId = '', Organisation: id = '' } = seeded.ids;
    actor = {
      ...{ personId, name: 'Ana', externalId: 'U1', platform: 'slack', team: 'T1', administrator: true },
      ...{ coordinator: true, delegateOf: ['80'], organisations: [{ id, name: 'Aubépine' }], requests: [] },
      ...{ separable: null, locale: 'fr' },
    };
  });
  afterAll(() => database?.close());

  /** Returns the rows that it writes; everything is undone afterwards. */
  async function written(one: Operation, input: unknown): Promise<string> {
    const undo = new Error('undone');
    let rows = '';
    try {
      await inTransaction(database, async (tx) => {
        const region = await regionById(tx, seeded.ids.Region ?? '');
        if (!region) throw new Error('no region');
        // An operation that is refused, or fails because its input was made up, is undone by itself.
        await one.run({ tx, region: { ...region, timeZone: 'Europe/Paris' }, now: NOW, actor }, input).catch(() => {
          throw undo;
        });
        rows = [...(await changesIn(tx, tables, region.id)).written.values()].join();
        throw undo;
      });
    } catch (error) {
      if (error !== undo) throw error;
    }
    return rows;
  }

  const user = { platform: 'slack', id: 'U1', team: 'T1', name: 'X', locale: null, administrator: false };
  const quiet = operations.filter(
    ({ journal }) => journal && 'silent' in journal && journal.silent === 'changes nothing',
  );

  it.each(quiet.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const tried = new Map<string, unknown>();
    for (const text of ['rien', ...Object.values(seeded.ids)]) {
      const parsed = one.input.safeParse(inputFor(one.input, { text, user }));
      if (parsed.success) tried.set(JSON.stringify(parsed.data), parsed.data);
    }
    expect(tried.size).toBeGreaterThan(0);
    for (const input of tried.values()) expect(await written(one, input)).toBe('');
  });
});
