import type pg from 'pg';

/** The channels of a workspace or server that the bot uses, by their ids. */
export interface TiedTeam {
  readonly platform: string;
  readonly team: string;
  readonly yearRound: string | null;
  readonly announcements: string | null;
  readonly coordination: string | null;
  readonly tallies: string | null;
  /** Those that are relayed. */
  readonly relayed: readonly string[];
}

/** Returns what each region has chosen, of whichever version the tables are; nothing where there are none yet. */
export async function tiedTeams(client: Pick<pg.ClientBase, 'query'>): Promise<readonly TiedTeam[]> {
  const { rows: tables } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('public."Installation"') IS NOT NULL AND to_regclass('public."RelayChannel"') IS NOT NULL AS "there"`,
  );
  if (!tables[0]?.there) return [];
  const { rows } = await client.query<TiedTeam>(
    `SELECT platform, team, "yearRoundChannel" AS "yearRound", "announcementsChannel" AS "announcements",
       "coordinationChannel" AS "coordination", "talliesChannel" AS "tallies",
       ARRAY(SELECT channel FROM "RelayChannel" r WHERE r.platform = i.platform AND r.team = i.team AND r."cutAt" IS NULL
         ORDER BY channel) AS "relayed"
     FROM "Installation" i ORDER BY platform, team`,
  );
  return rows;
}
