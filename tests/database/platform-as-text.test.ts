import { expect, test } from 'vitest';
import { accountsOf } from '../../src/access/actor/presence-store.ts';
import type { Database } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { silentLog } from '../../src/log.ts';
import { UnknownPlatformError } from '../../src/platforms/registered.ts';
import { testDatabase } from '../support/database.ts';
import { earlierDatabase } from '../support/earlier-database.ts';

const REGION = '01890000-0000-7000-8000-000000000001';
const PERSON = '01890000-0000-7000-8000-000000000002';

/** Rows of a database in which a platform was still an enumeration. */
const BEFORE = `
  INSERT INTO "Region" ("id", "name", "departments", "createdAt") VALUES ('${REGION}', 'Picardie', '{80}', now());
  INSERT INTO "Installation" ("id", "regionId", "platform", "team", "installedAt")
    VALUES (gen_random_uuid(), '${REGION}', 'SLACK', 'T1', now()), (gen_random_uuid(), '${REGION}', 'DISCORD', '1', now());
  INSERT INTO "Person" ("id", "regionId", "name", "lastPlatform", "createdAt")
    VALUES ('${PERSON}', '${REGION}', 'Ana', 'DISCORD', now());
  INSERT INTO "Identity" ("id", "regionId", "personId", "platform", "externalId", "name")
    VALUES ('01890000-0000-7000-8000-000000000003', '${REGION}', '${PERSON}', 'SLACK', 'U1', 'Ana'),
      ('01890000-0000-7000-8000-000000000004', '${REGION}', '${PERSON}', 'DISCORD', '7', 'Ana');
  INSERT INTO "AccountLink" ("id", "regionId", "keptId", "goneId", "keptIdentityId", "goneIdentityId", "joinedAt", "before")
    VALUES (gen_random_uuid(), '${REGION}', '${PERSON}', gen_random_uuid(), '01890000-0000-7000-8000-000000000003',
      '01890000-0000-7000-8000-000000000004', now(),
      '{"kept": {"name": "\\"platform\\": \\"SLACK\\"", "lastPlatform": "SLACK"}, "gone": {"lastPlatform": "DISCORD"},
        "rows": {"SurveyConversation": [{"platform": "DISCORD"}]}}')`;

/** Returns the indexes of the database by name, with the columns and conditions of each. */
async function indexesOf({ prisma }: Database): Promise<unknown> {
  return prisma.$queryRaw`
    SELECT indexname, replace(indexdef, '::"Platform"', '') AS "definition" FROM pg_indexes
    WHERE schemaname = 'public' ORDER BY indexname`;
}

const earlier = earlierDatabase('platform_as_text');

test('a database whose platforms were a type of it goes on with their names, and keeps each index', async () => {
  const location = { ...(await earlier.emptyLocation()), log: silentLog };
  const former = await openDatabase({ ...location, migrations: earlier.migrations('before') });
  for (const statement of BEFORE.split(';')) await former.prisma.$executeRawUnsafe(statement);
  const indexes = await indexesOf(former);
  await former.close();
  const migrated = await openDatabase({ ...location, migrations: earlier.migrations('up to') });
  expect(await indexesOf(migrated)).toEqual(indexes);
  await migrated.close();

  const database = await openDatabase(location);
  const { prisma } = database;
  expect(await accountsOf(database, REGION, PERSON)).toEqual([
    { regionId: REGION, platform: 'slack', externalId: 'U1', gone: false },
    { regionId: REGION, platform: 'discord', externalId: '7', gone: false },
  ]);
  expect(await prisma.person.findFirstOrThrow()).toMatchObject({ lastPlatform: 'discord' });
  expect((await prisma.installation.findMany({ orderBy: { team: 'asc' } })).map(({ platform }) => platform)).toEqual([
    'discord',
    'slack',
  ]);
  expect(await prisma.accountLink.findFirstOrThrow()).toMatchObject({
    before: {
      kept: { name: '"platform": "SLACK"', lastPlatform: 'slack' },
      gone: { lastPlatform: 'discord' },
      rows: { SurveyConversation: [{ platform: 'discord' }] },
    },
  });
  await database.close();
  // An empty database is set up anew here, rather than copied.
}, 120_000);

test('a row of a platform that this build has not is refused in so many words', async () => {
  const database = await testDatabase();
  const region = { name: 'Picardie', departments: ['80'], createdAt: new Date(0) };
  const { id: regionId } = await database.prisma.region.create({ data: region });
  const person = { regionId, name: 'Ana', lastPlatform: 'matrix', createdAt: new Date(0) };
  const { id: personId } = await database.prisma.person.create({ data: person });
  await database.prisma.identity.create({
    data: { regionId, personId, platform: 'matrix', externalId: 'm', name: 'Ana' },
  });
  await expect(accountsOf(database, regionId, personId)).rejects.toThrow(UnknownPlatformError);
  await expect(accountsOf(database, regionId, personId)).rejects.toThrow('"matrix"');
  await database.close();
});
