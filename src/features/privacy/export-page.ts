import { describedTables } from '../../access/personal/columns.ts';
import type { Region } from '../../access/region/region.ts';
import type { TermDays } from '../../access/region/terms.ts';
import { htmlDocument } from '../../documents/html.ts';
import {
  type Chapter,
  listParts,
  type Part,
  paragraphPart,
  subheadingPart,
  tableParts,
} from '../../documents/outline.ts';
import type { Locale, TextKey } from '../../texts/index.ts';
import type { Translator } from '../../texts/translator.ts';
import type { ExportedRow } from './export-store.ts';
import { termText } from './words.ts';

/** All that a copy of somebody's data holds. */
interface Exported {
  readonly region: Pick<Region, 'name' | 'chamber'>;
  readonly now: Date;
  /** For how many days what is kept. */
  readonly days: TermDays;
  readonly tables: Readonly<Record<string, readonly ExportedRow[]>>;
  readonly files: readonly { readonly id: string; readonly path: string }[];
}

/** Returns a page on which somebody reads what is kept of them, chapter by chapter, by what it is for. */
export function exportPage(t: Translator, locale: Locale, { region, now, days, tables, files }: Exported): string {
  const purposes = [...new Set(Object.keys(tables).map((table) => describedTables[table]?.purpose ?? 'account'))];
  const chapters = purposes.map((purpose): Chapter => {
    const theirs = Object.entries(tables).filter(([table]) => describedTables[table]?.purpose === purpose);
    return {
      id: purpose,
      title: t.text(purpose === 'files' ? 'privacy.page.keptFiles' : (`privacy.purpose.${purpose}` as TextKey)),
      parts: theirs.flatMap(([table, rows]) => partsOf(t, days, table, rows)),
    };
  });
  const given: Chapter = {
    id: 'given-files',
    title: t.text('privacy.page.files'),
    parts: listParts(files.map(({ path }) => path)),
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

function partsOf(t: Translator, days: TermDays, table: string, rows: readonly ExportedRow[]): readonly Part[] {
  const term = describedTables[table]?.kept ?? 'account';
  return [
    subheadingPart(`${table} (${rows.length})`),
    paragraphPart(termText(t, term, days)),
    ...rows.flatMap((row) =>
      tableParts(
        [t.text('privacy.page.column'), t.text('privacy.page.value')],
        Object.entries(row).flatMap(([column, value]) => (isTold(value) ? [[column, told(value)]] : [])),
      ),
    ),
  ];
}

const isTold = (value: unknown) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

function told(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
