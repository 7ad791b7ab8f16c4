import { personalColumns } from '../../access/personal/columns.ts';
import { Prisma } from '../../generated/prisma/client.ts';

const named = (name: string) => Prisma.raw(`t."${name}"`);

/** Matches, of the tables whose rows know somebody by an account alone, and of what was sent, the rows of the account `a`. */
const BY_ACCOUNT: Readonly<Record<string, Prisma.Sql>> = {
  RelayMessage: Prisma.sql`t."authorId" = a."externalId" AND EXISTS (
    SELECT 1 FROM "RelayChannel" own WHERE own."id" = t."channelId" AND own."platform" = a."platform")`,
  RelaySilence: Prisma.sql`t."userId" = a."externalId" AND t."platform" = a."platform"`,
  JoinRequest: Prisma.sql`t."externalId" = a."externalId" AND t."platform" = a."platform"`,
  Delivery: Prisma.sql`t."platform" = a."platform" AND t."target"->>'kind' = 'private' AND t."target"->'users'->>0 = a."externalId"`,
};

/**
 * Matches the rows of a table, as `t`, that tell of this person: which name them, are of an account of theirs, or were sent to one. Null:
 * its rows tell of nobody so.
 */
export function rowsOfPerson(table: string, regionId: string, personId: string): Prisma.Sql | null {
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
