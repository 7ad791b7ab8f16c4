import { pieces } from '../../chat/cut.ts';
import { legible } from '../../chat/legible.ts';
import { isolated } from '../../texts/isolate.ts';
import { escapeMarkdown } from './escape.ts';
import { RAW_LINE, TABLE_COLUMNS } from './limits.ts';

interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Characters of the lines of one code block; small enough that several fit into a message. */
const CODE_BLOCK = 1800;

/**
 * Renders a table as aligned columns where they fit, else one line per row. Each string is a separate piece of
 * markdown. A cell that is written from right to left stands apart, or the columns after it would change places.
 */
export function renderTable(table: Table): readonly string[] {
  const columns = Math.max(table.header.length, ...table.rows.map((row) => row.length));
  const lines = [table.header, ...table.rows].map((row) =>
    Array.from({ length: columns }, (_, column) => isolated(legible(row[column] ?? ''))),
  );
  const [header = [], ...rows] = lines;
  return alignedTable(lines) ?? rows.flatMap((row) => entry(header, row)).filter((line) => line !== '');
}

function alignedTable(lines: readonly (readonly string[])[]): readonly string[] | null {
  // Nothing can be escaped in a code block: a cell with a backtick or a line end is shown another way.
  if (lines.some((row) => row.some((cell) => /[`\n\t]/.test(cell)))) return null;
  const [header = [], ...rows] = lines;
  const widths = header.map((_, column) => Math.max(...lines.map((row) => widthOf(row[column] ?? ''))));
  const total = widths.reduce((sum, width) => sum + width + 2, -2);
  if (total > TABLE_COLUMNS || total <= 0) return null;
  const numeric = header.map((_, column) => rows.length > 0 && rows.every((row) => isNumber(row[column] ?? '')));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        const padding = ' '.repeat((widths[column] ?? 0) - widthOf(cell));
        return numeric[column] ? padding + cell : cell + padding;
      })
      .join('  ')
      .trimEnd();
  const titled = header.some((cell) => cell.trim() !== '');
  const head = titled ? [line(header), widths.map((width) => '─'.repeat(width)).join('  ')] : [];
  const shown = rows.map(line);
  // Discord drops empty lines at both ends of a code block: a table that starts or ends so is shown another way.
  if (shown.length === 0 && !titled) return null;
  if (shown.at(-1) === '' || (!titled && shown[0] === '')) return null;
  return codeBlocks(head, shown);
}

function codeBlocks(head: readonly string[], rows: readonly string[]): readonly string[] {
  const blocks: string[][] = [[]];
  let length = 0;
  for (const row of rows) {
    if (length + row.length > CODE_BLOCK) {
      blocks.push([]);
      length = 0;
    }
    blocks.at(-1)?.push(row);
    length += row.length + 1;
  }
  return blocks.map((block) => `\`\`\`\n${[...head, ...block].join('\n')}\n\`\`\``);
}

/** Returns a row in one line; where that is too long for one message, each cell in a line or several of its own. */
function entry(header: readonly string[], row: readonly string[]): readonly string[] {
  const [first = '', ...others] = row.map((cell) => cell.trim());
  const cells = others.flatMap((cell, index) => {
    const label = (header[index + 1] ?? '').trim();
    return cell === '' ? [] : [label === '' ? cell : `${label} ${cell}`];
  });
  const bold = (text: string) => `**${escapeMarkdown(text)}**`;
  if ([first, ...cells].join(' · ').length > RAW_LINE) {
    const titles = first === '' ? [] : pieces(first, RAW_LINE).map(bold);
    return [...titles, ...cells.flatMap((cell) => pieces(cell, RAW_LINE)).map(escapeMarkdown)];
  }
  return [[...(first === '' ? [] : [bold(first)]), ...cells.map(escapeMarkdown)].join(' · ')];
}

const isNumber = (cell: string): boolean => /^[-−+]?[\d\s.,  ]*\d\s*[%€]?$/.test(cell.trim()) || cell.trim() === '';

/**
 * Returns how many columns a text takes in a fixed-width font, nearly: emoji and East Asian signs take two, combining
 * marks none.
 */
function widthOf(text: string): number {
  let width = 0;
  for (const sign of text) {
    if (/\p{M}|\p{Cf}/u.test(sign)) continue;
    width +=
      /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u.test(
        sign,
      )
        ? 2
        : 1;
  }
  return width;
}
