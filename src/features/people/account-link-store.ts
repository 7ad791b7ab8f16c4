import { z } from 'zod';
import type { RegionScope } from '../../access/region/region-scope.ts';
import type { PlatformName } from '../../chat/place.ts';
import { clientOf } from '../../database/transaction.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { registeredPlatform } from '../../platforms/registered.ts';
import { relayPeopleStore } from '../../relay/people-store.ts';
import { personColumns } from './person-columns.ts';
import { LINK_DAYS } from './rules.ts';

/** Two accounts that were joined into one person and can be separated again. */
export interface AccountLink {
  readonly id: string;
  /** The person both accounts belong to. */
  readonly keptId: string;
  /** The person the other account belonged to before. */
  readonly goneId: string;
  readonly keptIdentityId: string;
  readonly goneIdentityId: string;
  readonly joinedAt: Date;
}

/**
 * Tables with at most one row per person, and the columns that complete the key. Of two such rows the better one
 * stayed.
 */
export const onePerPerson = {
  TeamRole: ['role', 'department'],
  Membership: ['organisationId'],
  Rsvp: ['meetingId'],
  AnnouncementRecipient: ['announcementId'],
  Acknowledgement: ['announcementId'],
  SurveyConversation: ['questionnaireId'],
  ReportReader: ['reviewId'],
} as const;

export type OnePerPerson = keyof typeof onePerPerson;
const onePerPersonTables = Object.keys(onePerPerson) as OnePerPerson[];

const rowSchema = z.looseObject({ id: z.string(), personId: z.string() });
/** A row as it was, by column. */
export type FormerRow = z.output<typeof rowSchema>;

const settingsSchema = z.object({
  name: z.string(),
  locale: z.string().nullable(),
  seenLocale: z.string().nullable(),
  lastPlatform: z.string(),
  quietFrom: z.string().nullable(),
  quietTo: z.string().nullable(),
  unwanted: z.array(z.string()),
  createdAt: z.coerce.date(),
});
const settingsFields = {
  ...{ name: true, locale: true, seenLocale: true, lastPlatform: true },
  ...{ quietFrom: true, quietTo: true, unwanted: true, createdAt: true },
} as const;

const beforeSchema = z.object({
  kept: settingsSchema,
  gone: settingsSchema,
  rows: z.partialRecord(z.enum(onePerPersonTables), z.array(rowSchema)),
  /** Who of them was left out of relayed channels; missing in what older versions stored. */
  silent: z.array(z.enum(['kept', 'gone'])).optional(),
});

/** Both persons as they were before they were joined. */
export type PersonsBefore = z.output<typeof beforeSchema>;

const DAY_MS = 86_400_000;

/**
 * Deletes a link that can no longer be undone, with the records kept for undoing it. Returns whether some may be
 * left.
 */
export async function purgeAccountLinks(scope: RegionScope, most: number): Promise<boolean> {
  const { tx, region, now } = scope;
  const client = clientOf(tx);
  const old = await client.accountLink.findFirst({
    where: { regionId: region.id, joinedAt: { lte: new Date(now.getTime() - LINK_DAYS * DAY_MS) } },
    select: { id: true },
  });
  if (!old) return false;
  const rows = await client.linkedRow.deleteMany({ where: { regionId: region.id, linkId: old.id }, limit: most });
  if (rows.count < most) await forget(scope, old.id);
  return true;
}

async function forget({ tx, region }: RegionScope, linkId: string): Promise<void> {
  const client = clientOf(tx);
  const regionId = region.id;
  await client.identity.updateMany({ where: { regionId, linkId }, data: { linkId: null } });
  await client.linkedRow.deleteMany({ where: { regionId, linkId } });
  await client.accountLink.deleteMany({ where: { regionId, id: linkId } });
}

export function accountLinkStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  const self = {
    /** Returns the person's link, while it can be undone. */
    async of(personId: string): Promise<AccountLink | null> {
      const link = await self.stored(personId);
      return link && link.joinedAt.getTime() > scope.now.getTime() - LINK_DAYS * DAY_MS ? link : null;
    },

    /** Returns the person's link, as long as it is stored. */
    async stored(personId: string): Promise<AccountLink | null> {
      return client.accountLink.findFirst({
        where: { regionId, keptId: personId },
        select: { id: true, keptId: true, goneId: true, keptIdentityId: true, goneIdentityId: true, joinedAt: true },
      });
    },

    /** Returns the number of accounts that somebody has. */
    accounts(personId: string): Promise<number> {
      return client.identity.count({ where: { regionId, personId } });
    },

    /** Returns the platforms of the two accounts of a link. */
    async platforms({ keptIdentityId, goneIdentityId }: AccountLink): Promise<readonly PlatformName[]> {
      const rows = await client.identity.findMany({
        where: { regionId, id: { in: [keptIdentityId, goneIdentityId] } },
        select: { platform: true },
      });
      return rows.map(({ platform }) => registeredPlatform(platform));
    },

    /** Returns both persons as they are now. */
    async describe(keptId: string, goneId: string): Promise<PersonsBefore> {
      const kept = await client.person.findUniqueOrThrow({ where: { id: keptId, regionId }, select: settingsFields });
      const gone = await client.person.findUniqueOrThrow({ where: { id: goneId, regionId }, select: settingsFields });
      const rows: Partial<Record<OnePerPerson, FormerRow[]>> = {};
      for (const table of onePerPersonTables) rows[table] = await self.rows(table, [keptId, goneId]);
      const silent: ('kept' | 'gone')[] = [];
      const relayed = relayPeopleStore(scope);
      for (const [who, personId] of [
        ['kept', keptId],
        ['gone', goneId],
      ] as const)
        if ((await relayed.silentSince(await relayed.accountsOf(personId))) !== null) silent.push(who);
      return { kept, gone, rows, silent };
    },

    /** Returns the rows of these persons in a table that holds at most one per person. */
    async rows(table: OnePerPerson, personIds: readonly string[]): Promise<FormerRow[]> {
      const found = await client.$queryRaw<{ row: unknown }[]>`
        SELECT to_jsonb(t) AS "row" FROM ${Prisma.raw(`"${table}"`)} t
        WHERE t."regionId" = ${regionId}::uuid AND t."personId" = ANY(${[...personIds]}::uuid[]) ORDER BY t."id"`;
      return found.map(({ row }) => rowSchema.parse(row));
    },

    /**
     * Records that the two are about to be joined, and which rows belong to the account that goes. What was joined before
     * can't be undone from then on: each link is of two, and the last one is kept.
     */
    async begin(keptId: string, goneId: string, before: PersonsBefore): Promise<void> {
      const former = await client.accountLink.findMany({
        where: { regionId, keptId: { in: [keptId, goneId] } },
        select: { id: true },
      });
      for (const { id } of former) await forget(scope, id);
      const identityOf = (personId: string) =>
        client.identity.findFirstOrThrow({ where: { regionId, personId }, select: { id: true } });
      const [kept, gone] = [await identityOf(keptId), await identityOf(goneId)];
      const { id } = await client.accountLink.create({
        data: {
          ...{ regionId, keptId, goneId, keptIdentityId: kept.id, goneIdentityId: gone.id },
          ...{ before: structuredClone(JSON.parse(JSON.stringify(before))), joinedAt: scope.now },
        },
        select: { id: true },
      });
      for (const [table, column] of personColumns) {
        const [name, who] = [Prisma.raw(`"${table}"`), Prisma.raw(`"${column}"`)];
        await client.$executeRaw`
          INSERT INTO "LinkedRow" ("id", "regionId", "linkId", "table", "column", "rowId", "identityId")
          SELECT gen_random_uuid(), ${regionId}::uuid, ${id}::uuid, ${table}, ${column}, t."id", ${gone.id}::uuid
          FROM ${name} t WHERE t."regionId" = ${regionId}::uuid AND t.${who} = ${goneId}::uuid`;
      }
      await client.identity.updateMany({ where: { id: { in: [kept.id, gone.id] } }, data: { linkId: id } });
    },

    async before(linkId: string): Promise<PersonsBefore> {
      const row = await client.accountLink.findUniqueOrThrow({ where: { id: linkId, regionId } });
      return beforeSchema.parse(row.before);
    },

    /**
     * Locks a link, so that undoing it twice at once happens one after the other. Returns false when it is already
     * undone.
     */
    async lock(linkId: string): Promise<boolean> {
      const found = await client.$queryRaw<unknown[]>`
        SELECT 1 FROM "AccountLink" WHERE "id" = ${linkId}::uuid AND "regionId" = ${regionId}::uuid FOR UPDATE`;
      return found.length > 0;
    },

    forget: (linkId: string) => forget(scope, linkId),
  };
  return self;
}
