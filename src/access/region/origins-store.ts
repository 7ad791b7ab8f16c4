import { z } from 'zod';
import { clientOf, databaseOf, type Tx } from '../../database/transaction.ts';
import type { RegionScope } from './region-scope.ts';

const originsSchema = z
  .array(
    z.object({
      /** As in the names of its backups. */
      database: z.string(),
      /** When the region was first opened there: ISO 8601, UTC. */
      since: z.iso.datetime(),
    }),
  )
  .readonly();

/** The databases that a region has been in, the present one last. */
type Origins = z.output<typeof originsSchema>;

/** An erasure that is noted beside backups: when it began (ISO 8601), and the database in which it was. */
interface Noted {
  readonly at: string;
  readonly origin?: string | undefined;
}

/** Returns the databases that a region has been in which begins now. */
export function originsAtFirst(tx: Tx, now: Date): { database: string; since: string }[] {
  const { origin } = databaseOf(tx).backups;
  return origin === null ? [] : [{ database: origin, since: now.toISOString() }];
}

/** Returns the databases that the region has been in, after noting the present one. */
export async function originsNow({ tx, region, now }: RegionScope): Promise<Origins> {
  const client = clientOf(tx);
  const row = await client.region.findUniqueOrThrow({ where: { id: region.id }, select: { origins: true } });
  const { known, origins } = originsIn(row.origins, databaseOf(tx).backups.origin, now);
  if (origins.length > known.length)
    await client.region.update({ where: { id: region.id }, data: { origins: [...origins] } });
  return origins;
}

/** Returns the stored databases that a region has been in, and the same with the present one, in which it is from `now` on if it is new. */
function originsIn(stored: unknown, present: string | null, now: Date): { known: Origins; origins: Origins } {
  const known = originsSchema.parse(stored);
  const isKnown = present === null || known.at(-1)?.database === present;
  return { known, origins: isKnown ? known : [...known, { database: present, since: now.toISOString() }] };
}

/**
 * Returns which of these erasures are to be done again in a database that was put back just now and holds these regions, each with its
 * stored databases: not those of other regions, nor those in copies of it.
 */
export function erasuresOf<T extends Noted & { readonly region: string }>(
  noted: readonly T[],
  { regions, present }: { readonly regions: readonly { id: string; origins: unknown }[]; readonly present: string },
  now: Date,
): readonly T[] {
  const known = new Map(regions.map(({ id, origins }) => [id, originsIn(origins, present, now).origins]));
  return noted.filter((one) => {
    const origins = known.get(one.region);
    return origins !== undefined && isOwnErasure(origins, one);
  });
}

/**
 * Returns whether an erasure is the region's own: noted where it is now, or where it was then. What was noted in a copy of it isn't,
 * though a copy knows the same people by the same ids. Of a line that tells no database it is taken to be.
 */
export function isOwnErasure(origins: Origins, { at, origin }: Noted): boolean {
  if (origin === undefined) return true;
  const found = origins.findLastIndex(({ database }) => database === origin);
  const next = origins[found + 1];
  return found >= 0 && (next === undefined || Date.parse(at) <= Date.parse(next.since));
}
