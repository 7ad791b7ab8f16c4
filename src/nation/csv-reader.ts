/** A line of a table: its number in the file, and its cells by the header's words, folded to small letters. */
export interface Row {
  readonly line: number;
  readonly cells: ReadonlyMap<string, string>;
}

/** The most lines of a table: there are eighteen regions. */
const MOST = 5_000;

/**
 * Reads a table as spreadsheets write it: semicolons, commas or tabs, quotation marks doubled within quotation marks
 * (RFC 4180), with or without a byte order mark. The first line names the columns; empty lines count for nothing.
 */
export function readTable(text: string): readonly Row[] {
  const lines = records(text.replace(/^\ufeff/, ''));
  const [header, ...rest] = lines.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (header === undefined) return [];
  const names = header.cells.map((name) => name.trim().toLowerCase());
  return rest.slice(0, MOST).map(({ line, cells }) => ({
    line,
    cells: new Map(names.map((name, index) => [name, (cells[index] ?? '').trim()])),
  }));
}

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

function records(text: string): readonly Line[] {
  const [first = ''] = text.split(/\r?\n/, 1);
  const separator = [';', '\t', ','].find((one) => first.includes(one)) ?? ';';
  const all: Line[] = [];
  let [cells, cell, quoted, line, begun]: [string[], string, boolean, number, number] = [[], '', false, 1, 1];
  const endCell = () => {
    cells.push(cell);
    cell = '';
  };
  const endLine = () => {
    endCell();
    all.push({ line: begun, cells });
    cells = [];
    begun = line;
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign === '\n') line += 1;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (sign === '"' && cell.trim() === '') {
      quoted = true;
      cell = '';
    } else if (sign === separator) endCell();
    else if (sign === '\n') endLine();
    else if (sign !== '\r') cell += sign;
  }
  if (cell !== '' || cells.length > 0) endLine();
  return all;
}
