import pg from 'pg';
import type { Intended } from './intended.ts';

/** The table that holds what the naive sender has to send. */
export const NAIVE_TABLE = 'naive';

/** Stores what is to be sent. Each process has its share, so that none needs to know of the others. */
export async function fillNaiveTable(url: string, intended: readonly Intended[], shares: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      `CREATE TABLE ${NAIVE_TABLE} (key text PRIMARY KEY, number int, share int, platform text, channel text,
       person boolean, text text, sent boolean DEFAULT false)`,
    );
    for (const [number, { key, platform, target, text }] of intended.entries()) {
      const channel = target.kind === 'private' ? target.users[0] : target.kind === 'channel' ? target.channel : null;
      await client.query(
        `INSERT INTO ${NAIVE_TABLE} (key, number, share, platform, channel, person, text) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [key, number, number % shares, platform, channel, target.kind === 'private', text],
      );
    }
  } finally {
    await client.end();
  }
}
