import { clientOf } from '../../database/transaction.ts';
import type { RegionScope } from './region-scope.ts';

/** Returns what is spoken of in a region by name, and is nobody's: the region, its chamber, its editions with and without their year, and themes. */
export async function regionNames({ tx, region }: RegionScope): Promise<readonly string[]> {
  const client = clientOf(tx);
  const where = { regionId: region.id };
  const editions = await client.edition.findMany({ where, select: { name: true, year: true } });
  const themes = await client.theme.findMany({ where, select: { name: true }, distinct: ['name'] });
  return [
    ...[region.name, region.chamber],
    ...editions.flatMap(({ name, year }) => [name, name.replace(String(year), '').trim()]),
    ...themes.map(({ name }) => name),
  ].filter((name) => name !== '');
}
