import type pg from 'pg';

/** The work that a bot takes up again when it starts on a restored database, in numbers. */
export interface TakenUp {
  /** The deliveries that waited when the backup was made: those that were sent since are sent again. */
  readonly deliveries: number;
  /** The due items whose moment has come since: those that were done since are done again. The upkeep of each night is among them. */
  readonly due: number;
  /** The tied channels that were closed. */
  readonly tied: number;
}

/** Matches a column of ours, which an older structure may lack. */
const thereIs = (table: string, column: string) =>
  `EXISTS (SELECT FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '${table}' AND column_name = '${column}')`;

/**
 * Returns the statement that lets nothing pass any more in tied channels that was said up to a moment and isn't known in the backup: its
 * copies stand there, but for what was said while the bot was off. A backup that is older than that column is left as it is.
 */
export function closingTied(until: Date): string {
  return `DO $$ BEGIN
  IF ${thereIs('RelayChannel', 'forgottenBefore')} THEN
    UPDATE public."RelayChannel" SET "forgottenBefore" = GREATEST("forgottenBefore", '${until.toISOString()}'::timestamptz)
      WHERE "cutAt" IS NULL;
  END IF;
END $$;
`;
}

/** Returns what is taken up again in a restored database; zeros where its structure is too old to tell. */
export async function readTakenUp(client: pg.ClientBase, now: Date): Promise<TakenUp> {
  const count = async (table: string, column: string, condition: string, values: readonly unknown[] = []) => {
    const { rows: found } = await client.query<{ there: boolean }>(`SELECT ${thereIs(table, column)} AS "there"`);
    if (!found[0]?.there) return 0;
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS "count" FROM public."${table}" WHERE ${condition}`,
      [...values],
    );
    return rows[0]?.count ?? 0;
  };
  const isDue = '"doneAt" IS NULL AND "dueAt" <= $1 AND ("expiresAt" IS NULL OR "expiresAt" > $1)';
  return {
    deliveries: await count('Delivery', 'status', `"status" IN ('PENDING', 'SENDING')`),
    due: await count('DueItem', 'dueAt', isDue, [now]),
    tied: await count('RelayChannel', 'forgottenBefore', '"cutAt" IS NULL'),
  };
}

/** A region of a restored database, and the databases that it has been in, as they are stored. */
export interface RestoredRegion {
  readonly id: string;
  readonly origins: unknown;
}

/** Returns the regions of a restored database, of an older structure without what it tells of other databases. */
export async function readRegions(client: pg.ClientBase): Promise<readonly RestoredRegion[]> {
  const { rows: found } = await client.query<{ regions: boolean; origins: boolean }>(
    `SELECT ${thereIs('Region', 'id')} AS "regions", ${thereIs('Region', 'origins')} AS "origins"`,
  );
  const [there] = found;
  if (!there?.regions) return [];
  const origins = there.origins ? '"origins"' : `'[]'::json AS "origins"`;
  return (await client.query<RestoredRegion>(`SELECT "id", ${origins} FROM public."Region"`)).rows;
}
