import type { Database } from '../../src/database/database.ts';
import { rowsIn, tablesWithTermBut } from './other-tables.ts';

/** How much is used. */
export interface Use {
  readonly regions: number;
  /** The number of organisations in each region. */
  readonly organisations: number;
  /** The years for which somebody is there for their organisation. */
  readonly stays: number;
}

/** The rows that an organisation leaves behind in a year. */
const EACH = { deliveries: 32, edits: 40, answers: 20, revisions: 6, received: 60, forms: 6, due: 10, relayed: 10 };
/** The numbers of these deliveries that name somebody: in a channel, in the organisation's thread, and in private messages to somebody else. */
const NAMING = { channel: 6, thread: 8, private: 8 };
/** The rows that a region leaves behind in a year. */
const EACH_REGION = { announcements: 20, meetings: 6, erasures: 2 };

const uuid = (...parts: readonly string[]) => `md5(${parts.map((part) => `${part}::text`).join(" || ':' || ")})::uuid`;
const organisation = uuid('r.id', "'organisation'", 'o');
const edition = uuid('r.id', "'edition'", 'y');
const event = uuid('r.id', "'event'", 'y', 'o');
const survey = uuid('r.id', "'survey'", 'y');
const questionnaire = uuid('r.id', "'questionnaire'", 'y', 'o');
const announcement = uuid('r.id', "'announcement'", 'y', 'n');
const meeting = uuid('r.id', "'meeting'", 'y', 'n');
const kit = uuid('r.id', "'kit'", 'y');
const file = uuid('r.id', "'file'", 'y', 'o');
const channel = (side: string) => uuid('r.id', "'channel'", side);
const said = uuid('r.id', "'said'", 'y', 'o', 'n');
const copy = uuid('r.id', "'copy'", 'y', 'o', 'n');

/** Somebody of an organisation in the year `y`, who is followed by another after `stays` years: not all organisations in the same one. */
function memberOf(stays: number, o: string) {
  const term = `((y + ${o}) / ${stays})`;
  return {
    id: uuid('r.id', "'person'", term, o),
    name: `('Camille Durand' || ${term} || 'x' || ${o})`,
    account: `('U' || ${term} || 'O' || ${o})`,
  };
}

/** Makes the regions, each with its organisations and two channels that are tied. */
export async function begin({ prisma }: Database, { regions, organisations }: Use, at: Date): Promise<void> {
  const now = `'${at.toISOString()}'::timestamptz`;
  for (const statement of [
    `INSERT INTO "Region" ("id", "name", "departments", "createdAt")
     SELECT gen_random_uuid(), 'Région ' || r, ARRAY['80'], ${now} FROM generate_series(1, ${regions}) r`,
    `INSERT INTO "Organisation" ("id", "regionId", "name", "nameKey", "createdAt")
     SELECT ${organisation}, r.id, 'Structure ' || o, 'structure ' || o, ${now}
     FROM "Region" r, generate_series(1, ${organisations}) o`,
    `INSERT INTO "Relay" ("id", "regionId", "name", "tiedById", "tiedAt")
     SELECT ${uuid('r.id', "'relay'")}, r.id, 'Région', gen_random_uuid(), ${now} FROM "Region" r`,
    ...["'slack'", "'discord'"].map(
      (
        side,
      ) => `INSERT INTO "RelayChannel" ("id", "regionId", "relayId", "platform", "team", "channel", "since", "tiedAt")
       SELECT ${channel(side)}, r.id, ${uuid('r.id', "'relay'")}, ${side}, 'T', 'C' || r.id, '', ${now} FROM "Region" r`,
    ),
  ]) {
    await prisma.$executeRawUnsafe(statement);
  }
}

/** Plays a year: an edition with its survey and bilan, what was sent and said. Those who have stayed long enough are followed by others. */
export async function playYear(
  database: Database,
  { organisations, stays }: Use,
  year: number,
  isFirst: boolean,
): Promise<void> {
  const start = `'${year}-01-01T00:00:00Z'::timestamptz`;
  const each = `FROM "Region" r, (SELECT ${year} AS y) given, generate_series(1, ${organisations}) o`;
  const arriving = isFirst ? each : `${each} WHERE (y + o) % ${stays} = 0`;
  const many = (count: number) => `${each}, generate_series(1, ${count}) n`;
  const inRegion = (count: number) => `FROM "Region" r, (SELECT ${year} AS y) given, generate_series(1, ${count}) n`;
  const once = `FROM "Region" r, (SELECT ${year} AS y) given`;
  const during = (count: number) => `${start} + n * interval '360 days' / ${count}`;
  const { id: person, name, account } = memberOf(stays, 'o');
  const neighbour = memberOf(stays, `(o % ${organisations} + 1)`);
  const speaker = memberOf(stays, `(n % ${organisations} + 1)`);
  const contact = `(${name} || ', 03 22 00 00 00')`;
  const saying = (words: string) =>
    `jsonb_build_object('blocks', jsonb_build_array(jsonb_build_object('kind', 'text', 'text', ${words} || repeat('mot ', 60))))`;
  const value = `jsonb_build_object('kind', 'text', 'text', 'Réponse ' || n)`;
  const key = `'d:' || r.id || ':' || y || ':' || o || ':'`;
  const [inChannel, inThread] = [NAMING.channel, NAMING.channel + NAMING.thread];
  const alone = inThread + NAMING.private;
  const target = `CASE WHEN n <= ${inChannel} THEN jsonb_build_object('kind', 'channel', 'platform', 'slack', 'channel', 'C' || r.id)
    WHEN n <= ${inThread} THEN jsonb_build_object('kind', 'organisation', 'platform', 'slack', 'organisation', ${organisation}, 'title', 'Structure', 'to', NULL, 'calls', '[]'::jsonb)
    ELSE jsonb_build_object('kind', 'private', 'platform', 'slack', 'users', jsonb_build_array(${account})) END`;
  const words = `CASE WHEN n <= ${inChannel} THEN ${contact} || ' vous accueille. ' WHEN n <= ${inThread} THEN ${name} || ' a répondu. '
    WHEN n <= ${alone} THEN ${neighbour.name} || ' vous invite. ' ELSE 'Bonjour. ' END`;
  const place = (where: string, id: string) =>
    `jsonb_build_array(jsonb_build_object('place', jsonb_build_object('platform', 'slack', 'channel', ${where}, 'thread', NULL), 'id', ${id}))`;
  const { prisma } = database;
  const told = [
    ...(isFirst
      ? []
      : [
          `UPDATE "Identity" one SET "goneAt" = ${start} ${each}
           WHERE (y + o) % ${stays} = 0 AND one."goneAt" IS NULL AND one."regionId" = r.id
             AND one."externalId" = 'U' || ((y + o) / ${stays} - 1) || 'O' || o`,
        ]),
    `INSERT INTO "Person" ("id", "regionId", "name", "lastPlatform", "createdAt")
     SELECT ${person}, r.id, ${name}, 'slack', ${start} ${arriving}`,
    `INSERT INTO "Identity" ("id", "regionId", "personId", "platform", "externalId", "name")
     SELECT gen_random_uuid(), r.id, ${person}, 'slack', ${account}, ${name} ${arriving}`,
    `INSERT INTO "Membership" ("id", "regionId", "organisationId", "personId", "status", "requestedAt")
     SELECT gen_random_uuid(), r.id, ${organisation}, ${person}, 'ACTIVE', ${start} ${arriving}`,
    `INSERT INTO "Edition" ("id", "regionId", "year", "name", "startsOn", "endsOn", "status", "openedAt", "closedAt")
     SELECT ${edition}, r.id, y, 'Mois ' || y, '${year}-11-01', '${year}-11-30', 'CLOSED', ${start}, ${start} + interval '355 days' ${once}`,
    `INSERT INTO "Event" ("id", "regionId", "editionId", "organisationId", "number", "title", "pitch", "venue", "contact", "status",
       "proposedById", "proposedAt", "updatedAt")
     SELECT ${event}, r.id, ${edition}, ${organisation}, o, 'Événement', 'Venez.', 'Mairie', ${contact}, 'ACCEPTED', ${person}, ${start}, ${start} ${each}`,
    `INSERT INTO "Occurrence" ("id", "regionId", "eventId", "startsAt")
     SELECT gen_random_uuid(), r.id, ${event}, ${start} + interval '310 days' ${each}`,
    `INSERT INTO "Survey" ("id", "regionId", "editionId", "launchedAt", "launchedById", "closesOn")
     SELECT ${survey}, r.id, ${edition}, ${start} + interval '320 days', gen_random_uuid(), '${year}-12-15' ${once}`,
    `INSERT INTO "Questionnaire" ("id", "regionId", "surveyId", "kind", "organisationId", "eventId")
     SELECT ${questionnaire}, r.id, ${survey}, 'EVENT', ${organisation}, ${event} ${each}`,
    `INSERT INTO "Answer" ("id", "regionId", "questionnaireId", "question", "value", "answeredById", "answeredAt")
     SELECT gen_random_uuid(), r.id, ${questionnaire}, 'q' || n, ${value}, ${person}, ${start} + interval '330 days' ${many(EACH.answers)}`,
    `INSERT INTO "AnswerRevision" ("id", "regionId", "questionnaireId", "question", "value", "answeredById", "onBehalf", "answeredAt",
       "late", "replacedAt")
     SELECT gen_random_uuid(), r.id, ${questionnaire}, 'q' || n, ${value}, ${person}, false, ${start} + interval '325 days', false,
       ${start} + interval '330 days' ${many(EACH.revisions)}`,
    `INSERT INTO "QuoteConsent" ("id", "regionId", "questionnaireId", "question", "choice", "wording", "chosenById", "chosenAt")
     SELECT gen_random_uuid(), r.id, ${questionnaire}, 'q1', 'named', 'Oui', ${person}, ${start} + interval '330 days' ${each}`,
    `INSERT INTO "Report" ("id", "regionId", "editionId", "version", "figures", "createdById", "createdAt")
     SELECT gen_random_uuid(), r.id, ${edition}, 1, '{}', gen_random_uuid(), ${start} + interval '350 days' ${once}`,
    `INSERT INTO "Announcement" ("id", "regionId", "text", "audience", "status", "createdById", "createdAt", "fileIds", "places")
     SELECT ${announcement}, r.id, 'Le 12, ' || ${speaker.name} || ' vous accueille', '{}', 'LEFT', gen_random_uuid(), ${during(EACH_REGION.announcements)}, '{}', '{}' ${inRegion(EACH_REGION.announcements)}`,
    `INSERT INTO "AnnouncementRecipient" ("id", "regionId", "announcementId", "personId")
     SELECT gen_random_uuid(), r.id, ${announcement}, ${person} ${many(EACH_REGION.announcements)}`,
    `INSERT INTO "Meeting" ("id", "regionId", "title", "startsAt", "venue", "status", "createdById", "createdAt")
     SELECT ${meeting}, r.id, 'Réunion', ${during(EACH_REGION.meetings)}, 'Mairie', 'SCHEDULED', gen_random_uuid(), ${start} ${inRegion(EACH_REGION.meetings)}`,
    `INSERT INTO "Rsvp" ("id", "regionId", "meetingId", "personId", "answer", "answeredAt")
     SELECT gen_random_uuid(), r.id, ${meeting}, ${person}, 'YES', ${start} ${many(EACH_REGION.meetings)}`,
    `INSERT INTO "Kit" ("id", "regionId", "editionId", "version", "publishedById", "publishedAt")
     SELECT ${kit}, r.id, ${edition}, 1, gen_random_uuid(), ${start} ${once}`,
    `INSERT INTO "KitReceipt" ("id", "regionId", "kitId", "organisationId", "sentAt")
     SELECT gen_random_uuid(), r.id, ${kit}, ${organisation}, ${start} ${each}`,
    `INSERT INTO "File" ("id", "regionId", "name", "type", "size", "sha256", "bytes", "uploadedById", "uploadedAt")
     SELECT ${file}, r.id, 'affiche.png', 'image/png', 1000, md5(o::text || y), convert_to(repeat('x', 1000), 'UTF8'), ${person}, ${start} + interval '100 days' ${each}`,
    `UPDATE "Event" SET "pictureId" = f."id" FROM "File" f
     WHERE f."uploadedById" = "Event"."proposedById" AND "Event"."number" % 2 = 0 AND f."uploadedAt" = ${start} + interval '100 days'`,
    `INSERT INTO "Delivery" ("id", "regionId", "key", "platform", "target", "body", "unsolicitedTo", "status", "createdAt", "sentAt", "refs", "channel")
     SELECT gen_random_uuid(), r.id, ${key} || n, 'slack', ${target}, ${saying(words)}, CASE WHEN n > ${inThread} THEN ${person} END, 'SENT',
       ${during(EACH.deliveries)}, ${start}, ${place("'C' || o", `y || '.' || n`)}, 'C' || o ${many(EACH.deliveries)}`,
    `INSERT INTO "Delivery" ("id", "regionId", "key", "platform", "target", "body", "status", "createdAt", "sentAt", "refs", "channel")
     SELECT gen_random_uuid(), r.id, 'a:' || r.id || ':' || y || ':' || n, 'slack', jsonb_build_object('kind', 'channel', 'platform', 'slack', 'channel', 'C' || r.id),
       ${saying(`'Le 12, ' || ${speaker.name} || ' vous accueille. '`)}, 'SENT', ${during(EACH_REGION.announcements)}, ${start},
       ${place("'C' || r.id", `y || '.' || n`)}, 'C' || r.id ${inRegion(EACH_REGION.announcements)}`,
    `INSERT INTO "Delivery" ("id", "regionId", "key", "platform", "target", "body", "editOf", "status", "createdAt", "sentAt")
     SELECT gen_random_uuid(), r.id, ${key} || 'e' || n, 'slack', '{}', ${saying(`${name} || ' a répondu. '`)}, ${key} || '1', 'SENT', ${during(EACH.edits)}, ${start} ${many(EACH.edits)}`,
    `INSERT INTO "DueItem" ("id", "regionId", "kind", "subject", "dueAt", "doneAt", "outcome")
     SELECT gen_random_uuid(), r.id, 'reminder', ${key} || n, ${start}, ${during(EACH.due)}, 'DONE' ${many(EACH.due)}`,
    `INSERT INTO "ReceivedEvent" ("id", "regionId", "platform", "event", "receivedAt")
     SELECT gen_random_uuid(), r.id, 'slack', ${key} || n, ${during(EACH.received)} ${many(EACH.received)}`,
    `INSERT INTO "Conversation" ("id", "regionId", "personId", "about", "values", "status", "createdAt", "expiresAt")
     SELECT gen_random_uuid(), r.id, ${person}, 'command:mois', '{}', 'DONE', ${during(EACH.forms)}, ${during(EACH.forms)} + interval '14 days' ${many(EACH.forms)}`,
    `INSERT INTO "Made" ("id", "regionId", "what", "personId", "at")
     SELECT gen_random_uuid(), r.id, 'event', ${person}, ${during(EACH.forms)} ${many(EACH.forms)}`,
    `INSERT INTO "Erasure" ("id", "regionId", "neutralId", "startedAt", "endedAt")
     SELECT gen_random_uuid(), r.id, gen_random_uuid(), ${start}, ${during(EACH_REGION.erasures)} ${inRegion(EACH_REGION.erasures)}`,
    `INSERT INTO "RelayMessage" ("id", "regionId", "channelId", "kind", "sourceId", "authorId", "authorName", "state", "saidAt")
     SELECT ${said}, r.id, ${channel("'slack'")}, 'MESSAGE', y || '.' || o || '.' || n, ${account}, ${name}, ${saying(`'Bonjour. '`)}, ${during(EACH.relayed)} ${many(EACH.relayed)}`,
    `INSERT INTO "RelayCopy" ("id", "regionId", "messageId", "channelId", "status", "shown")
     SELECT ${copy}, r.id, ${said}, ${channel("'discord'")}, 'POSTED', 1 ${many(EACH.relayed)}`,
    `INSERT INTO "RelayPart" ("id", "regionId", "copyId", "channelId", "position", "refId")
     SELECT gen_random_uuid(), r.id, ${copy}, ${channel("'discord'")}, 0, y || '.' || o || '.' || n ${many(EACH.relayed)}`,
  ];
  const played = new Set(told.flatMap((statement) => /^INSERT INTO "(\w+)"/.exec(statement)?.[1] ?? []));
  const ids = {
    ...{ Person: person, Organisation: organisation, Edition: edition, Event: event, Survey: survey },
    ...{ Questionnaire: questionnaire, Kit: kit, File: file, RelayChannel: channel("'slack'") },
    ...{ Announcement: uuid('r.id', "'announcement'", 'y', '1'), Meeting: uuid('r.id', "'meeting'", 'y', '1') },
  };
  const others = await rowsIn(database, tablesWithTermBut(new Set([...played, ...Object.keys(ids)])), {
    ids,
    ...{ from: each, at: `${start} + interval '200 days'` },
  });
  for (const statement of [...told, ...others]) await prisma.$executeRawUnsafe(statement);
}
