import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setActingAccount } from '../../../src/access/actor/account-store.ts';
import type { Region } from '../../../src/access/region/region.ts';
import { regionById } from '../../../src/access/region/region-store.ts';
import type { Database } from '../../../src/database/database.ts';
import { clientOf, inTransaction, type Tx } from '../../../src/database/transaction.ts';
import { accountLinkStore, onePerPerson } from '../../../src/features/people/account-link-store.ts';
import { mergePersons } from '../../../src/features/people/merge-store.ts';
import { notedColumns, personColumns } from '../../../src/features/people/person-columns.ts';
import { separatePersons } from '../../../src/features/people/separate-store.ts';
import { testDatabase } from '../../support/database.ts';
import { readTables, type Tables } from '../../support/every-table.ts';

const now = new Date('2026-09-15T09:00:00+02:00');
const sides = ['kept', 'gone'] as const;
type Side = (typeof sides)[number];
const platformOf = { kept: 'slack', gone: 'discord' } as const;

let database: Database;
let tables: Tables;
let region: Region;
beforeAll(async () => {
  database = await testDatabase();
  tables = await readTables(database);
  const { prisma } = database;
  const { id } = await prisma.region.create({ data: { name: 'Picardie', departments: ['80'], createdAt: now } });
  region = (await regionById(database, id)) as Region;
  // It doesn't matter here what rows are about, only whose they are.
  const keys = await prisma.$queryRaw<{ from: string; name: string }[]>`
    SELECT conrelid::regclass::text AS "from", conname AS "name" FROM pg_constraint
    WHERE contype = 'f' AND connamespace = 'public'::regnamespace
      AND conrelid::regclass::text NOT IN ('"LinkedRow"', '"Identity"')`;
  for (const { from, name } of keys) await prisma.$executeRawUnsafe(`ALTER TABLE ${from} DROP CONSTRAINT "${name}"`);
});
afterAll(() => database.close());

test('every column that is noted has its trigger, and no other', async () => {
  const found = await database.prisma.$queryRaw<{ name: string }[]>`
    SELECT DISTINCT tgname AS "name" FROM pg_trigger WHERE right(tgname, 7) = '_linked'`;
  expect(found.map(({ name }) => name).sort()).toEqual(
    notedColumns.map(([table, column]) => `${table}_${column}_linked`).sort(),
  );
});

let numbers = 0;

/** Inserts a row into a table, with somebody in this column and whatever fits in the others. */
async function insert(tx: Tx, table: string, given: Readonly<Record<string, unknown>>): Promise<string> {
  const id = randomUUID();

  const fitting = ({ name, type, nullable }: Tables['columns'][number]): unknown => {
    if (name in given) return given[name];
    if (name === 'id') return id;
    if (name === 'regionId') return region.id;
    if (nullable) return null;
    if (type === 'uuid') return randomUUID();
    if (type === 'text') return `${table} ${numbers++}`;
    if (type === 'jsonb') return {};
    if (type === 'array') return [];
    if (type === 'boolean') return false;
    if (type === 'bytea') return '\\x00';
    if (type.startsWith('timestamp') || type === 'date') return '2026-09-01T09:00:00Z';
    return tables.firstOf.get(type) ?? numbers++;
  };
  const columns = tables.columns.filter((column) => column.table === table && column.type !== 'bigint');
  const row = JSON.stringify(Object.fromEntries(columns.map((column) => [column.name, fitting(column)])));
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  await clientOf(tx).$executeRawUnsafe(
    `INSERT INTO "${table}" (${names}) SELECT ${names} FROM json_populate_record(NULL::"${table}", $1::json)`,
    row,
  );
  return id;
}

/** Two accounts of two people, and how their rows are looked at. */
async function twoPeople() {
  const make = async (side: Side) => {
    const person = { regionId: region.id, name: side, lastPlatform: platformOf[side], createdAt: now };
    const { id } = await database.prisma.person.create({ data: person });
    const identity = { regionId: region.id, personId: id, platform: platformOf[side], externalId: id, name: side };
    return { person: id, account: (await database.prisma.identity.create({ data: identity })).id };
  };
  return { kept: await make('kept'), gone: await make('gone') };
}

const scopeOf = (tx: Tx) => ({ tx, region, now });

async function whose(table: string, column: string, id: string): Promise<string | null> {
  const rows = await database.prisma.$queryRawUnsafe<{ who: string }[]>(
    `SELECT "${column}" AS "who" FROM "${table}" WHERE "id" = $1::uuid`,
    id,
  );
  return rows[0]?.who ?? null;
}

const some = fc.record({
  side: fc.constantFrom(...sides),
  column: fc.constantFrom(
    ...personColumns.filter(([table]) => !['Identity', 'LinkCode', 'LinkAttempt', 'InstallCode'].includes(table)),
  ),
});

/** Returns the column by which a row of a side is recognised. */
const placed = (table: string, side: Side) =>
  table === 'Delivery' || table === 'SurveyConversation' ? { platform: platformOf[side] } : {};

test('arbitrary rows before, a link, arbitrary rows from either account since: undone, each is of the account that made it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(some, { maxLength: 30 }), fc.array(some, { maxLength: 30 }), async (before, since) => {
      const people = await twoPeople();
      const made: { readonly table: string; readonly column: string; readonly id: string; readonly side: Side }[] = [];
      await inTransaction(database, async (tx) => {
        for (const { side, column } of before) {
          const [table, name] = column;
          const id = await insert(tx, table, { [name]: people[side].person, ...placed(table, side) });
          made.push({ table, column: name, id, side });
        }
      });
      await inTransaction(database, (tx) => mergePersons(scopeOf(tx), people.kept.person, people.gone.person));
      for (const { side, column } of since) {
        const [table, name] = column;
        // The sender of an announcement notes who is told of it, and a former answer belongs to whoever gave it.
        if (table === 'AnnouncementRecipient' || table === 'AnswerRevision') continue;
        const id = await inTransaction(database, async (tx) => {
          await setActingAccount(tx, people[side].account);
          return insert(tx, table, { [name]: people.kept.person, ...placed(table, side) });
        });
        made.push({ table, column: name, id, side });
      }
      await inTransaction(database, async (tx) => {
        const link = await accountLinkStore(scopeOf(tx)).of(people.kept.person);
        if (!link) throw new Error('there is no link');
        await separatePersons(scopeOf(tx), link);
      });
      for (const { table, column, id, side } of made) {
        expect([table, column, await whose(table, column, id)]).toEqual([table, column, people[side].person]);
      }
      const accounts = await database.prisma.identity.findMany({
        where: { id: { in: [people.kept.account, people.gone.account] } },
        select: { id: true, personId: true, linkId: true },
      });
      expect(accounts.map(({ personId }) => personId).sort()).toEqual([people.kept.person, people.gone.person].sort());
      expect(await database.prisma.linkedRow.count()).toBe(0);
    }),
    { numRuns: 20 },
  );
});

test('an answer that the other account changed since: each has its own', async () => {
  const people = await twoPeople();
  await inTransaction(database, (tx) => mergePersons(scopeOf(tx), people.kept.person, people.gone.person));
  const who = { answeredById: people.kept.person };
  const about = { questionnaireId: randomUUID(), question: 'participants' };
  const answer = await inTransaction(database, async (tx) => {
    await setActingAccount(tx, people.gone.account);
    return insert(tx, 'Answer', { ...who, ...about });
  });
  const former = await inTransaction(database, async (tx) => {
    await setActingAccount(tx, people.kept.account);
    const id = await insert(tx, 'AnswerRevision', { ...who, ...about });
    await clientOf(tx).answer.update({ where: { id: answer }, data: who });
    return id;
  });
  await inTransaction(database, async (tx) => {
    const link = await accountLinkStore(scopeOf(tx)).of(people.kept.person);
    if (link) await separatePersons(scopeOf(tx), link);
  });
  expect(await whose('AnswerRevision', 'answeredById', former)).toBe(people.gone.person);
  expect(await whose('Answer', 'answeredById', answer)).toBe(people.kept.person);
});

test.each(Object.entries(onePerPerson))(
  '%s: of two of the same kind one stays, and undone each has its own again',
  async (table, key) => {
    const people = await twoPeople();
    const same = Object.fromEntries(key.map((column) => [column, column === 'role' ? 'COORDINATOR' : randomUUID()]));
    const ids = await inTransaction(database, async (tx) => ({
      kept: await insert(tx, table, { personId: people.kept.person, ...same, ...placed(table, 'kept') }),
      gone: await insert(tx, table, { personId: people.gone.person, ...same, ...placed(table, 'gone') }),
    }));
    await inTransaction(database, (tx) => mergePersons(scopeOf(tx), people.kept.person, people.gone.person));
    expect([await whose(table, 'personId', ids.kept), await whose(table, 'personId', ids.gone)]).toContain(null);
    await inTransaction(database, async (tx) => {
      const link = await accountLinkStore(scopeOf(tx)).of(people.kept.person);
      if (link) await separatePersons(scopeOf(tx), link);
    });
    expect(await whose(table, 'personId', ids.kept)).toBe(people.kept.person);
    expect(await whose(table, 'personId', ids.gone)).toBe(people.gone.person);
  },
);

test.each(['TeamRole', 'Membership'] as const)(
  '%s: what was taken away meanwhile comes back to neither',
  async (table) => {
    const people = await twoPeople();
    const same =
      table === 'TeamRole'
        ? { role: 'COORDINATOR', department: '' }
        : { organisationId: randomUUID(), status: 'ACTIVE' };
    await inTransaction(database, async (tx) => {
      for (const side of sides) await insert(tx, table, { personId: people[side].person, ...same });
    });
    await inTransaction(database, (tx) => mergePersons(scopeOf(tx), people.kept.person, people.gone.person));
    const of = { personId: people.kept.person };
    if (table === 'TeamRole') await database.prisma.teamRole.deleteMany({ where: of });
    else await database.prisma.membership.updateMany({ where: of, data: { status: 'LEFT', leftAt: now } });
    await inTransaction(database, async (tx) => {
      const link = await accountLinkStore(scopeOf(tx)).of(people.kept.person);
      if (link) await separatePersons(scopeOf(tx), link);
    });
    const both = { personId: { in: [people.kept.person, people.gone.person] } };
    expect(await database.prisma.teamRole.count({ where: both })).toBe(0);
    expect(await database.prisma.membership.count({ where: { ...both, status: 'ACTIVE' } })).toBe(0);
  },
);

test('an exclusion from before stays, though the other account left by itself meanwhile', async () => {
  const people = await twoPeople();
  const organisationId = randomUUID();
  await inTransaction(database, async (tx) => {
    await insert(tx, 'Membership', { personId: people.kept.person, organisationId, status: 'ACTIVE' });
    const excluded = { status: 'LEFT', leftAt: now, excludedAt: now, excludedById: people.kept.person };
    await insert(tx, 'Membership', { personId: people.gone.person, organisationId, ...excluded });
  });
  await inTransaction(database, (tx) => mergePersons(scopeOf(tx), people.kept.person, people.gone.person));
  const of = { personId: people.kept.person };
  await database.prisma.membership.updateMany({ where: of, data: { status: 'LEFT', leftAt: now } });
  await inTransaction(database, async (tx) => {
    const link = await accountLinkStore(scopeOf(tx)).of(people.kept.person);
    if (link) await separatePersons(scopeOf(tx), link);
  });
  const { prisma } = database;
  const [kept, gone] = [people.kept.person, people.gone.person].map((personId) =>
    prisma.membership.findFirstOrThrow({ where: { organisationId, personId } }),
  );
  expect(await kept).toMatchObject({ status: 'LEFT', excludedAt: null });
  expect(await gone).toMatchObject({ status: 'LEFT', excludedAt: now });
});
