import { Onlooker } from '../../../src/playground/onlooker.ts';
import type { World } from '../../support/world.ts';

/** Returns every row of the database, as text, by table. */
async function rowsOf({ database: { prisma } }: Pick<World, 'database'>): Promise<ReadonlyMap<string, string>> {
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT table_name AS "name" FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'`;
  const reading = tables.map(
    ({ name }) => `SELECT '${name}' AS "name", coalesce(json_agg(t), '[]')::text AS "rows" FROM "${name}" t`,
  );
  const found = await prisma.$queryRawUnsafe<{ name: string; rows: string }[]>(reading.join(' UNION ALL '));
  return new Map(found.map(({ name, rows }) => [name, rows]));
}

/**
 * Returns the tables in which one of these stands, with the part of a row around it. `as` gives what is compared, a text as it
 * is unless given.
 */
export async function tablesNaming(
  world: Pick<World, 'database'>,
  needles: readonly string[],
  as: (text: string) => string = (text) => text,
): Promise<string[]> {
  return [...(await rowsOf(world))].flatMap(([name, stored]) =>
    needles.flatMap((needle) => {
      const rows = as(stored);
      const at = rows.indexOf(as(JSON.stringify(needle).slice(1, -1)));
      return at < 0 ? [] : [`${name}: …${rows.slice(Math.max(0, at - 80), at + 80)}…`];
    }),
  );
}

/**
 * Returns what the bot's messages show on both platforms to whoever is there, buttons and files too, but not what is shown to one
 * person for a moment: that no bot can take back.
 */
function shownByBot({ slack, discord }: Pick<World, 'slack' | 'discord'>): readonly string[] {
  const shown = [slack, discord].flatMap((platform) =>
    platform.users().flatMap((user) =>
      new Onlooker(platform, user)
        .screen()
        .filter(({ author, onlyForYou }) => author.bot && !onlyForYou)
        .map(({ id, text, blocks, controls, files }) => JSON.stringify({ id, text, blocks, controls, files })),
    ),
  );
  return [...new Set(shown)];
}

/** Returns the bot's messages in which one of these stands. */
export function messagesNaming(world: Pick<World, 'slack' | 'discord'>, needles: readonly string[]): readonly string[] {
  return shownByBot(world).filter((message) => needles.some((needle) => message.includes(needle)));
}
