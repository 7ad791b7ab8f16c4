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
/** The editions made by `fillYears` to which these events, kits and meetings belong. */
const EDITIONS = 3;

const hash = (...parts: readonly string[]) => `md5(${parts.map((part) => `${part}::text`).join(" || ':' || ")})`;
/** The name as `fillYears` makes it. */
const edition = (number: string) => `${hash('r.id', "'edition'", number)}::uuid`;
/** An id of some years ago: all ids begin with their time. */
const uuid = (...parts: readonly string[]) => `overlay(${hash(...parts)} placing '0190' from 1)::uuid`;
const person = (number: string) => uuid('r.id', "'came'", "'person'", number);
const organisation = (number: string) => uuid('r.id', "'came'", "'organisation'", number);
const event = (number: string) => uuid('r.id', "'came'", "'event'", number);
const kit = (year: string, number: string) => uuid('r.id', "'kit'", year, number);
const meeting = (year: string, number: string) => uuid('r.id', "'meeting'", year, number);
const file = (number: string) => uuid('r.id', "'file'", number);

/**
 * Fills everything that grows with organisations, people and events and must not slow a command down: members, threads,
 * events and their dates, kits, files, meetings and their answers, mentions. It needs what `fillYears` has made. In the
 * region that is worked in, these people have left again, so that nobody writes to them.
 */
export async function fillFurther({ prisma }: Database, workedIn: string, now: Date): Promise<void> {
  const at = `'${now.toISOString()}'::timestamptz`;
  const each = `FROM "Region" r, generate_series(1, ${CAME}) o`;
  const eachYear = `FROM "Region" r, generate_series(1, ${EDITIONS}) y`;
  const left = `r.id = '${workedIn}'`;
  const year = `(o % ${EDITIONS} + 1)`;
  const ago = `${at} - y * interval '1 year' + n * interval '1 day'`;
  const statements = [
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
  ];
  for (const statement of statements) await prisma.$executeRawUnsafe(statement);
}
