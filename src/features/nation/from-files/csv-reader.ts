import { CsvError, parse } from 'csv-parse/sync';

/** A line of a table: its number in the file, and its cells by the header's words, folded to small letters. */
export interface Row {
  readonly line: number;
  readonly cells: ReadonlyMap<string, string>;
}

/** Thrown where a quotation mark isn't closed, or not where its cell ends. */
export class UnreadableTable extends Error {
  /** The line from which on it can't be read. */
  readonly line: number;
  constructor(line: number) {
    super('unreadable table');
    this.line = line;
  }
}

/** The most lines of a table: there are eighteen regions. */
const MOST = 5_000;

/**
 * Reads a table as spreadsheets write it: semicolons, commas or tabs, quotation marks doubled within quotation marks
 * (RFC 4180), with or without a byte order mark. The first line names the columns; empty lines count for nothing.
 * Throws UnreadableTable.
 */
export function readTable(text: string): readonly Row[] {
  const [first = ''] = text.split('\n', 1);
  const delimiter = [';', '\t', ','].find((one) => first.includes(one)) ?? ';';
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
      to: MOST + 1,
      trim: true,
      on_record: (cells: string[], { lines }) => {
        ended = lines;
        rows.push({ line: lines - breaksIn(cells), cells });
        return null;
      },
    });
    const [header, ...rest] = rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
    const names = header?.cells.map((name) => name.toLowerCase()) ?? [];
    return rest.map(({ line, cells }) => ({
      line,
      cells: new Map(names.map((name, index) => [name, cells[index] ?? ''])),
    }));
  } catch (error) {
    if (error instanceof CsvError) throw new UnreadableTable(ended + 1);
    throw error;
  }
}

function breaksIn(cells: readonly string[]): number {
  return cells.join('').split('\n').length - 1;
}
