import { createHash } from 'node:crypto';
import { Onlooker } from '../../src/playground/onlooker.ts';
import { flat, readDocx, readPdf } from './printed.ts';
import type { World } from './world.ts';

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

/** Returns what a file says to whoever opens it. */
async function wordsIn(name: string, bytes: Uint8Array): Promise<string> {
  switch (name.split('.').at(-1)) {
    case 'pdf':
      return (await readPdf(bytes)).text;
    case 'docx':
      return readDocx(bytes);
    case 'jws':
      // Where it is detached from what it signs, it holds nothing but the signature.
      return Buffer.from(bytes)
        .toString()
        .split('.')
        .map((part) => Buffer.from(part, 'base64url').toString())
        .join(' ');
    default:
      // Pages, tables, JSON, and archives, which aren't compressed.
      return flat(Buffer.from(bytes).toString().replaceAll('&#39;', "'"));
  }
}

/** A file as it can be opened. */
export interface OpenedFile {
  readonly name: string;
  readonly words: string;
}

/** Returns the files that the bot's messages hold on both platforms, opened; those that are shown to one person for a moment too. */
export async function filesShown({ slack, discord }: Pick<World, 'slack' | 'discord'>): Promise<OpenedFile[]> {
  const shown = [slack, discord].flatMap((platform) =>
    platform.users().flatMap((user) =>
      new Onlooker(platform, user)
        .screen()
        .filter(({ author }) => author.bot)
        .flatMap(({ files }) => files),
    ),
  );
  const opened: OpenedFile[] = [];
  for (const [url, name] of new Map(shown.map((file) => [file.url, file.name]))) {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${name} can't be fetched: ${answer.status}`);
    opened.push({ name, words: await wordsIn(name, new Uint8Array(await answer.arrayBuffer())) });
  }
  return opened;
}

/** Returns the files that are stored, opened, without those that hold nothing any more. */
export async function filesKept({ database: { prisma } }: Pick<World, 'database'>): Promise<OpenedFile[]> {
  const rows = await prisma.file.findMany({
    where: { size: { gt: 0 } },
    select: { name: true, bytes: true },
    orderBy: { id: 'asc' },
  });
  const each = new Map(rows.map((row) => [createHash('sha256').update(row.bytes).digest('hex'), row]));
  const opened: OpenedFile[] = [];
  for (const { name, bytes } of each.values()) opened.push({ name, words: await wordsIn(name, bytes) });
  return opened;
}

/** Returns those of these files in which one of these stands, with the words around it. */
export function namingAmong(files: readonly OpenedFile[], needles: readonly string[]): readonly string[] {
  return files.flatMap(({ name, words }) =>
    needles.map(flat).flatMap((needle) => {
      const at = words.indexOf(needle);
      return at < 0 ? [] : [`${name}: …${words.slice(Math.max(0, at - 60), at + 60)}…`];
    }),
  );
}
