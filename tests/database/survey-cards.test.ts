import { expect, test } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import { silentLog } from '../../src/log.ts';
import { earlierDatabase } from '../support/earlier-database.ts';

const uuid = (number: number) => `01890000-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** Rows of a database in which each question of a conversation was a message of its own. */
const BEFORE = `
  INSERT INTO "Region" ("id", "name", "departments", "createdAt") VALUES ('${uuid(1)}', 'Picardie', '{80}', now());
  INSERT INTO "Person" ("id", "regionId", "name", "lastPlatform", "createdAt")
    VALUES ('${uuid(2)}', '${uuid(1)}', 'Ana', 'slack', now());
  INSERT INTO "Edition" ("id", "regionId", "year", "name", "startsOn", "endsOn", "status", "openedAt")
    VALUES ('${uuid(3)}', '${uuid(1)}', 2026, 'Mois', '2026-11-01', '2026-11-30', 'OPEN', now());
  INSERT INTO "Organisation" ("id", "regionId", "name", "nameKey", "createdAt")
    VALUES ('${uuid(4)}', '${uuid(1)}', 'Le Moulin', 'le moulin', now());
  INSERT INTO "Survey" ("id", "regionId", "editionId", "launchedAt", "launchedById", "closesOn")
    VALUES ('${uuid(5)}', '${uuid(1)}', '${uuid(3)}', now(), '${uuid(2)}', '2027-01-15');
  INSERT INTO "Questionnaire" ("id", "regionId", "surveyId", "kind", "organisationId", "askedAt")
    SELECT id::uuid, '${uuid(1)}', '${uuid(5)}', 'ORGANISATION', '${uuid(4)}', now()
    FROM unnest(ARRAY['${uuid(11)}', '${uuid(12)}', '${uuid(13)}', '${uuid(14)}']) AS id;
  INSERT INTO "SurveyConversation"
      ("id", "regionId", "questionnaireId", "personId", "platform", "deliveryKey", "question", "openedAt", "shown")
    VALUES
      (gen_random_uuid(), '${uuid(1)}', '${uuid(11)}', '${uuid(2)}', 'slack', 'survey:waits', 'contacts', now(),
        '{"contacts": "survey:waits:contacts-1", "relayed": "survey:waits:relayed-1"}'),
      (gen_random_uuid(), '${uuid(1)}', '${uuid(12)}', '${uuid(2)}', 'slack', 'survey:done', NULL, now(),
        '{"relayed": "survey:done:relayed-1"}'),
      (gen_random_uuid(), '${uuid(1)}', '${uuid(13)}', '${uuid(2)}', 'slack', 'survey:queued', NULL, now(), '{}'),
      (gen_random_uuid(), '${uuid(1)}', '${uuid(14)}', '${uuid(2)}', 'discord', 'survey:first', 'pressContacted', now(),
        '{"pressContacted": "survey:first"}')`;

const earlier = earlierDatabase('survey_cards');

test('a conversation from before the cards goes on with what it showed last; one that showed nothing has no card', async () => {
  const location = { ...(await earlier.emptyLocation()), log: silentLog };
  const former = await openDatabase({ ...location, migrations: earlier.migrations('before') });
  for (const statement of BEFORE.split(';')) await former.prisma.$executeRawUnsafe(statement);
  await former.close();

  const database = await openDatabase(location);
  const rows = await database.prisma.surveyConversation.findMany({
    select: { deliveryKey: true, card: true, question: true, typedBelow: true, version: true },
    orderBy: { questionnaireId: 'asc' },
  });
  await database.close();
  const shared = { typedBelow: 0, version: 1 };
  expect(rows).toEqual([
    { deliveryKey: 'survey:waits', card: 'survey:waits:contacts-1', question: 'contacts', ...shared },
    { deliveryKey: 'survey:done', card: 'survey:done', question: null, ...shared },
    { deliveryKey: 'survey:queued', card: null, question: null, ...shared },
    { deliveryKey: 'survey:first', card: 'survey:first', question: 'pressContacted', ...shared },
  ]);
  // An empty database is set up anew here, rather than copied.
}, 120_000);
