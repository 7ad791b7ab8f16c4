import { describedTables } from '../../access/personal/columns.ts';
import type { Region } from '../../access/region/region.ts';
import type { TermDays } from '../../access/region/terms.ts';
import { htmlDocument } from '../../documents/html.ts';
import { type Chapter, type Part, subheadingPart, tableParts } from '../../documents/outline.ts';
import { isTextKey, type Locale, type TextKey } from '../../texts/index.ts';
import type { Translator } from '../../texts/translator.ts';
import { insideQuotes } from '../../texts/typography.ts';
import { toldColumns } from './export-columns.ts';
import type { ExportedRow } from './export-store.ts';
import { worded } from './export-words.ts';
import { termText } from './words.ts';

/** All that a copy of somebody's data holds. */
interface Exported {
  readonly region: Pick<Region, 'name' | 'chamber'>;
  readonly now: Date;
  /** The days for which each kind of data is kept. */
  readonly days: TermDays;
  readonly tables: Readonly<Record<string, readonly ExportedRow[]>>;
  readonly files: readonly { readonly id: string; readonly path: string }[];
}

/**
 * The number of columns from which rows are shown one below the other, since a table of them would be too wide to read.
 */
const WIDE = 5;

/** Returns a page on which somebody reads everything that is kept of them, in one chapter for each purpose. */
export function exportPage(t: Translator, locale: Locale, { region, now, days, tables, files }: Exported): string {
  const name = String(tables.Person?.[0]?.name ?? '');
  const purposes = [...new Set(Object.keys(tables).map((table) => describedTables[table]?.purpose ?? 'account'))];
  const chapters = purposes.map((purpose): Chapter => {
    const theirs = Object.entries(tables).filter(([table]) => describedTables[table]?.purpose === purpose);
    return {
      id: purpose,
      title: t.text(purpose === 'files' ? 'privacy.page.keptFiles' : (`privacy.purpose.${purpose}` as TextKey)),
      parts: theirs.flatMap(([table, rows]) => partsOf({ t, days, name }, table, rows)),
    };
  });
  const given: Chapter = {
    id: 'given-files',
    title: t.text('privacy.page.files'),
    parts: [{ kind: 'list', items: files.map(({ path }) => nameOf(path)), paths: files.map(({ path }) => path) }],
  };
  return htmlDocument(
    {
      title: t.text('privacy.data.title'),
      subtitle: t.text('privacy.page.subtitle', { region: region.name, chamber: region.chamber, when: t.moment(now) }),
      notices: [],
      chapters: [...chapters, ...(files.length > 0 ? [given] : [])],
    },
    locale,
  );
}

/** Returns a file's own name: in the archive a part of its id stands before it, so that no two are the same. */
const nameOf = (path: string) => path.replace(/^fichiers\/[\da-f]{12}-/u, '');

interface Telling {
  readonly t: Translator;
  readonly days: TermDays;
  /** The person whose data it is. */
  readonly name: string;
}

function partsOf({ t, days, name }: Telling, table: string, rows: readonly ExportedRow[]): readonly Part[] {
  const term = describedTables[table]?.kept ?? 'account';
  const told = rows.map((row) => toldOf({ t, name }, table, row)).filter((cells) => cells.size > 0);
  const columns = columnsOf(table).filter((column) => told.some((cells) => cells.has(column)));
  const label = (column: string) => t.text(`privacy.page.column.${column}` as TextKey);
  const bare = rows.length - told.length;
  return [
    subheadingPart(t.text(`privacy.page.table.${table}` as TextKey)),
    { kind: 'note', text: termText(t, term, days) },
    ...(columns.length > WIDE
      ? told.map((cells): Part => {
          const lines = [...cells].map(([column, value]) => t.text('privacy.page.row', { name: label(column), value }));
          return { kind: 'list', items: lines };
        })
      : tableParts(
          columns.map(label),
          told.map((cells) => columns.map((column) => cells.get(column) ?? '')),
        )),
    ...(bare > 0 ? [{ kind: 'note', text: t.text('privacy.page.more', { count: bare }) } as const] : []),
  ];
}

function columnsOf(table: string): readonly string[] {
  const all: Readonly<Record<string, string>> = toldColumns;
  return all[table]?.split(' ') ?? [];
}

/** Returns what a row says, as people write it, by column. */
function toldOf(
  { t, name }: Pick<Telling, 't' | 'name'>,
  table: string,
  row: ExportedRow,
): ReadonlyMap<string, string> {
  const cells = columnsOf(table).map(
    (column) => [column, column === 'verb' ? deed(t, name, row) : worded(t, column, row[column])] as const,
  );
  return new Map(cells.filter(([, value]) => value !== ''));
}

/** Words an entry of the journal, without the others it tells of. */
function deed(t: Translator, name: string, { verb, doneById, personId, objectName }: ExportedRow): string {
  if (typeof verb !== 'string' || !isTextKey(verb)) return '';
  const who = (id: unknown) => (id === undefined || id === null ? t.text('journal.somebody') : name);
  const what = typeof objectName === 'string' ? objectName : t.text('journal.something');
  const known = typeof objectName === 'string' ? 'yes' : 'no';
  return t.text(verb, { who: who(doneById), whom: who(personId), what: insideQuotes(what), known });
}
