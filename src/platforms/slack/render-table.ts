import type { types } from '@slack/bolt';
import { cut, pieces } from '../../chat/cut.ts';
import { chunks, limits } from './limits.ts';

/** Characters of a cell: a header cell this long, and 20 cells this long, fit into one table. */
const HEADER_CELL = 100;
const CELL = 400;

/** Returns one or more tables that show everything: wide ones by groups of columns, long ones by groups of rows. */
export function tableBlocks(header: readonly string[], rows: readonly (readonly string[])[]): types.TableBlock[] {
  const width = Math.max(header.length, ...rows.map((row) => row.length));
  if (width === 0) return [];
  return columnGroups(width).flatMap((columns) => {
    const head = columns.map((column) => cut(header[column] ?? '', HEADER_CELL));
    const lines = rows.flatMap((row) => linesOf(columns.map((column) => row[column] ?? '')));
    return rowGroups(head, lines).map((group) => blockOf([head, ...group]));
  });
}

/** Returns the columns of each group. The first column names the row, so every group repeats it. */
function columnGroups(width: number): number[][] {
  const all = Array.from({ length: width }, (_, column) => column);
  if (width <= limits.table.cells) return [all];
  return chunks(all.slice(1), limits.table.cells - 1).map((group) => [0, ...group]);
}

/** Splits a row whose cells are too long into several lines. */
function linesOf(cells: readonly string[]): string[][] {
  const parts = cells.map((cell) => pieces(cell, CELL));
  const height = Math.max(1, ...parts.map((part) => part.length));
  return Array.from({ length: height }, (_, line) => parts.map((part) => part[line] ?? ''));
}

function rowGroups(head: readonly string[], lines: readonly string[][]): string[][][] {
  const groups: string[][][] = [[]];
  const headSize = sizeOf(head);
  let size = headSize;
  for (const line of lines) {
    let group = groups.at(-1) ?? [];
    const full = group.length === limits.table.rows - 1 || size + sizeOf(line) > limits.table.text;
    if (full && group.length > 0) {
      group = [];
      groups.push(group);
      size = headSize;
    }
    group.push(line);
    size += sizeOf(line);
  }
  return groups;
}

function sizeOf(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + Math.max(1, cell.length), 0);
}

function blockOf(rows: readonly (readonly string[])[]): types.TableBlock {
  const width = rows[0]?.length ?? 0;
  return {
    type: 'table',
    // An empty cell holds a space: Slack wants a text in each.
    rows: rows.map((row) => row.map((cell) => ({ type: 'raw_text', text: cell || ' ' }))),
    column_settings: Array.from({ length: width }, () => ({ is_wrapped: true })),
  };
}

export function tableText(table: types.TableBlock): string {
  const cells = (row: types.TableBlock['rows'][number]) => row.map((cell) => ('text' in cell ? (cell.text ?? '') : ''));
  return table.rows.map((row) => cells(row).join(' | ')).join('\n');
}
