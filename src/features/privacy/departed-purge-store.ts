import { personalColumns } from '../../access/personal/columns.ts';
import { endOfTerm } from '../../access/region/data-settings-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import { Prisma } from '../../generated/prisma/client.ts';

const named = (name: string) => Prisma.raw(`"${name}"`);

/** Tables whose rows go with a person: they stand for nothing without them. */
const THEIRS = new Set(['Identity', 'TeamRole', 'Membership']);

/** The columns by which rows would go on naming a person. */
const NAMING = personalColumns.filter(
  ({ table, holds }) => holds === 'person' && table !== 'Person' && !THEIRS.has(table),
);

/**
 * Deletes people who left as long ago as an edition is kept and whom nothing names any more, organisations of which nothing has
 * come since, and what became of erasures. Returns whether some may be left.
 */
export async function purgeDeparted(scope: RegionScope, most: number): Promise<boolean> {
  const before = await endOfTerm(scope, 'edition');
  const people = await purgePeople(scope, before, most);
  const organisations = await purgeOrganisations(scope, before, most);
  const where = { regionId: scope.region.id, endedAt: { lt: await endOfTerm(scope, 'history') } };
  const erasures = await clientOf(scope.tx).erasure.deleteMany({ where, limit: most });
  return [people, organisations, erasures.count].includes(most);
}

async function purgePeople({ tx, region }: RegionScope, before: Date, most: number): Promise<number> {
  const client = clientOf(tx);
  const left = await client.person.findMany({
    where: {
      regionId: region.id,
      createdAt: { lt: before },
      identities: { none: { OR: [{ goneAt: null }, { goneAt: { gte: before } }] } },
    },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: most,
  });
  if (left.length === 0) return 0;
  const ids = left.map(({ id }) => id);
  const stillNamed = new Set<string>();
  for (const { table, column } of NAMING) {
    const rows = await client.$queryRaw<readonly { readonly id: string }[]>`
      SELECT DISTINCT ${named(column)} AS "id" FROM ${named(table)}
      WHERE "regionId" = ${region.id}::uuid AND ${named(column)} = ANY (${ids}::uuid[])`;
    for (const { id } of rows) stillNamed.add(id);
  }
  const gone = ids.filter((id) => !stillNamed.has(id));
  const theirs = { where: { regionId: region.id, personId: { in: gone } } };
  await client.membership.deleteMany(theirs);
  await client.teamRole.deleteMany(theirs);
  await client.identity.deleteMany(theirs);
  await client.person.deleteMany({ where: { regionId: region.id, id: { in: gone } } });
  // Those whom something still names are looked at again the next night.
  return gone.length;
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
