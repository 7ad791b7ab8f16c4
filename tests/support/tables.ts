import { parse } from 'csv-parse/sync';
import mammoth from 'mammoth';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { flat } from './printed.ts';

/** A table as it is read: its lines, the header first. */
export type ReadTable = readonly (readonly string[])[];

const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const unmarked = (html: string) =>
  flat(html.replace(/<[^>]*>/g, ' ').replace(/&(amp|lt|gt|quot|#39);/g, (_, sign: string) => SIGNS[sign] ?? '')).trim();

export function htmlTables(html: string): readonly ReadTable[] {
  return [...html.matchAll(/<table\b.*?<\/table>/gs)].map(([table]) =>
    [...table.matchAll(/<tr\b.*?<\/tr>/gs)].map(([row]) =>
      [...row.matchAll(/<(t[hd])\b[^>]*>(.*?)<\/\1>/gs)].map(([, , cell = '']) => unmarked(cell)),
    ),
  );
}

/** Reads the tables of a Word document by a library that didn't write it. */
export async function docxTables(bytes: Uint8Array): Promise<readonly ReadTable[]> {
  return htmlTables((await mammoth.convertToHtml({ buffer: Buffer.from(bytes) })).value);
}

export function markdownTables(markdown: string): readonly ReadTable[] {
  return markdown
    .split('\n\n')
    .filter((block) => block.startsWith('| '))
    .map((block) =>
      block
        .trim()
        .split('\n')
        .filter((_, at) => at !== 1)
        .map((line) =>
          line
            .split(/(?<!\\)\|/)
            .slice(1, -1)
            .map((cell) => flat(cell.replace(/\\(.)/g, '$1')).trim()),
        ),
    );
}

/** Reads a CSV file as lines by the names of its columns. */
export function csvLines(csv: string): readonly Readonly<Record<string, string>>[] {
  return parse(csv, { bom: true, delimiter: ';', columns: true });
}

/** Reads a number as a French or an English file writes it; null of an empty cell. */
export const numberIn = (cell: string | undefined) =>
  cell === undefined || cell === '' ? null : Number(cell.replace(',', '.'));

interface Node {
  readonly role?: string;
  readonly type?: string;
  readonly id?: string;
  readonly children?: readonly Node[];
}

/** Reads the tables of a PDF as its tags tell them to a screen reader. One that goes on overleaf is one. */
export async function pdfTables(bytes: Uint8Array): Promise<readonly ReadTable[]> {
  const document = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: true, verbosity: 0 }).promise;
  const pages = await Promise.all(Array.from({ length: document.numPages }, (_, at) => document.getPage(at + 1)));
  const tables = await Promise.all(
    pages.map(async (page) => {
      const { items } = await page.getTextContent({ includeMarkedContent: true });
      const [texts, open] = [new Map<string, string>(), [] as string[]];
      for (const item of items) {
        if ('str' in item) {
          const id = open.findLast((one) => one !== '') ?? '';
          texts.set(id, `${texts.get(id) ?? ''}${item.str}${item.hasEOL ? ' ' : ''}`);
        } else if (item.type === 'endMarkedContent') open.pop();
        else open.push(item.id ?? '');
      }
      const within = (node: Node, role: string): readonly Node[] =>
        node.role === role ? [node] : (node.children ?? []).flatMap((child) => within(child, role));
      const textOf = (node: Node): string =>
        node.type === 'content' ? (texts.get(node.id ?? '') ?? '') : (node.children ?? []).map(textOf).join(' ');
      const tree: Node = (await page.getStructTree()) ?? {};
      const cells = (row: Node) =>
        (row.children ?? [])
          .filter(({ role }) => role === 'TH' || role === 'TD')
          .map((cell) => flat(textOf(cell)).trim());
      return within(tree, 'Table').map((table) => ({
        begins: within(table, 'TH').length > 0,
        rows: within(table, 'TR').map(cells),
      }));
    }),
  );
  const read: (readonly string[])[][] = [];
  for (const { begins, rows } of tables.flat()) {
    const last = read.at(-1);
    if (begins || last === undefined) read.push(rows);
    else last.push(...rows);
  }
  return read;
}
