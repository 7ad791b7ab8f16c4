import { bare } from '../../access/personal/spelling.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import { holdsOne } from './erasure-store.ts';

/** Returns those of these names that a person or an organisation of another region has: what is of no region may mean them. */
export async function hadElsewhere({ tx, region }: RegionScope, names: readonly string[]): Promise<readonly string[]> {
  const given = names.map((name) => ({ name, word: bare(name.trim()) })).filter(({ word }) => word !== '');
  const words = given.map(({ word }) => word);
  const rows = await clientOf(tx).$queryRaw<readonly { readonly name: string }[]>`
    SELECT "name" FROM "Person" WHERE "regionId" <> ${region.id}::uuid AND ${holdsOne('name', words)}
    UNION SELECT "name" FROM "Organisation" WHERE "regionId" <> ${region.id}::uuid AND ${holdsOne('name', words)}`;
  return given.flatMap(({ name, word }) => (rows.some((row) => bare(row.name).includes(word)) ? [name] : []));
}

/** Returns the messages of the nation that this person wrote. */
export async function callsBy({ tx, region }: RegionScope, personId: string): Promise<readonly string[]> {
  const where = { regionId: region.id, writtenById: personId };
  const rows = await clientOf(tx).nationCall.findMany({ where, select: { id: true } });
  return rows.map(({ id }) => id);
}
