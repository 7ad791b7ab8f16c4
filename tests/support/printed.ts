import mammoth from 'mammoth';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Reads words as one reads them: however the lines are broken and whichever spaces are set. */
export const flat = (text: string) =>
  text
    .replace(/\u200b/g, '')
    .replace(/[’]/g, "'")
    .replace(/[\s\u00a0\u202f]+/g, ' ');

interface Tag {
  readonly role?: string;
  readonly alt?: string;
  readonly children?: readonly Tag[];
}

/** The text of a PDF as it is read, and the structure that a screen reader is given. */
export interface ReadPdf {
  readonly text: string;
  /** The text of each page as it is read aloud: without what stands on every page, and headers that are repeated. */
  readonly aloud: readonly string[];
  /** The text of each page. */
  readonly pages: readonly string[];
  readonly title: unknown;
  readonly language: unknown;
  readonly tags: readonly Tag[];
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const document = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: true, verbosity: 0 }).promise;
  const { info } = await document.getMetadata();
  const pages = await Promise.all(Array.from({ length: document.numPages }, async (_, at) => document.getPage(at + 1)));
  const texts = await Promise.all(
    pages.map(async (page) => {
      const { items } = await page.getTextContent();
      return items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? ' ' : ''}` : '')).join('');
    }),
  );
  const aloud = await Promise.all(
    pages.map(async (page) => {
      const { items } = await page.getTextContent({ includeMarkedContent: true });
      // Text that is read aloud isn't in an artifact, within which other marks may stand.
      const open: boolean[] = [];
      return items.flatMap((item) => {
        if ('str' in item) return open.includes(true) ? [] : [`${item.str}${item.hasEOL ? ' ' : ''}`];
        if (item.type === 'endMarkedContent') open.pop();
        else open.push('tag' in item && item.tag === 'Artifact');
        return [];
      });
    }),
  );
  const trees = await Promise.all(pages.map((page) => page.getStructTree()));
  const all = (tag: Tag): readonly Tag[] => [tag, ...(tag.children ?? []).flatMap(all)];
  return {
    text: flat(texts.join(' ')),
    aloud: aloud.map((texts) => flat(texts.join(''))),
    pages: texts.map(flat),
    title: (info as { Title?: unknown }).Title,
    language: (info as { Language?: unknown }).Language,
    tags: trees.flatMap((tree) => (tree ? all(tree as Tag) : [])),
  };
}

/** Reads a Word document by a library that didn't write it. */
export const readDocx = async (bytes: Uint8Array) =>
  flat((await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value);
