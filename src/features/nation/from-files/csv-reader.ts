import { CsvError, parse } from 'csv-parse/sync';
import { fold } from '../../../reading/index.ts';

/** A line of a table: its number in the file, and its cells by the header's words, folded. */
export interface Row {
  readonly line: number;
  readonly cells: ReadonlyMap<string, string>;
}

export interface Table {
  /** The header's words, folded, in their order. */
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** Why a table isn't read, with what its sentence needs. */
export type TableProblem =
  /** A quotation mark isn't closed, or not where its cell ends, from this line on. */
  | { readonly reason: 'table'; readonly values: { readonly line: number } }
  | {
      readonly reason: 'bigTable';
      readonly values: {
        readonly lines: number;
        readonly columns: number;
        readonly most: number;
        readonly mostColumns: number;
      };
    }
  /** Two columns have one name; `columns` holds these names. */
  | { readonly reason: 'doubledColumns'; readonly values: { readonly columns: string } };

/** Thrown where a table can't be read without guessing. */
export class UnreadableTable extends Error {
  readonly problem: TableProblem;
  constructor(problem: TableProblem) {
    super('unreadable table');
    this.problem = problem;
  }
}

/** The most lines of a table that nobody bounds further: decisions and sentences, one a line. */
const MOST_LINES = 5_000;
/** The most columns: some 200 are known. */
const MOST_COLUMNS = 300;

/**
 * Reads a table as spreadsheets write it: semicolons, commas or tabs, quotation marks doubled within quotation marks
 * (RFC 4180), with or without a byte order mark. The first line names the columns; empty lines count for nothing.
 * Throws UnreadableTable, before anything is read of a table that is too large.
 * @param most the most lines below the header.
 */
export function readTable(text: string, most = MOST_LINES): Table {
  const [first = ''] = text.split('\n', 1);
  const delimiter = [';', '\t', ','].find((one) => first.includes(one)) ?? ';';
  refuseLarge(linesIn(text), first.split(delimiter).length, most);
  let ended = 0;
  const rows: { readonly line: number; readonly cells: readonly string[] }[] = [];
  try {
    parse(text, {
      bom: true,
      delimiter,
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (cells: string[], { lines }) => {
        ended = lines;
        rows.push({ line: lines - breaksIn(cells), cells });
        return null;
      },
    });
  } catch (error) {
    if (error instanceof CsvError) throw new UnreadableTable({ reason: 'table', values: { line: ended + 1 } });
    throw error;
  }
  const [header, ...rest] = rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const named = header?.cells ?? [];
  refuseLarge(rest.length, named.length, most);
  refuseDoubled(named);
  const columns = named.map(fold);
  return {
    columns,
    rows: rest.map(({ line, cells }) => ({
      line,
      cells: new Map(columns.map((name, index) => [name, cells[index] ?? ''])),
    })),
  };
}

function refuseLarge(lines: number, columns: number, most: number): void {
  if (lines <= most && columns <= MOST_COLUMNS) return;
  const values = { lines, columns, most, mostColumns: MOST_COLUMNS };
  throw new UnreadableTable({ reason: 'bigTable', values });
}

/** Counts the lines below the header without parsing them: what stands between quotation marks, breaks included, is one cell. */
function linesIn(text: string): number {
  const bare = text.replace(/"[^"]*"/g, '"').split('\n');
  return bare.filter((line) => line.trim() !== '').length - 1;
}

/** Refuses two columns of one name, since nobody can tell which of them counts. */
function refuseDoubled(named: readonly string[]): void {
  const keys = named.map(fold);
  const seen = new Set<string>();
  const doubled = new Set<string>();
  for (const key of keys) {
    if (key !== '' && seen.has(key)) doubled.add(key);
    seen.add(key);
  }
  if (doubled.size === 0) return;
  const columns = [...doubled].map((key) => named[keys.lastIndexOf(key)] ?? key);
  throw new UnreadableTable({ reason: 'doubledColumns', values: { columns: columns.join(', ').slice(0, 200) } });
}

function breaksIn(cells: readonly string[]): number {
  return cells.join('').split('\n').length - 1;
}
