import { personalColumns } from '../../access/personal/columns.ts';
import { Prisma } from '../../generated/prisma/client.ts';

const named = (name: string) => Prisma.raw(`t."${name}"`);

/** Matches, of the tables whose rows know somebody by an account alone, the rows of the account `a`. */
const BY_ACCOUNT: Readonly<Record<string, Prisma.Sql>> = {
  RelayMessage: Prisma.sql`t."authorId" = a."externalId" AND EXISTS (
    SELECT 1 FROM "RelayChannel" own WHERE own."id" = t."channelId" AND own."platform" = a."platform")`,
  RelaySilence: Prisma.sql`t."userId" = a."externalId" AND t."platform" = a."platform"`,
  JoinRequest: Prisma.sql`t."externalId" = a."externalId" AND t."platform" = a."platform"`,
};

/** Matches what was sent to somebody, each way by an index of its own. */
const sentTo = (regionId: string, personId: string) => Prisma.sql`t."id" IN (
  SELECT own."id" FROM "Delivery" own WHERE own."unsolicitedTo" = ${personId}::uuid
  UNION ALL
  SELECT own."id" FROM "Identity" a JOIN "Delivery" own
    ON own."target" ->> 'kind' = 'private' AND own."target" -> 'users' ->> 0 = a."externalId" AND own."platform" = a."platform"
  WHERE a."regionId" = ${regionId}::uuid AND a."personId" = ${personId}::uuid)`;

/**
 * Matches the rows of a table, as `t`, that tell of this person: which name them, are of an account of theirs, or were sent to one. Null:
 * its rows tell of nobody so.
 */
export function rowsOfPerson(table: string, regionId: string, personId: string): Prisma.Sql | null {
  if (table === 'Delivery') return sentTo(regionId, personId);
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
