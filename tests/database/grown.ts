import type { Database } from '../../src/database/database.ts';

/**
 * Added to each region besides what `fillYears` makes: organisations that came and did little, each with one person.
 */
const CAME = 100;
/** Added to each region and edition. */
const KITS = 10;
const KIT_ITEMS = 3;
const MEETINGS = 30;
/** The number of people who received each kit or answered each meeting. */
const REACHED = 10;
/** The number of each person's rows of the last days; older ones are purged. */
const MADE = 3;
/** Added to each region, with so many messages in each. */
const RELAYS = 2;
const RELAYED = 400;
/** Entries of each region's journal. */
const NOTED = 2_000;
/** The editions made by `fillYears` to which these events, kits and meetings belong. */
const EDITIONS = 3;

const hash = (...parts: readonly string[]) => `md5(${parts.map((part) => `${part}::text`).join(" || ':' || ")})`;
/** The organisation's name, as `fillYears` makes it. */
const edition = (number: string) => `${hash('r.id', "'edition'", number)}::uuid`;
/** An id of some years ago: all ids begin with their time. */
const uuid = (...parts: readonly string[]) => `overlay(${hash(...parts)} placing '0190' from 1)::uuid`;
const person = (number: string) => uuid('r.id', "'came'", "'person'", number);
const organisation = (number: string) => uuid('r.id', "'came'", "'organisation'", number);
const event = (number: string) => uuid('r.id', "'came'", "'event'", number);
const kit = (year: string, number: string) => uuid('r.id', "'kit'", year, number);
const meeting = (year: string, number: string) => uuid('r.id', "'meeting'", year, number);
const relay = (number: string) => uuid('r.id', "'relay'", "'relay'", number);
const relayChannel = (number: string, channel: string) => uuid('r.id', "'relay-channel'", number, channel);
const relayMessage = (number: string, message: string) => uuid('r.id', "'relay-message'", number, message);
const relayCopy = (number: string, message: string) => uuid('r.id', "'relay-copy'", number, message);
const file = (number: string) => uuid('r.id', "'file'", number);

/**
 * Fills everything that grows with organisations, people and events and must not slow a command down: members, threads,
 * events and their dates, proposals that were to become one, what was asked about questionnaires and who may be quoted,
 * kits, files, meetings and their answers, mentions. It needs what `fillYears` has made. In the region that is worked
 * in, these people have left again, so that nobody writes to them.
 */
export async function fillFurther({ prisma }: Database, workedIn: string, now: Date): Promise<void> {
  const at = `'${now.toISOString()}'::timestamptz`;
  const each = `FROM "Region" r, generate_series(1, ${CAME}) o`;
  const eachYear = `FROM "Region" r, generate_series(1, ${EDITIONS}) y`;
  const eachRelay = `FROM "Region" r, generate_series(1, ${RELAYS}) o`;
  const asked = `FROM "Region" r JOIN (SELECT *, row_number() OVER (PARTITION BY "regionId") AS n FROM "Questionnaire"
    WHERE "completedAt" < ${at} - interval '6 months') q ON q."regionId" = r.id`;
  const within = `(q.n % ${CAME} + 1)`;
  const left = `r.id = '${workedIn}'`;
  const year = `(o % ${EDITIONS} + 1)`;
  const ago = `${at} - y * interval '1 year' + n * interval '1 day'`;
  const statements = [
    `INSERT INTO "JournalEntry" ("id", "regionId", "at", "doneById", "verb", "objectKind", "objectId", "objectName", "organisationId",
       "organisationName", "personId")
     SELECT gen_random_uuid(), r.id, ${at} - n * interval '1 hour', ${person('(n % 20 + 1)')}, 'events.journal.accepted', 'event',
       ${event('(n % 90 + 1)')}, 'Événement ' || n, ${organisation('(n % 90 + 1)')}, 'Venue ' || n, ${person('(n % 70 + 1)')}
     FROM "Region" r, generate_series(1, ${NOTED}) n`,
    // The coordinators of the region that is worked in have done much, too.
    `INSERT INTO "JournalEntry" ("id", "regionId", "at", "doneById", "verb", "objectKind")
     SELECT gen_random_uuid(), r.id, ${at} - n * interval '1 hour', c."personId", 'editions.journal.opened', 'edition'
     FROM "Region" r JOIN "TeamRole" c ON c."regionId" = r.id, generate_series(1, 40) n WHERE ${left}`,
    `INSERT INTO "Person" ("id", "regionId", "name", "lastPlatform", "createdAt")
     SELECT ${person('o')}, r.id, 'Venue ' || o, 'slack', ${at} ${each}`,
    `INSERT INTO "Identity" ("id", "regionId", "personId", "platform", "externalId", "name", "goneAt")
     SELECT gen_random_uuid(), r.id, ${person('o')}, 'slack', 'CAME' || o, 'Venue ' || o, CASE WHEN ${left} THEN ${at} END
     ${each}`,
    `INSERT INTO "Organisation" ("id", "regionId", "name", "nameKey", "department", "createdAt")
     SELECT ${organisation('o')}, r.id, 'Venue ' || o, 'venue-' || o, '80', ${at} ${each}`,
    `INSERT INTO "OrganisationThread" ("id", "regionId", "organisationId", "platform")
     SELECT gen_random_uuid(), r.id, ${organisation('o')}, 'discord' ${each}`,
    `INSERT INTO "Membership" ("id", "regionId", "organisationId", "personId", "status", "requestedAt", "decidedAt", "leftAt")
     SELECT gen_random_uuid(), r.id, ${organisation('o')}, ${person('o')},
       (CASE WHEN ${left} THEN 'LEFT' ELSE 'ACTIVE' END)::"MembershipStatus", ${at}, ${at}, CASE WHEN ${left} THEN ${at} END
     ${each}`,
    `INSERT INTO "Event" ("id", "regionId", "editionId", "organisationId", "number", "title", "pitch", "venue", "contact",
       "status", "proposedById", "proposedAt", "updatedAt")
     SELECT ${event('o')}, r.id, ${edition(year)}, ${organisation('o')}, 1000 + o, 'Passé ' || o, 'Venez.', 'Salle',
       'contact@example.org', 'ACCEPTED', ${person('o')}, ${at}, ${at}
     ${each}`,
    `INSERT INTO "Occurrence" ("id", "regionId", "eventId", "startsAt")
     SELECT gen_random_uuid(), r.id, ${event('o')}, ${at} - ${year} * interval '1 year' ${each}`,
    `INSERT INTO "CoOrganiser" ("id", "regionId", "eventId", "organisationId", "status", "invitedById", "invitedAt")
     SELECT gen_random_uuid(), r.id, ${event('o')}, ${organisation(`(o % ${CAME} + 1)`)}, 'ACCEPTED', ${person('o')}, ${at}
     ${each}`,
    `INSERT INTO "EventMerge" ("id", "regionId", "keptId", "closedId", "status", "proposedById", "proposedAt", "keptById",
       "closedById", "endedById", "version")
     SELECT gen_random_uuid(), r.id, ${event('o')}, ${event(`(o % ${CAME} + 1)`)}, 'DECLINED', ${person('o')}, ${at},
       ${person('o')}, ${person('o')}, ${person('o')}, 'v' ${each}`,
    // Each questionnaire that `fillYears` has made.
    `INSERT INTO "QuoteConsent" ("id", "regionId", "questionnaireId", "question", "choice", "wording", "chosenById", "chosenAt")
     SELECT gen_random_uuid(), q."regionId", q.id, 'idea', 'named', 'Oui', ${person(within)}, ${at} ${asked}`,
    `INSERT INTO "SurveyEnquiry" ("id", "regionId", "questionnaireId", "question", "conversationId", "askedById", "text",
       "askedAt", "reply", "repliedById", "repliedAt")
     SELECT gen_random_uuid(), q."regionId", q.id, 'held', q.id, ${person(within)}, 'Pourquoi ?', ${at}, 'Voici.',
       ${person(within)}, ${at} ${asked}`,
    `INSERT INTO "MediaMention" ("id", "regionId", "editionId", "organisationId", "outlet", "kind", "enteredById", "enteredAt")
     SELECT gen_random_uuid(), r.id, ${edition(year)}, ${organisation('o')}, 'Le Courrier', 'PRESS', ${person('o')}, ${at}
     ${each}`,
    `INSERT INTO "File" ("id", "regionId", "name", "type", "size", "sha256", "bytes", "uploadedById", "uploadedAt")
     SELECT ${file('o')}, r.id, 'affiche.png', 'image/png', 200, md5(r.id || ':' || o), decode(repeat('00', 200), 'hex'),
       ${person('o')}, ${at} - o * interval '1 day'
     ${each}`,
    `INSERT INTO "Made" ("id", "regionId", "what", "personId", "organisationId", "at")
     SELECT gen_random_uuid(), r.id, 'event', ${person('o')}, ${organisation('o')}, ${at} - n * interval '1 hour'
     ${each}, generate_series(1, ${MADE}) n`,
    `INSERT INTO "Kit" ("id", "regionId", "editionId", "version", "publishedById", "publishedAt")
     SELECT ${kit('y', 'n')}, r.id, ${edition('y')}, n, r.id, ${ago} ${eachYear}, generate_series(1, ${KITS}) n`,
    `INSERT INTO "KitItem" ("id", "regionId", "kitId", "fileId", "title", "position")
     SELECT gen_random_uuid(), r.id, ${kit('y', 'n')}, ${file('i')}, 'Affiche', i
     ${eachYear}, generate_series(1, ${KITS}) n, generate_series(1, ${KIT_ITEMS}) i`,
    `INSERT INTO "KitReceipt" ("id", "regionId", "kitId", "organisationId", "sentAt")
     SELECT gen_random_uuid(), r.id, ${kit('y', 'n')}, ${organisation('o')}, ${ago}
     ${eachYear}, generate_series(1, ${KITS}) n, generate_series(1, ${REACHED}) o`,
    `INSERT INTO "Meeting" ("id", "regionId", "title", "startsAt", "venue", "status", "createdById", "createdAt")
     SELECT ${meeting('y', 'n')}, r.id, 'Point ' || n, ${ago}, 'Amiens', 'SCHEDULED', r.id, ${ago}
     ${eachYear}, generate_series(1, ${MEETINGS}) n`,
    `INSERT INTO "Rsvp" ("id", "regionId", "meetingId", "personId", "answer", "answeredAt")
     SELECT gen_random_uuid(), r.id, ${meeting('y', 'n')}, ${person('o')}, 'YES', ${ago}
     ${eachYear}, generate_series(1, ${MEETINGS}) n, generate_series(1, ${REACHED}) o`,
    // Relays of former years, which were cut: nothing of theirs is relayed any more.
    `INSERT INTO "Relay" ("id", "regionId", "name", "tiedById", "tiedAt")
     SELECT ${relay('o')}, r.id, 'Ancienne ' || o, r.id, ${at} FROM "Region" r, generate_series(1, ${RELAYS}) o`,
    `INSERT INTO "RelayChannel" ("id", "regionId", "relayId", "platform", "team", "channel", "since", "tiedAt", "cutAt")
     SELECT ${relayChannel('o', 'c')}, r.id, ${relay('o')}, CASE WHEN c = 1 THEN 'slack' ELSE 'discord' END, 'T', 'C' || o || c, '0', ${at}, ${at}
     ${eachRelay}, generate_series(1, 2) c`,
    `INSERT INTO "RelayMessage" ("id", "regionId", "channelId", "kind", "sourceId", "thread", "replyTo", "authorId", "authorName", "saidAt")
     SELECT ${relayMessage('o', 'n')}, r.id, ${relayChannel('o', '1')}, 'MESSAGE', n, n % 50, n % 40, 'CAME' || n, 'Venue', ${at}
     ${eachRelay}, generate_series(1, ${RELAYED}) n`,
    `INSERT INTO "RelayCopy" ("id", "regionId", "messageId", "channelId", "status", "shown")
     SELECT ${relayCopy('o', 'n')}, r.id, ${relayMessage('o', 'n')}, ${relayChannel('o', '2')}, 'POSTED', 1
     ${eachRelay}, generate_series(1, ${RELAYED}) n`,
    `INSERT INTO "RelayPart" ("id", "regionId", "copyId", "channelId", "position", "refId")
     SELECT gen_random_uuid(), r.id, ${relayCopy('o', 'n')}, ${relayChannel('o', '2')}, 0, n
     ${eachRelay}, generate_series(1, ${RELAYED}) n`,
    `INSERT INTO "RelaySilence" ("id", "regionId", "platform", "userId", "since")
     SELECT gen_random_uuid(), r.id, 'slack', 'CAME' || o, ${at} ${each}`,
  ];
  for (const statement of statements) await prisma.$executeRawUnsafe(statement);
}
