import { endOfTerm } from '../../access/region/data-settings-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf, type Tx } from '../../database/transaction.ts';
import { Prisma } from '../../generated/prisma/client.ts';

const named = (name: string) => Prisma.raw(`"${name}"`);
type OfOne = (id: string) => Prisma.Sql;

const ofQuestionnaires: OfOne = (edition) => Prisma.sql`"questionnaireId" IN (
  SELECT asked."id" FROM "Questionnaire" asked JOIN "Survey" survey ON survey."id" = asked."surveyId"
  WHERE survey."editionId" = ${edition}::uuid)`;
const ofEvents: OfOne = (edition) =>
  Prisma.sql`"eventId" IN (SELECT "id" FROM "Event" WHERE "editionId" = ${edition}::uuid)`;
const ofKits: OfOne = (edition) => Prisma.sql`"kitId" IN (SELECT "id" FROM "Kit" WHERE "editionId" = ${edition}::uuid)`;
const ofReviews: OfOne = (edition) =>
  Prisma.sql`"reviewId" IN (SELECT "id" FROM "ReportReview" WHERE "editionId" = ${edition}::uuid)`;
const ofEdition: OfOne = (edition) => Prisma.sql`"editionId" = ${edition}::uuid`;
const itself: OfOne = (id) => Prisma.sql`"id" = ${id}::uuid`;

/** The tables of an edition, each with its rows. A table that refers to others comes before them. */
const EDITION: readonly (readonly [table: string, rows: OfOne])[] = [
  ['QuoteConsent', ofQuestionnaires],
  ['SurveyEnquiry', ofQuestionnaires],
  ['SurveyConversation', ofQuestionnaires],
  ['Answer', ofQuestionnaires],
  ['AnswerRevision', ofQuestionnaires],
  ['MediaMention', ofEdition],
  [
    'Questionnaire',
    (edition) => Prisma.sql`"surveyId" IN (SELECT "id" FROM "Survey" WHERE "editionId" = ${edition}::uuid)`,
  ],
  ['Survey', ofEdition],
  [
    'EventMerge',
    (edition) => Prisma.sql`("keptId" IN (SELECT "id" FROM "Event" WHERE "editionId" = ${edition}::uuid)
      OR "closedId" IN (SELECT "id" FROM "Event" WHERE "editionId" = ${edition}::uuid))`,
  ],
  ['CoOrganiser', ofEvents],
  ['Occurrence', ofEvents],
  ['Event', ofEdition],
  ['KitReceipt', ofKits],
  ['KitItem', ofKits],
  ['Kit', ofEdition],
  ['Tally', ofEdition],
  ['Figure', ofEdition],
  ['ExpectedResult', ofEdition],
  ['ReportComment', ofReviews],
  ['ReportReader', ofReviews],
  ['ReportReview', ofEdition],
  ['ReportPublication', ofEdition],
  ['ReportLink', ofEdition],
  ['ReportText', ofEdition],
  ['ReportChoice', ofEdition],
  ['SortedIdea', ofEdition],
  ['Report', ofEdition],
  ['Theme', ofEdition],
  ['Edition', itself],
];

const ofAnnouncement: OfOne = (id) => Prisma.sql`"announcementId" = ${id}::uuid`;
const ANNOUNCEMENT: typeof EDITION = [
  ['AnnouncementRecipient', ofAnnouncement],
  ['Acknowledgement', ofAnnouncement],
  ['Announcement', itself],
];

const MEETING: typeof EDITION = [
  ['Rsvp', (id) => Prisma.sql`"meetingId" = ${id}::uuid`],
  ['Meeting', itself],
];

/**
 * Deletes closed editions whose term is over, with everything that belongs to them, and announcements and meetings of
 * the same age. The newest edition stays, and so does one whose last answers aren't in a bilan yet. Returns whether
 * some may be left.
 */
export async function purgeEditions(scope: RegionScope, most: number): Promise<boolean> {
  const before = await endOfTerm(scope, 'edition');
  const old: readonly (readonly [typeof EDITION, readonly string[]])[] = [
    [EDITION, await oldEditions(scope, before)],
    [ANNOUNCEMENT, await oldAnnouncements(scope, before, most)],
    [MEETING, await oldMeetings(scope, before, most)],
  ];
  let left = most;
  for (const [tables, ids] of old) {
    for (const id of ids) {
      for (const [table, rows] of tables) {
        left -= await deleteSome(scope, table, rows(id), left);
        if (left === 0) return true;
      }
    }
  }
  return false;
}

async function deleteSome({ tx, region }: RegionScope, table: string, rows: Prisma.Sql, most: number): Promise<number> {
  return clientOf(tx).$executeRaw`
    DELETE FROM ${named(table)} WHERE "id" IN (
      SELECT "id" FROM ${named(table)} WHERE "regionId" = ${region.id}::uuid AND ${rows} LIMIT ${most})`;
}

async function oldEditions({ tx, region }: RegionScope, before: Date): Promise<readonly string[]> {
  const found = await clientOf(tx).$queryRaw<readonly { readonly id: string }[]>`
    SELECT old."id" FROM "Edition" old
    WHERE old."regionId" = ${region.id}::uuid AND old."status" = 'CLOSED'
      AND old."endsOn" < ${before}::timestamptz AND old."closedAt" < ${before}::timestamptz
      AND old."year" < (SELECT max("year") FROM "Edition" WHERE "regionId" = ${region.id}::uuid)
    ORDER BY old."year"`;
  const over: string[] = [];
  for (const { id } of found) if (await hasAllInBilan(tx, id)) over.push(id);
  return over;
}

/** Returns whether a bilan was made of an edition since its last answer. */
async function hasAllInBilan(tx: Tx, editionId: string): Promise<boolean> {
  const [row] = await clientOf(tx).$queryRaw<readonly { readonly all: boolean }[]>`
    SELECT NOT EXISTS (
      SELECT 1 FROM "Answer" answer JOIN "Questionnaire" asked ON asked."id" = answer."questionnaireId"
      JOIN "Survey" survey ON survey."id" = asked."surveyId" AND survey."editionId" = ${editionId}::uuid
      WHERE answer."answeredAt" > COALESCE(
        (SELECT max("createdAt") FROM "Report" WHERE "editionId" = ${editionId}::uuid), '-infinity'::timestamptz)) AS "all"`;
  return row?.all ?? false;
}

async function oldAnnouncements({ tx, region }: RegionScope, before: Date, most: number): Promise<readonly string[]> {
  const found = await clientOf(tx).announcement.findMany({
    where: { regionId: region.id, createdAt: { lt: before }, status: { not: 'SCHEDULED' } },
    select: { id: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: most,
  });
  return found.map(({ id }) => id);
}

async function oldMeetings({ tx, region }: RegionScope, before: Date, most: number): Promise<readonly string[]> {
  const found = await clientOf(tx).meeting.findMany({
    where: { regionId: region.id, startsAt: { lt: before } },
    select: { id: true },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: most,
  });
  return found.map(({ id }) => id);
}
