import { personalColumns } from '../../access/personal/columns.ts';
import { Prisma } from '../../generated/prisma/client.ts';

const named = (name: string) => Prisma.raw(`t."${name}"`);

/** Matches the rows of the account `a`, in the tables whose rows know somebody only by an account. */
const BY_ACCOUNT: Readonly<Record<string, Prisma.Sql>> = {
  RelayMessage: Prisma.sql`t."authorId" = a."externalId" AND EXISTS (
    SELECT 1 FROM "RelayChannel" own WHERE own."id" = t."channelId" AND own."platform" = a."platform")`,
  RelaySilence: Prisma.sql`t."userId" = a."externalId" AND t."platform" = a."platform"`,
  JoinRequest: Prisma.sql`t."externalId" = a."externalId" AND t."platform" = a."platform"`,
};

/** Matches messages to somebody, each way by an index of its own; not all of them have left, or did. */
const addressedTo = (regionId: string, personId: string) => Prisma.sql`t."id" IN (
  SELECT own."id" FROM "Delivery" own WHERE own."unsolicitedTo" = ${personId}::uuid
  UNION ALL
  SELECT own."id" FROM "Identity" a JOIN "Delivery" own
    ON own."target" ->> 'kind' = 'private' AND own."target" -> 'users' ->> 0 = a."externalId" AND own."platform" = a."platform"
  WHERE a."regionId" = ${regionId}::uuid AND a."personId" = ${personId}::uuid)`;

/**
 * Matches the rows of a table, as `t`, that tell of this person: those that name them, belong to an account of theirs,
 * or were sent to one. Returns null for a table whose rows tell of nobody in this way.
 */
export function rowsOfPerson(table: string, regionId: string, personId: string): Prisma.Sql | null {
  if (table === 'Delivery') return addressedTo(regionId, personId);
  const people = personalColumns.filter((one) => one.table === table && one.holds === 'person');
  const byAccount = BY_ACCOUNT[table];
  const each = [
    ...(table === 'Person' ? [Prisma.sql`t."id" = ${personId}::uuid`] : []),
    ...people.map(({ column }) => Prisma.sql`${named(column)} = ${personId}::uuid`),
    ...(byAccount === undefined
      ? []
      : [
          Prisma.sql`EXISTS (SELECT 1 FROM "Identity" a
            WHERE a."regionId" = ${regionId}::uuid AND a."personId" = ${personId}::uuid AND ${byAccount})`,
        ]),
  ];
  return each.length === 0 ? null : Prisma.join(each, ' OR ');
}

/**
 * Matches messages, as `t`, whose words this person has read: those to them that were sent. One that stands in an organisation's thread
 * is read by its members alone.
 */
export function isReadBy(regionId: string, personId: string): Prisma.Sql {
  return Prisma.sql`${addressedTo(regionId, personId)} AND t."status" = 'SENT' AND (
    t."target" ->> 'kind' IS DISTINCT FROM 'organisation' OR EXISTS (
      SELECT 1 FROM "Membership" theirs WHERE theirs."regionId" = ${regionId}::uuid AND theirs."personId" = ${personId}::uuid
        AND theirs."status" = 'ACTIVE' AND theirs."organisationId"::text = t."target" ->> 'organisation'))`;
}
