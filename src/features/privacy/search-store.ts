import { mayChangePeople } from '../../access/journal/journal-store.ts';
import { type PersonalColumn, personalColumns } from '../../access/personal/columns.ts';
import { writtenSmall } from '../../access/personal/meant.ts';
import type { Scrub } from '../../access/personal/scrub.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { schedule } from '../../schedule/due.ts';
import { CALL_REWORDED } from './erasure.ts';

/** Tables that are erased in other ways: messages, the contents of tied channels, and the person's own rows. */
const ELSEWHERE = ['AccountLink', 'Delivery', 'Erasure', 'LinkCode', 'LinkedRow', 'RelayMessage', 'ToRead'];

/** The journal's table, from which rows can be deleted only with a reason. */
const JOURNAL = 'JournalEntry';

/** The columns in which others may name somebody, by table: written words, and columns that may hold an id. */
const searched: ReadonlyMap<string, readonly PersonalColumn[]> = byTable(
  personalColumns.filter(
    ({ table, holds, type }) =>
      !ELSEWHERE.includes(table) && (holds === 'words' || holds === 'trace') && type !== 'Bytes',
  ),
);

function byTable(columns: readonly PersonalColumn[]): ReadonlyMap<string, readonly PersonalColumn[]> {
  const tables = new Map<string, PersonalColumn[]>();
  for (const column of columns) tables.set(column.table, [...(tables.get(column.table) ?? []), column]);
  return tables;
}

/** The table of files, which comes last: every contact that named the person is known by then. */
const FILES = 'File';

/** The tables to look through, in their order. */
export const searchedTables: readonly string[] = [...[...searched.keys()].filter((table) => table !== FILES), FILES];

/**
 * The nation's tables, whose rows belong to no region: each stands in the region in which it was written, and may name
 * people of any.
 */
const NATIONAL = ['NationCall', 'NationFile', 'NationPublication'];

/** The number of files looked at together: the text of one may be as long as a bilan. */
const FEW_FILES = 20;

/** Takes somebody out of others' words and out of the bot's own. */
interface Scrubs {
  readonly scrub: Scrub;
  readonly ofBot: Scrub;
}

interface Searching extends Scrubs {
  readonly after: string | null;
  readonly most: number;
  /** For rows in another region, where a name that somebody there bears is left to them. */
  readonly elsewhere: Scrubs;
  /** Ids of the person's own files, which were emptied. */
  readonly files: readonly string[];
  /** One-word names of which it has to be told whether they are also written in small letters, as common words are. */
  readonly single: readonly string[];
}

/** The findings in a part of a table. */
interface Found {
  /** The last row that was looked at; null where nothing follows. */
  readonly next: string | null;
  /** Whether something was changed. */
  readonly changed: boolean;
  /** Contacts that named the person and were deleted as a whole: they may stand in messages. */
  readonly contacts: readonly string[];
  /** Ids of documents of the bot that named the person, and were emptied. */
  readonly documents: readonly string[];
  /** The number of texts that still hold a word which is also a name of theirs. */
  readonly alike: number;
  /** Those of the one-word names that are also written in small letters here. */
  readonly small: readonly string[];
}

/** A row of a table that is looked through: its searched columns by name, and whether it is of this region. */
interface Row extends Readonly<Record<string, unknown>> {
  readonly id: string;
}

/** Tells columns that hold the bot's own words, stored so that they can be said again. */
const isSaid = ({ table, column }: PersonalColumn) => table === 'Conversation' && column === 'result';

/**
 * Takes somebody out of up to `most` rows of a table after the row `after`. A document of the bot that shows one of
 * their `files` is deleted like one that names them.
 */
export async function searchTable(
  scope: RegionScope,
  table: string,
  { after, most: asked, files, single, elsewhere, ...here }: Searching,
): Promise<Found> {
  const columns = searched.get(table) ?? [];
  const most = table === FILES ? FEW_FILES : asked;
  const from = after ?? '00000000-0000-0000-0000-000000000000';
  const names = Prisma.join(columns.map(({ column }) => Prisma.raw(`"${column}"`)));
  const isThere = Prisma.sql`"regionId" = ${scope.region.id}::uuid`;
  const read = (which: Prisma.Sql) => clientOf(scope.tx).$queryRaw<readonly Row[]>`
    SELECT "id", ${isThere} AS "isHere", ${names} FROM ${Prisma.raw(`"${table}"`)} WHERE ${which}`;
  const rows = await read(
    Prisma.sql`(${NATIONAL.includes(table)} OR ${isThere}) AND "id" > ${from}::uuid ORDER BY "id" LIMIT ${most}`,
  );
  const leftOf = (row: Row, column: PersonalColumn): unknown => {
    const { scrub, ofBot } = row.isHere === true ? here : elsewhere;
    const value = row[column.column];
    const shows = column.erase === 'document' && files.some((file) => String(value).includes(file));
    return shows ? null : valueWithout(value, column, isSaid(column) ? ofBot : scrub);
  };
  const isChanged = (row: Row, column: PersonalColumn) => {
    const value = row[column.column];
    return value !== null && value !== undefined && JSON.stringify(leftOf(row, column)) !== JSON.stringify(value);
  };
  const naming = new Set(rows.filter((row) => columns.some((one) => isChanged(row, one))).map(({ id }) => id));
  // What somebody is storing in one of them just now is waited for: it would be overwritten.
  const locked =
    naming.size === 0
      ? []
      : await read(Prisma.sql`"id" = ANY (${[...naming]}::uuid[]) ORDER BY "id" FOR NO KEY UPDATE`);
  const current = new Map(locked.map((row) => [row.id, row]));
  const contacts: string[] = [];
  const documents: string[] = [];
  const small: string[] = [];
  let changed = false;
  let alike = 0;
  if (table === JOURNAL) await mayChangePeople(scope.tx);
  for (const row of rows.flatMap((one) => (naming.has(one.id) ? (current.get(one.id) ?? []) : one))) {
    const { ofBot } = row.isHere === true ? here : elsewhere;
    for (const column of columns) {
      const value = row[column.column];
      if (value === null || value === undefined) continue;
      if (single.length > 0) small.push(...writtenSmall(value, single));
      const left = naming.has(row.id) ? leftOf(row, column) : value;
      if (left !== null && JSON.stringify(ofBot.data(left)) !== JSON.stringify(left)) alike += 1;
      if (JSON.stringify(left) === JSON.stringify(value)) continue;
      changed = true;
      if (column.erase === 'contact') contacts.push(String(value));
      if (column.erase === 'document') documents.push(row.id);
      await store(scope, column, row.id, left);
      if (table === 'NationCall')
        await schedule(scope, { kind: CALL_REWORDED, subject: row.id, at: scope.now, expires: null });
    }
  }
  return { next: rows.length < most ? null : (rows.at(-1)?.id ?? null), changed, contacts, documents, alike, small };
}

function valueWithout(value: unknown, { erase }: PersonalColumn, scrub: Scrub): unknown {
  const left = scrub.data(value);
  // The number beside a name belongs to the person named.
  if (erase === 'contact' && left !== value) return scrub.words.text;
  return left;
}

async function store({ tx }: RegionScope, one: PersonalColumn, id: string, left: unknown): Promise<void> {
  const [table, column] = [Prisma.raw(`"${one.table}"`), Prisma.raw(`"${one.column}"`)];
  if (one.erase === 'document') {
    await clientOf(tx).$executeRaw`
      UPDATE ${table} SET ${column} = NULL, "bytes" = ''::bytea, "size" = 0, "sha256" = '', "linkKey" = gen_random_uuid()
      WHERE "id" = ${id}::uuid`;
    return;
  }
  if (one.erase === 'drop' && !one.type.endsWith('?')) {
    await clientOf(tx).$executeRaw`DELETE FROM ${table} WHERE "id" = ${id}::uuid`;
    return;
  }
  const value = one.type.startsWith('Json')
    ? Prisma.sql`${JSON.stringify(left)}::jsonb`
    : one.erase === 'drop'
      ? Prisma.sql`NULL`
      : one.type.endsWith('[]')
        ? Prisma.sql`${left}::text[]`
        : Prisma.sql`${left}`;
  await clientOf(tx).$executeRaw`UPDATE ${table} SET ${column} = ${value} WHERE "id" = ${id}::uuid`;
}

/**
 * Withdraws the publications of bilans that contained one of these files. Returns the names of their editions: the
 * chamber may publish these again.
 */
export async function withdrawPublished(
  { tx, region }: RegionScope,
  files: readonly string[],
): Promise<readonly string[]> {
  if (files.length === 0) return [];
  const rows = await clientOf(tx).$queryRaw<readonly { readonly name: string }[]>`
    UPDATE "ReportPublication" published SET "fileIds" = '{}' FROM "Edition" edition
    WHERE published."regionId" = ${region.id}::uuid AND published."fileIds" && ${[...files]}::uuid[]
      AND edition."id" = published."editionId"
    RETURNING edition."name"`;
  return [...new Set(rows.map(({ name }) => name))];
}
