import { personalColumns } from '../../access/personal/columns.ts';
import { endOfTerm } from '../../access/region/data-settings-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import { Prisma } from '../../generated/prisma/client.ts';

const named = (name: string) => Prisma.raw(`"${name}"`);

/** Tables whose rows are deleted with a person: they mean nothing without one. */
const THEIRS = new Set(['Identity', 'TeamRole', 'Membership']);

/** The columns of these that name somebody else besides: whoever decided. They hold nobody here, and are emptied. */
const DECIDING = personalColumns.filter(
  ({ table, holds, column }) => holds === 'person' && THEIRS.has(table) && column !== 'personId',
);

/** The columns by which rows would still name a person. */
const NAMING = personalColumns.filter(
  ({ table, holds }) => holds === 'person' && table !== 'Person' && !THEIRS.has(table),
);

/**
 * Deletes people who left as long ago as an edition is kept and whom nothing names any more, organisations without
 * activity since then, memberships that ended before it, the records of erasures, and the marks by which these know
 * accounts. Returns whether some may be left.
 */
export async function purgeDeparted(scope: RegionScope, most: number): Promise<boolean> {
  const before = await endOfTerm(scope, 'edition');
  const people = await purgePeople(scope, before, most);
  const organisations = await purgeOrganisations(scope, before, most);
  const memberships = await purgeMemberships(scope, before, most);
  const where = { regionId: scope.region.id, endedAt: { lt: await endOfTerm(scope, 'history') } };
  const erasures = await clientOf(scope.tx).erasure.deleteMany({ where, limit: most });
  const late = { regionId: scope.region.id, endedAt: { lt: await endOfTerm(scope, 'received') } };
  const marked = { where: { ...late, accountMarks: { isEmpty: false } }, data: { accountMarks: [] }, limit: most };
  const unmarked = await clientOf(scope.tx).erasure.updateMany(marked);
  return [people, organisations, memberships, erasures.count, unmarked.count].includes(most);
}

async function purgePeople(scope: RegionScope, before: Date, most: number): Promise<number> {
  let after: string | null = null;
  for (;;) {
    const left: readonly string[] = await leftBefore(scope, before, most, after);
    const gone = await withoutName(scope, left);
    await deletePeople(scope, gone);
    // People whom something still names are looked at again the next night, so that they don't stand in the way of
    // others.
    if (gone.length > 0) return left.length === most ? most : gone.length;
    if (left.length < most) return 0;
    after = left.at(-1) ?? null;
  }
}

/** Returns people who left before a moment, with ids after this one. */
async function leftBefore(
  { tx, region }: RegionScope,
  before: Date,
  most: number,
  after: string | null,
): Promise<readonly string[]> {
  const left = await clientOf(tx).person.findMany({
    where: {
      regionId: region.id,
      createdAt: { lt: before },
      identities: { none: { OR: [{ goneAt: null }, { goneAt: { gte: before } }] } },
      ...(after === null ? {} : { id: { gt: after } }),
    },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: most,
  });
  return left.map(({ id }) => id);
}

/**
 * Returns those of these people whom nothing names any more. A message without words doesn't count for the person it
 * was sent to: it may stand as long as somebody else it named is known, who would then be known as long as the first.
 */
async function withoutName({ tx, region }: RegionScope, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const stillNamed = new Set<string>();
  for (const { table, column } of NAMING) {
    const telling = table === 'Delivery' ? Prisma.sql`AND "body" IS NOT NULL` : Prisma.empty;
    const rows = await clientOf(tx).$queryRaw<readonly { readonly id: string }[]>`
      SELECT DISTINCT ${named(column)} AS "id" FROM ${named(table)}
      WHERE "regionId" = ${region.id}::uuid AND ${named(column)} = ANY (${ids}::uuid[]) ${telling}`;
    for (const { id } of rows) stillNamed.add(id);
  }
  return ids.filter((id) => !stillNamed.has(id));
}

async function deletePeople({ tx, region }: RegionScope, gone: readonly string[]): Promise<void> {
  if (gone.length === 0) return;
  const client = clientOf(tx);
  const theirs = { where: { regionId: region.id, personId: { in: [...gone] } } };
  await client.membership.deleteMany(theirs);
  await client.teamRole.deleteMany(theirs);
  for (const { table, column } of DECIDING) {
    await client.$executeRaw`
      UPDATE ${named(table)} SET ${named(column)} = NULL
      WHERE "regionId" = ${region.id}::uuid AND ${named(column)} = ANY (${[...gone]}::uuid[])`;
  }
  await client.$executeRaw`
    DELETE FROM "RelaySilence" silence USING "Identity" theirs
    WHERE silence."regionId" = ${region.id}::uuid AND theirs."regionId" = ${region.id}::uuid
      AND theirs."personId" = ANY (${[...gone]}::uuid[])
      AND theirs."platform" = silence."platform" AND theirs."externalId" = silence."userId"`;
  await client.identity.deleteMany(theirs);
  const sent = { regionId: region.id, unsolicitedTo: { in: [...gone] } };
  await client.delivery.updateMany({ where: sent, data: { unsolicitedTo: null } });
  await client.person.deleteMany({ where: { regionId: region.id, id: { in: [...gone] } } });
}

/** Deletes memberships that were declined or ended before a moment; that somebody was excluded is forgotten with them. */
async function purgeMemberships({ tx, region }: RegionScope, before: Date, most: number): Promise<number> {
  return clientOf(tx).$executeRaw`
    DELETE FROM "Membership" WHERE "id" IN (
      SELECT "id" FROM "Membership" WHERE "regionId" = ${region.id}::uuid AND "status" IN ('DECLINED', 'LEFT')
        AND GREATEST("requestedAt", "decidedAt", "leftAt", "excludedAt") < ${before}::timestamptz LIMIT ${most})`;
}

async function purgeOrganisations({ tx, region }: RegionScope, before: Date, most: number): Promise<number> {
  const client = clientOf(tx);
  const regionId = region.id;
  const old = await client.organisation.findMany({
    where: {
      ...{ regionId, createdAt: { lt: before } },
      memberships: { none: { status: { in: ['ACTIVE', 'PENDING'] } } },
      ...{ events: { none: {} }, coOrganised: { none: {} }, questionnaires: { none: {} } },
    },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: most,
  });
  if (old.length === 0) return 0;
  const theirs = { where: { regionId, organisationId: { in: old.map(({ id }) => id) } } };
  await client.kitReceipt.deleteMany(theirs);
  await client.mediaMention.deleteMany(theirs);
  await client.membership.deleteMany(theirs);
  await client.organisationThread.deleteMany(theirs);
  await client.organisation.deleteMany({ where: { regionId, id: { in: old.map(({ id }) => id) } } });
  return old.length;
}
