import type { Database } from '../../src/database/database.ts';

/** The rows that years leave behind. */
export interface Years {
  /** The number of regions in all; some may exist already. */
  readonly regions: number;
  /** The number of all organisations, shared out among the regions. */
  readonly organisations: number;
  /** Closed editions, one a year. */
  readonly editions: number;
  /** Years with announcements, which stand in a list for ever. */
  readonly announced: number;
  /** Answers of the last day, in all. */
  readonly answers: number;
}

/** Three years of use, the size at which the bot must still be quick. */
export const THREE_YEARS: Years = { regions: 18, organisations: 500, editions: 3, announced: 3, answers: 20_000 };

/**
 * One of its regions on its first day: the same organisations and announcements, so that lists are equally long, and
 * nothing else.
 */
export const FIRST_DAY: Years = {
  regions: 1,
  organisations: Math.ceil(THREE_YEARS.organisations / THREE_YEARS.regions),
  editions: 0,
  announced: THREE_YEARS.announced,
  answers: 0,
};

/** Deliveries of each organisation and edition, without the edits, which the purge has removed. */
const DELIVERIES = 32;
const SHEET_ANSWERS = 8;
/** Changed answers of a questionnaire. */
const REVISIONS = 12;
/** Announcements of each region and edition. */
const ANNOUNCEMENTS = 40;
const DUE_ITEMS = 10;

const uuid = (...parts: readonly string[]) => `md5(${parts.map((part) => `${part}::text`).join(" || ':' || ")})::uuid`;
const platformOf = (number: string) => `(CASE WHEN ${number} % 2 = 0 THEN 'slack' ELSE 'discord' END)`;
const BODY = `jsonb_build_object('blocks', jsonb_build_array(jsonb_build_object('kind', 'text', 'text', repeat('mot ', 150))))`;
const TARGET = `jsonb_build_object('kind', 'private', 'platform', 'slack', 'users', jsonb_build_array('OLD' || o), 'title', 'Fil', 'parent', NULL)`;
const REFS = `jsonb_build_array(jsonb_build_object('id', n::text, 'place', jsonb_build_object('platform', 'slack', 'channel', 'OLD' || o, 'thread', NULL)))`;

/** Fills the database by statements of its own, in seconds; every existing region gets its share. */
export async function fillYears({ prisma }: Database, years: Years, now: Date): Promise<void> {
  const at = `'${now.toISOString()}'::timestamptz`;
  const organisations = Math.ceil(years.organisations / years.regions);
  const answers = Math.ceil(years.answers / years.regions);
  const there = await prisma.region.count();
  const each = `FROM "Region" r, generate_series(1, ${organisations}) o`;
  const eachYear = `${each}, generate_series(1, ${years.editions}) y`;
  const createdAt = `${at} - y * interval '1 year' + n * interval '1 minute'`;
  const statements = [
    `INSERT INTO "Region" ("id", "name", "departments", "createdAt")
     SELECT gen_random_uuid(), 'Région ' || r, ARRAY['80'], ${at} FROM generate_series(${there + 1}, ${years.regions}) r`,
    `INSERT INTO "Person" ("id", "regionId", "name", "lastPlatform", "createdAt")
     SELECT ${uuid('r.id', "'person'", 'o')}, r.id, 'Personne ' || o, ${platformOf('o')}, ${at} ${each}`,
    `INSERT INTO "Identity" ("id", "regionId", "personId", "platform", "externalId", "name")
     SELECT gen_random_uuid(), r.id, ${uuid('r.id', "'person'", 'o')}, ${platformOf('o')}, 'OLD' || o, 'Personne ' || o ${each}`,
    `INSERT INTO "Organisation" ("id", "regionId", "name", "nameKey", "department", "createdAt")
     SELECT ${uuid('r.id', "'organisation'", 'o')}, r.id, 'Ancienne ' || o, 'ancienne-' || o, '80', ${at} ${each}`,
    `INSERT INTO "Edition" ("id", "regionId", "year", "name", "startsOn", "endsOn", "status", "openedAt", "closedAt")
     SELECT ${uuid('r.id', "'edition'", 'y')}, r.id, 2000 + y, 'Mois', ${at}, ${at}, 'CLOSED', ${at}, ${at}
     FROM "Region" r, generate_series(1, ${years.editions}) y`,
    `INSERT INTO "Event" ("id", "regionId", "editionId", "organisationId", "number", "title", "pitch", "venue", "contact",
       "status", "proposedById", "proposedAt", "updatedAt")
     SELECT ${uuid('r.id', "'event'", 'o', 'y')}, r.id, ${uuid('r.id', "'edition'", 'y')}, ${uuid('r.id', "'organisation'", 'o')},
       o, 'Ancien ' || o, 'Venez.', 'Salle', 'contact@example.org', 'ACCEPTED', ${uuid('r.id', "'person'", 'o')}, ${at}, ${at}
     ${eachYear}`,
    `INSERT INTO "Occurrence" ("id", "regionId", "eventId", "startsAt")
     SELECT gen_random_uuid(), r.id, ${uuid('r.id', "'event'", 'o', 'y')}, ${at} - y * interval '1 year' ${eachYear}`,
    `INSERT INTO "Survey" ("id", "regionId", "editionId", "launchedAt", "launchedById", "closesOn", "closedAt")
     SELECT ${uuid('r.id', "'survey'", 'y')}, r.id, ${uuid('r.id', "'edition'", 'y')}, ${at} - y * interval '1 year', r.id,
       ${at} - y * interval '300 days', ${at} - y * interval '300 days'
     FROM "Region" r, generate_series(1, ${years.editions}) y`,
    `INSERT INTO "Questionnaire" ("id", "regionId", "surveyId", "kind", "organisationId", "eventId", "askedAt", "completedAt")
     SELECT ${uuid('r.id', "'questionnaire'", 'o', 'y', 'k')}, r.id, ${uuid('r.id', "'survey'", 'y')},
       (CASE WHEN k = 1 THEN 'EVENT' ELSE 'ORGANISATION' END)::"QuestionnaireKind", ${uuid('r.id', "'organisation'", 'o')},
       CASE WHEN k = 1 THEN ${uuid('r.id', "'event'", 'o', 'y')} END, ${at} - y * interval '1 year', ${at} - y * interval '1 year'
     ${eachYear}, generate_series(1, 2) k`,
    `INSERT INTO "Answer" ("id", "regionId", "questionnaireId", "question", "value", "answeredById", "answeredAt")
     SELECT gen_random_uuid(), r.id, ${uuid('r.id', "'questionnaire'", 'o', 'y', 'k')}, 'question-' || n, '{"option": "yes"}',
       ${uuid('r.id', "'person'", 'o')}, ${createdAt}
     ${eachYear}, generate_series(1, 2) k, generate_series(1, ${SHEET_ANSWERS}) n`,
    `INSERT INTO "AnswerRevision" ("id", "regionId", "questionnaireId", "question", "value", "answeredById", "onBehalf",
       "answeredAt", "late", "replacedAt")
     SELECT gen_random_uuid(), r.id, ${uuid('r.id', "'questionnaire'", 'o', 'y', 'k')}, 'question-' || n, '{"option": "no"}',
       ${uuid('r.id', "'person'", 'o')}, false, ${createdAt}, false, ${createdAt}
     ${eachYear}, generate_series(1, 2) k, generate_series(1, ${REVISIONS}) n`,
    `INSERT INTO "Announcement" ("id", "regionId", "text", "audience", "places", "status", "createdById", "createdAt", "leftAt")
     SELECT ${uuid('r.id', "'announcement'", 'y', 'n')}, r.id, 'Venez nombreux', '{}', ARRAY['people'], 'LEFT', r.id,
       ${createdAt}, ${createdAt}
     FROM "Region" r, generate_series(1, ${years.announced}) y, generate_series(1, ${ANNOUNCEMENTS}) n`,
    `INSERT INTO "AnnouncementRecipient" ("id", "regionId", "announcementId", "personId", "deliveryKey")
     SELECT gen_random_uuid(), r.id, ${uuid('r.id', "'announcement'", 'y', 'n')}, ${uuid('r.id', "'person'", 'o')},
       'announcement:' || ${uuid('r.id', "'announcement'", 'y', 'n')} || ':person:' || o
     ${eachYear}, generate_series(1, ${ANNOUNCEMENTS}) n`,
    `INSERT INTO "Acknowledgement" ("id", "regionId", "announcementId", "personId", "readAt")
     SELECT gen_random_uuid(), r.id, ${uuid('r.id', "'announcement'", 'y', 'n')}, ${uuid('r.id', "'person'", 'o')}, ${createdAt}
     ${eachYear}, generate_series(1, ${ANNOUNCEMENTS}) n`,
    `INSERT INTO "SurveyConversation" ("id", "regionId", "questionnaireId", "personId", "platform", "deliveryKey", "openedAt", "closedAt")
     SELECT ${uuid('r.id', "'talk'", 'o', 'y', 'k')}, r.id, ${uuid('r.id', "'questionnaire'", 'o', 'y', 'k')}, ${uuid('r.id', "'person'", 'o')},
       ${platformOf('o')}, 'survey:' || ${uuid('r.id', "'talk'", 'o', 'y', 'k')}, ${at} - y * interval '1 year', ${at} - y * interval '1 year'
     ${eachYear}, generate_series(1, 2) k`,
    `INSERT INTO "Delivery" ("id", "regionId", "key", "platform", "target", "about", "unsolicitedTo", "status", "attempts",
       "createdAt", "claimedAt", "sentAt", "refs", "channel")
     SELECT gen_random_uuid(), r.id, 'survey:' || ${uuid('r.id', "'talk'", 'o', 'y', '1')} || ':question:' || n, ${platformOf('n')},
       ${TARGET}, 'survey:' || ${uuid('r.id', "'talk'", 'o', 'y', '1')}, CASE WHEN n % 16 = 0 THEN ${uuid('r.id', "'person'", 'o')} END,
       'SENT', 1, ${createdAt}, ${createdAt}, ${createdAt}, ${REFS}, 'OLD' || o
     ${eachYear}, generate_series(1, ${DELIVERIES}) n`,
    `INSERT INTO "DueItem" ("id", "regionId", "kind", "subject", "dueAt", "doneAt", "outcome")
     SELECT gen_random_uuid(), r.id, 'survey-remind', ${uuid('r.id', "'questionnaire'", 'o', 'n')} || ':' || n,
       ${at} - n * interval '1 day', ${at} - n * interval '1 day', 'DONE'
     ${each}, generate_series(1, ${DUE_ITEMS}) n`,
    `INSERT INTO "Conversation" ("id", "regionId", "personId", "about", "values", "status", "createdAt", "expiresAt")
     SELECT gen_random_uuid(), r.id, ${uuid('r.id', "'person'", 'o')}, 'command:mois', '{}', 'DONE', ${at}, ${at} + interval '14 days'
     ${each}, generate_series(1, ${DUE_ITEMS}) n`,
    `INSERT INTO "ReceivedEvent" ("id", "regionId", "platform", "event", "receivedAt")
     SELECT gen_random_uuid(), r.id, ${platformOf('n')}, r.id || '-' || n, ${at} - n * interval '1 second'
     FROM "Region" r, generate_series(1, ${answers}) n`,
    // Each answer of the day has two: the next question, and the edit of the one that was answered.
    `INSERT INTO "Delivery" ("id", "regionId", "key", "platform", "target", "body", "editOf", "about", "status", "attempts",
       "createdAt", "claimedAt", "sentAt", "refs", "channel")
     SELECT gen_random_uuid(), r.id, 'survey:' || ${uuid('r.id', "'today'", 'n')} || CASE WHEN k = 1 THEN '' ELSE '#edit' END,
       ${platformOf('n')}, ${TARGET}, ${BODY}, CASE WHEN k = 2 THEN 'survey:' || ${uuid('r.id', "'today'", 'n')} END,
       CASE WHEN k = 1 THEN 'survey:' || ${uuid('r.id', "'today'", 'n')} END, 'SENT', 1, ${at} - n * interval '1 second',
       ${at} - n * interval '1 second', ${at} - n * interval '1 second', ${REFS}, CASE WHEN k = 1 THEN 'OLD' || o END
     FROM "Region" r, generate_series(1, ${answers}) n, generate_series(1, 2) k, LATERAL (SELECT n % ${organisations} + 1 AS o) whose`,
  ];
  // A statement on a big table may take longer than a transaction allows.
  for (const statement of statements) await prisma.$executeRawUnsafe(statement);
}
