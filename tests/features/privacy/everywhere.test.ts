import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '../../../src/access/actor/actor.ts';
import { describedTables, type PersonalColumn } from '../../../src/access/personal/columns.ts';
import { bare, capitals } from '../../../src/access/personal/spelling.ts';
import type { Region } from '../../../src/access/region/region.ts';
import { regionById } from '../../../src/access/region/region-store.ts';
import type { Database } from '../../../src/database/database.ts';
import { clientOf, inTransaction, type Tx } from '../../../src/database/transaction.ts';
import { EMPTY_MESSAGE } from '../../../src/delivery/outbox/message-schema.ts';
import { archivesOf } from '../../../src/features/privacy/archives.ts';
import { CALL_REWORDED, ERASURE } from '../../../src/features/privacy/erasure.ts';
import { exportStore } from '../../../src/features/privacy/export-store.ts';
import { erasureJobs } from '../../../src/features/privacy/jobs.ts';
import { eraseMe, viewErasure } from '../../../src/features/privacy/operations.ts';
import { type NewFile, storeFile } from '../../../src/files/store.ts';
import { locales } from '../../../src/texts/index.ts';
import { emptyDatabase, testDatabase } from '../../support/database.ts';
import { readTables, type Tables } from '../../support/every-table.ts';
import { filesKept, namingAmong, tablesNaming } from '../../support/traces.ts';
import { QUOTING, quotingDocuments } from './quoting.ts';
import { columnsOf, GOES, type Somebody, STAYS, toldIn, UNTELLING, untoldOf } from './telling.ts';

const now = new Date('2026-11-16T09:00:00+01:00');

let database: Database;
let tables: Tables;
let region: Region;
let documents: readonly NewFile[];
beforeAll(async () => {
  documents = await quotingDocuments(`${GOES} au jardin`, now);
  database = await testDatabase();
  tables = await readTables(database);
  // It doesn't matter here what rows are about, only of whom they tell.
  const keys = await database.prisma.$queryRaw<{ from: string; name: string }[]>`
    SELECT conrelid::regclass::text AS "from", conname AS "name" FROM pg_constraint
    WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND confrelid::regclass::text <> '"Person"'`;
  for (const { from, name } of keys) {
    await database.prisma.$executeRawUnsafe(`ALTER TABLE ${from} DROP CONSTRAINT "${name}"`);
  }
});
afterAll(() => database.close());

/** Begins anew with one region: a row that may be there once would stand for somebody else already. */
async function beginAnew(): Promise<void> {
  await emptyDatabase(database);
  const data = { name: 'Picardie', departments: ['80'], createdAt: now };
  const { id } = await database.prisma.region.create({ data });
  region = (await regionById(database, id)) as Region;
}

/** Inserts a row, unless there is one that it can't stand beside: what is given, what its columns hold of somebody, and whatever fits. */
async function insert(
  tx: Tx,
  table: string,
  given: Readonly<Record<string, unknown>>,
  told: (one: PersonalColumn) => unknown,
): Promise<string> {
  const id = randomUUID();
  const personal = new Map(columnsOf(table).map((one) => [one.column, one]));
  const fitting = ({ name, type, nullable }: Tables['columns'][number]): unknown => {
    if (name in given) return given[name];
    const one = personal.get(name);
    const value = one && told(one);
    if (value !== undefined && type !== 'uuid' && !type.startsWith('timestamp')) return value;
    if (name === 'id') return id;
    if (name === 'regionId') return region.id;
    if (nullable) return null;
    if (type === 'uuid') return randomUUID();
    if (type === 'text') return name === 'platform' ? 'slack' : `${table} ${randomUUID()}`;
    if (type === 'jsonb') return {};
    if (type === 'array') return [];
    if (type === 'boolean') return false;
    if (type === 'bytea') return '\\x00';
    if (type.startsWith('timestamp') || type === 'date') return '2026-09-01T09:00:00Z';
    return tables.firstOf.get(type) ?? 1;
  };
  const columns = tables.columns.filter((column) => column.table === table && column.type !== 'bigint');
  const row = JSON.stringify(Object.fromEntries(columns.map((column) => [column.name, fitting(column)])));
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  await clientOf(tx).$executeRawUnsafe(
    `INSERT INTO "${table}" (${names}) SELECT ${names} FROM json_populate_record(NULL::"${table}", $1::json)
     ON CONFLICT DO NOTHING`,
    row,
  );
  return id;
}

/** Tables whose rows have to make sense to be erased, and are written one by one. */
const WRITTEN = [
  'Delivery',
  'Erasure',
  'Identity',
  'InstallAttempt',
  'Person',
  'Region',
  'RelayChannel',
  'RelayMessage',
];

/** Stores, in every table, a row of each way in which somebody may stand in it, and one of another who names them. */
async function fillEveryTable(tx: Tx, who: Somebody, other: Somebody): Promise<void> {
  for (const table of tables.names.filter((name) => !WRITTEN.includes(name))) {
    const people = columnsOf(table).filter(({ holds }) => holds === 'person');
    // Two accounts are linked once.
    const anybody = () => (table === 'AccountLink' ? randomUUID() : other.id);
    const nobody = Object.fromEntries(people.map(({ column }) => [column, anybody()]));
    for (const { column } of people) {
      const mine = { ...nobody, [column]: who.id };
      await insert(tx, table, mine, (one) =>
        one.of === column ? toldIn(one, true, who, who) : toldIn(one, false, other, who),
      );
    }
    const accounts = columnsOf(table).filter(({ holds, of, column }) => holds === 'account' && of === column);
    if (accounts.length > 0)
      await insert(tx, table, { ...nobody, platform: 'slack' }, (one) => toldIn(one, true, who, who));
  }
  const { id: linkId } = await clientOf(tx).accountLink.findFirstOrThrow({ where: { keptId: who.id } });
  await insert(tx, 'LinkedRow', { linkId, identityId: who.identities[0] }, () => undefined);
  await nameInEveryTable(tx, who, other);
}

/** Stores, in every table, a row of another who names somebody. */
async function nameInEveryTable(tx: Tx, who: Somebody, other: Somebody): Promise<void> {
  // The state of two accounts before they were linked is told of these two alone.
  const naming = tables.names.filter((name) => !WRITTEN.includes(name) && name !== 'AccountLink');
  for (const table of naming) {
    const people = columnsOf(table).filter(({ holds }) => holds === 'person');
    const nobody = Object.fromEntries(people.map(({ column }) => [column, other.id]));
    await insert(tx, table, nobody, (one) => toldIn(one, false, other, who));
  }
}

/** Stores what had been read before somebody was erased, when all has been looked through once. */
async function storeLate(who: Somebody, other: Somebody): Promise<void> {
  await inTransaction(database, async (tx) => {
    await clientOf(tx).$executeRawUnsafe('SET LOCAL session_replication_role = replica');
    await nameInEveryTable(tx, who, other);
    const message = {
      ...{ platform: 'slack', status: 'SENT', unsolicitedTo: null, editOf: null, thread: null },
      body: { blocks: [{ kind: 'text', text: `${STAYS} : ${who.name} a répondu` }] },
      refs: [{ place: { platform: 'slack', channel: 'C1', thread: null }, id: randomUUID() }],
    };
    const to = (user: string) => ({ kind: 'private', platform: 'slack', users: [user] });
    const before = { ...message, createdAt: new Date(now.getTime() - 1), about: `request:${who.id}`, channel: 'C1' };
    await insert(
      tx,
      'Delivery',
      { ...before, key: `late:${randomUUID()}`, target: to(other.accounts.slack) },
      () => undefined,
    );
    await insert(
      tx,
      'Delivery',
      { ...before, key: `late:${who.id}`, target: to(who.accounts.slack), channel: `D-${who.accounts.slack}` },
      () => undefined,
    );
    const since = { ...message, createdAt: now, about: null, channel: 'C1' };
    await insert(
      tx,
      'Delivery',
      { ...since, key: `since:${randomUUID()}`, target: { kind: 'channel', platform: 'slack', channel: 'C1' } },
      () => undefined,
    );
  });
}

/** Stores what the bot sent: to the person, to others about them, before and after it was changed. */
async function fillOutbox(tx: Tx, who: Somebody, other: Somebody): Promise<void> {
  const send = (key: string, target: object, more: Readonly<Record<string, unknown>> = {}) =>
    insert(
      tx,
      'Delivery',
      {
        ...{ key, platform: 'slack', target, status: 'SENT', unsolicitedTo: null, editOf: null, about: null },
        body: { blocks: [{ kind: 'text', text: `${STAYS} : ${who.name} a proposé` }] },
        refs: [{ place: { platform: 'slack', channel: 'C1', thread: null }, id: randomUUID() }],
        channel: 'C1',
        thread: null,
        ...more,
      },
      () => undefined,
    );
  const direct = `D-${who.accounts.slack}`;
  const inDirect = {
    channel: direct,
    refs: [{ place: { platform: 'slack', channel: direct, thread: null }, id: '1' }],
  };
  const body = { blocks: [{ kind: 'text', text: `${GOES} pour vous` }] };
  const private_ = (user: string) => ({ kind: 'private', platform: 'slack', users: [user] });
  const own = `welcome:${who.id}`;
  await send(own, private_(who.accounts.slack), { ...inDirect, body, unsolicitedTo: who.id });
  const below = { ...inDirect, body, thread: `1.${who.accounts.slack}` };
  await send(`below:${who.id}`, { kind: 'thread', platform: 'slack', of: own }, below);
  const place = { platform: 'slack', channel: direct, thread: null };
  await send(`reply:${randomUUID()}`, { kind: 'place', place }, { ...inDirect, body });
  await send(`held:${who.id}`, private_(who.accounts.slack), { status: 'PENDING', refs: null, channel: null, body });
  const told = `asked:${who.id}:${other.id}`;
  await send(told, private_(other.accounts.slack), { about: `request:${who.id}` });
  await send(`${told}#edit-1`, private_(other.accounts.slack), { editOf: told, refs: null });
  await send(`card:${randomUUID()}`, { kind: 'channel', platform: 'slack', channel: 'C1' });
  const calls = [who.accounts.slack, other.accounts.slack];
  const thread = {
    kind: 'organisation',
    platform: 'slack',
    organisation: randomUUID(),
    title: 'Jardins',
    to: null,
    calls,
  };
  await send(`thread:${randomUUID()}`, thread);
  // Their words are gone; whom they named is known.
  const inChannel = { kind: 'channel', platform: 'slack', channel: 'C1' };
  await send(`wordless:${who.id}`, inChannel, { body: null, names: [...other.identities, who.identities[0]] });
  await send(`others:${other.id}`, inChannel, { body: null, names: other.identities });
  // Unasked, in a thread in which others are called, under a key that names another.
  const more = { unsolicitedTo: who.id, body, about: `request:${other.id}`, channel: direct };
  await send(`told:${other.id}:${who.id}`, { ...thread, to: who.accounts.slack }, more);
}

/** Stores what was said in a tied channel: by the person, and by another who names them. */
async function fillRelay(tx: Tx, who: Somebody, other: Somebody): Promise<void> {
  const channel = await insert(tx, 'RelayChannel', { platform: 'slack', channel: randomUUID() }, () => undefined);
  const said = (author: Somebody, words: string) =>
    insert(
      tx,
      'RelayMessage',
      {
        ...{ channelId: channel, sourceId: randomUUID(), authorId: author.accounts.slack, authorName: author.name },
        ...{ picture: `https://example.org/${author.accounts.slack}.png`, withheld: null, replyTo: null, thread: null },
        state: { content: words, names: { [who.accounts.slack]: who.name } },
      },
      () => undefined,
    );
  await said(who, `${GOES} dans le salon`);
  await said(other, `${STAYS}, comme dit ${who.name}`);
}

async function somebody(tx: Tx, name: string, account: string): Promise<Somebody> {
  const accounts = { slack: `US${account}`, discord: `9${account}` };
  const person = { regionId: region.id, name, lastPlatform: 'slack', createdAt: now };
  const { id } = await clientOf(tx).person.create({ data: person });
  const identities: string[] = [];
  for (const [platform, externalId] of Object.entries(accounts)) {
    const identity = {
      regionId: region.id,
      personId: id,
      platform,
      externalId,
      name,
      formerNames: [`Ex US${account}`],
    };
    identities.push((await clientOf(tx).identity.create({ data: identity })).id);
    await clientOf(tx).installAttempt.create({ data: { platform, team: 'T1', externalId, at: now } });
  }
  return { id, name, accounts, identities };
}

const exported = (tx: Tx, { id, accounts }: Somebody) => exportStore({ tx, region, now }).rowsOf(id, [accounts.slack]);

/** Returns every row of a table in which somebody stands, by their id or an account of theirs, whichever column that is in. */
async function rowsWith(
  tx: Tx,
  table: string,
  { id, accounts }: Somebody,
): Promise<readonly Record<string, unknown>[]> {
  const byId = tables.columns.filter((one) => one.table === table && one.type === 'uuid').map(({ name }) => name);
  const byAccount = columnsOf(table).filter(({ holds, of, column }) => holds === 'account' && of === column);
  const told = [
    ...byId.map((name) => `"${name}" = '${id}'`),
    ...byAccount.map(({ column }) => `"${column}"::text = '${accounts.slack}'`),
  ];
  if (told.length === 0) return [];
  const found = await clientOf(tx).$queryRawUnsafe<{ row: Record<string, unknown> }[]>(
    `SELECT to_jsonb(t) AS "row" FROM "${table}" t WHERE ${told.join(' OR ')}`,
  );
  return found.map(({ row }) => row);
}

/** Checks that a copy holds all that is stored of somebody, but files, which come apart, and what tells of another. */
async function expectWhole(tx: Tx, who: Somebody, copy: Awaited<ReturnType<typeof exported>>): Promise<void> {
  const own: readonly unknown[] = [who.id, who.accounts.slack];
  for (const table of Object.keys(describedTables).filter((name) => name !== 'InstallAttempt')) {
    for (const stored of await rowsWith(tx, table, who)) {
      const given = copy[table]?.find(({ id }) => id === stored.id);
      expect(given, `${table} ${String(stored.id)}`).toBeDefined();
      for (const [column, value] of Object.entries(stored)) {
        if (given && column in given) {
          expect(given[column], `${table}.${column}`).toEqual(value);
          continue;
        }
        const one = columnsOf(table).find((other) => other.column === column);
        const isApart = one?.type === 'Bytes' || (table === 'Delivery' && one?.holds !== 'words');
        expect(one, `${table}.${column} is nobody's`).toBeDefined();
        if (!isApart) expect(own, `${table}.${column}`).not.toContain(stored[one?.of ?? '']);
      }
    }
  }
}

const isPerson =
  (of: string) =>
  ({ column, holds }: PersonalColumn): boolean =>
    column === of && holds === 'person';

/** Does what is due of an erasure, and what platforms would have done, until it has ended. Returns how often that took. */
async function finish(id: string, afterOnce: () => Promise<void>): Promise<number> {
  for (let times = 1; times < 200; times++) {
    await inTransaction(database, async (tx) => {
      await erasureJobs[ERASURE]?.({ tx, region, now }, id);
    });
    if (times === 1) await afterOnce();
    // These are done in place of others: the relay would read back, home tabs would be emptied, the nation would word its messages anew,
    // and the sender would send the deliveries that wait.
    await database.prisma.relayChannel.updateMany({ data: { readAsked: 0 } });
    await database.prisma.erasure.updateMany({ where: { id }, data: { homes: [] } });
    const done = { doneAt: now, outcome: 'DONE' } as const;
    await database.prisma.dueItem.updateMany({ where: { kind: CALL_REWORDED, doneAt: null }, data: done });
    await database.prisma.delivery.updateMany({ where: { status: 'PENDING' }, data: { status: 'SENT', sentAt: now } });
    const { endedAt } = await database.prisma.erasure.findUniqueOrThrow({ where: { id }, select: { endedAt: true } });
    if (endedAt) return times;
  }
  throw new Error('it never ends');
}

const actorOf = ({ id, name, accounts }: Somebody): Actor => ({
  ...{ personId: id, name, platform: 'slack', externalId: accounts.slack, team: 'T1', administrator: false },
  ...{ coordinator: false, delegateOf: [], organisations: [], requests: [], separable: null, locale: 'fr' },
});

const letters = fc.stringMatching(/^[A-ZÉÈ][a-zéèïç'"\\-]{3,12}[a-z]$/);
const single = fc.stringMatching(/^[A-ZÉÈ][a-zéèïç]{4,12}$/);
/** Two words, or one. */
const names = fc.oneof(
  fc.tuple(letters, letters).map((parts) => parts.join(' ')),
  single,
);
const accountIds = fc.stringMatching(/^[0-9]{8}$/);

it('of somebody who stood in every column of every table, no name, text, id or file is left anywhere, and what others wrote stays', async () => {
  expect(Object.keys(describedTables).filter((name) => !tables.names.includes(name))).toEqual(['InstallAttempt']);
  await fc.assert(
    fc.asyncProperty(names, accountIds, async (name, account) => {
      await beginAnew();
      const quoting = documents.map((one) => ({ ...one, told: `${one.told}, de ${name}` }));
      const silent = { type: 'text/markdown', bytes: Buffer.from(STAYS), told: STAYS };
      const { who, other } = await inTransaction(database, async (tx) => {
        await clientOf(tx).$executeRawUnsafe('SET LOCAL session_replication_role = replica');
        const who = await somebody(tx, name, account);
        const other = await somebody(tx, `Omar Benali ${randomUUID().slice(0, 8)}`, randomUUID());
        await fillEveryTable(tx, who, other);
        await fillOutbox(tx, who, other);
        await fillRelay(tx, who, other);
        for (const file of [...quoting, { ...silent, name: `kept-${other.id}.md` }]) {
          await storeFile({ tx, region, now }, file, other.id);
        }
        return { who, other };
      });
      const needles = [
        who.name,
        who.id,
        ...who.identities,
        ...Object.values(who.accounts),
        GOES,
        Buffer.from(GOES).toString('hex'),
      ];
      expect((await tablesNaming({ database }, [who.id])).length).toBeGreaterThan(35);
      expect(await inTransaction(database, (tx) => untoldOf(tx, who))).toEqual(UNTELLING);

      const telling = (await filesKept({ database })).filter((one) => namingAmong([one], [GOES]).length > 0);
      expect(telling.map(({ name }) => name)).toEqual(expect.arrayContaining(QUOTING));

      const copy = await inTransaction(database, (tx) => exported(tx, who));
      await inTransaction(database, (tx) => expectWhole(tx, who, copy));
      const given = JSON.stringify(copy);
      // Whatever is stored that they wrote or that is of them is in their copy, and nothing of another.
      const rowsOfThem = await tablesNaming({ database }, [who.id]);
      for (const table of rowsOfThem.map((row) => row.slice(0, row.indexOf(':')))) {
        const own = columnsOf(table).filter(
          ({ holds, of, type }) => holds === 'words' && type === 'String' && columnsOf(table).some(isPerson(of)),
        );
        for (const { column } of own)
          expect(given).toMatch(new RegExp(`(${GOES}|${STAYS}).{0,120}${table}\\.${column}`));
      }
      for (const needle of [other.id, other.name, other.accounts.slack]) expect(given).not.toContain(needle);

      const scopeIn = (tx: Tx) => ({ tx, region, now, actor: actorOf(who) });
      // It can be handed over, in either language.
      for (const locale of locales) {
        const actor = { ...actorOf(who), locale };
        const [first] = await inTransaction(database, (tx) => archivesOf({ ...scopeIn(tx), actor }));
        const archive = first?.bytes.toString() ?? '';
        expect(archive).toContain('donnees.html');
        expect(archive).toContain(GOES);
        for (const needle of [other.id, other.name, other.accounts.slack]) expect(archive).not.toContain(needle);
      }
      const { id } = await inTransaction(database, (tx) => eraseMe.run(scopeIn(tx), {}));
      await finish(id, () => storeLate(who, other));

      expect(await tablesNaming({ database }, needles)).toEqual([]);
      const wordless = await database.prisma.delivery.findMany({
        where: { regionId: region.id, editOf: null, names: { hasSome: [...other.identities] } },
        select: { key: true },
      });
      const changed = await database.prisma.delivery.findMany({
        where: { editOf: { in: wordless.map(({ key }) => key) } },
        select: { body: true },
      });
      expect(wordless).toHaveLength(2);
      expect(changed.map(({ body }) => body)).toEqual([EMPTY_MESSAGE]);
      expect(await tablesNaming({ database }, [who.name], capitals)).toEqual([]);
      expect(await tablesNaming({ database }, [who.name], bare)).toEqual([]);
      const kept = await filesKept({ database });
      expect(namingAmong(kept, needles)).toEqual([]);
      expect(kept.map(({ name }) => name)).toContain(`kept-${other.id}.md`);
      expect(kept.map(({ name }) => name).filter((name) => QUOTING.includes(name))).toEqual([]);
      const rows = await inTransaction(database, (tx) => exported(tx, other));
      expect(Object.keys(rows).length).toBeGreaterThan(25);
      expect(JSON.stringify(rows)).toContain(STAYS);
      expect(JSON.stringify(rows)).toContain(other.name);
      const state = await inTransaction(database, (tx) =>
        viewErasure.run({ tx, region, now, actor: actorOf(other) }, { erasure: id }),
      );
      expect(state).toMatchObject({ endedAt: now, searching: false, waiting: {}, relayed: 0, failed: 0 });
    }),
    { numRuns: 5, examples: [['Louane', '48203175']] },
  );
}, 240_000);
