import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { z } from 'zod';
import type { Locale } from '../../texts/index.ts';
import { setSpaces } from '../../texts/typography.ts';
import { chartSvg } from '../chart-svg.ts';
import { type Outline, type Part, photosIn } from '../outline.ts';
import { sanitised, sanitisedLine } from '../plain.ts';
import { FONT_FILES, showable } from './fonts.ts';

const TEMPLATE = readFileSync(new URL('./pdf.typ', import.meta.url), 'utf8');

/**
 * Matches a run that is longer than any word of a language: an address or a key, which may be broken anywhere so that
 * it doesn't leave its column. The address of a licence stays whole: it fits on a line, and is there to be copied.
 */
const LONG_WORD = /(?<![^\s\u200b])(?!https:\/\/creativecommons\.org\/)[^\s\u200b]{28,}/gu;
const PIECE = /.{8}(?=.)/gu;

/** The document's own words, in its language. */
export interface PrintedWords {
  /** Above the table of contents. */
  readonly contents: string;
}

/**
 * Prints a document as PDF/UA-1, which programs that read aloud can follow: with a title, a language, headings, headers
 * of tables and words for drawings. What people typed goes in as data and is never markup. Throws where the compiler
 * finds that the standard isn't kept.
 */
export function pdfDocument(outline: Outline, locale: Locale, words: PrintedWords, madeAt: Date): Buffer {
  const compiler = newCompiler(outline);
  return asPdf(compiler, laidOut(compiler, outline, locale, { ...words, onePage: false }), madeAt);
}

/**
 * Prints in the same way the first of these documents that fits one page, without a table of contents; the last one where none
 * does. Each says less than the one before.
 */
export function onePagePdf(outlines: readonly Outline[], locale: Locale, words: PrintedWords, madeAt: Date): Buffer {
  const [first] = outlines;
  if (first === undefined) throw new Error('there is nothing to be laid out');
  const compiler = newCompiler(first);
  let last: NodeTypstDocument | null = null;
  for (const outline of outlines) {
    last = laidOut(compiler, outline, locale, { ...words, onePage: true });
    if (last.numOfPages === 1) break;
  }
  if (last === null) throw new Error('there is nothing to be laid out');
  return asPdf(compiler, last, madeAt);
}

function newCompiler(outline: Outline): NodeCompiler {
  const { logos = [] } = outline;
  const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: [...FONT_FILES] }] });
  // They are files of the compiler's own, in its folder, which hold nothing but a picture.
  for (const [at, { base64 }] of logos.entries())
    compiler.mapShadow(join(process.cwd(), `logo-${at}`), Buffer.from(base64, 'base64'));
  for (const { file, picture } of photosIn(outline))
    compiler.mapShadow(join(process.cwd(), `photo-${file}`), Buffer.from(picture.base64, 'base64'));
  return compiler;
}

/** A last page is nearly empty where the document ends above this share of its height. */
const NEARLY_EMPTY = 0.2;

type Laying = PrintedWords & { readonly onePage: boolean };

/**
 * Lays a document out; with narrower margins where a few lines would else have the last page to themselves, and that saves them the
 * page.
 */
function laidOut(compiler: NodeCompiler, outline: Outline, locale: Locale, how: Laying): NodeTypstDocument {
  const usual = compiled(compiler, outline, locale, { ...how, tight: false });
  if (how.onePage || usual.numOfPages === 1) return usual;
  const [end = 1] = z.array(z.number()).parse(compiler.query(usual, { selector: '<end>', field: 'value' }));
  if (end > NEARLY_EMPTY) return usual;
  const tight = compiled(compiler, outline, locale, { ...how, tight: true });
  return tight.numOfPages < usual.numOfPages ? tight : usual;
}

function compiled(
  compiler: NodeCompiler,
  outline: Outline,
  locale: Locale,
  how: Laying & { readonly tight: boolean },
): NodeTypstDocument {
  const compile = (of: Outline) => {
    const data = JSON.stringify({ ...printed(of, locale), language: locale, ...how });
    const compiled = compiler.compile({ mainFileContent: TEMPLATE, inputs: { data } });
    return { error: compiled.takeError(), result: compiled.result };
  };
  const whole = compile(outline);
  // A picture that breaks off can't be drawn; the document is worth more than its logos.
  const { error, result } = whole.error !== null && outline.logos ? compile({ ...outline, logos: [] }) : whole;
  if (error !== null) throw new Error(JSON.stringify(compiler.fetchDiagnostics(error)).slice(0, 2000));
  if (result === null) throw new Error('the document was not laid out');
  return result;
}

function asPdf(compiler: NodeCompiler, document: NodeTypstDocument, madeAt: Date): Buffer {
  return compiler.pdf(document, { pdfStandard: 'ua-1', creationTimestamp: Math.floor(madeAt.getTime() / 1000) });
}

/** Returns the document with texts that can be set as they are: on one line, with the spaces of their language. */
function printed({ title, subtitle, notices, chapters, logos = [] }: Outline, locale: Locale) {
  const set = (text: string) =>
    showable(setSpaces(sanitisedLine(text), locale)).replace(LONG_WORD, (word) =>
      word.replace(PIECE, (piece) => `${piece}\u200b`),
    );
  const part = (part: Part, id: string) => {
    switch (part.kind) {
      case 'subheading':
      case 'note':
        return { kind: part.kind, text: set(part.text) };
      case 'paragraph':
        return { kind: part.kind, lines: sanitised(part.text).trim().split('\n').map(set) };
      case 'list':
        return { kind: part.kind, items: part.items.map(set) };
      case 'table':
        return { kind: part.kind, header: part.header.map(set), rows: part.rows.map((row) => row.map(set)) };
      case 'key-figures':
        return {
          kind: part.kind,
          figures: part.figures.map(({ name, value, notes }) => ({
            name: set(name),
            value: set(value),
            notes: notes.map(set),
          })),
        };
      case 'chart': {
        const { title, words } = part.chart;
        const svg = showable(chartSvg(part.chart, id));
        const [, width = '1', height = '1'] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
        return { kind: part.kind, title: set(title), words: set(words), svg, tall: Number(height) / Number(width) };
      }
      case 'photo': {
        const { type, width, height, words } = part.picture;
        const of = { path: `/photo-${part.file}`, format: type, tall: height / width };
        return { kind: part.kind, ...of, words: set(words), caption: set(part.caption) };
      }
      case 'quotation':
        return { kind: part.kind, text: set(part.text), author: part.author === null ? null : set(part.author) };
    }
  };
  return {
    title: set(title),
    subtitle: set(subtitle),
    notices: notices.map(set),
    logos: logos.map(({ type, words }) => ({ format: type, words: set(words) })),
    chapters: chapters.map(({ id, title, parts }) => ({
      title: set(title),
      parts: parts.map((each, at) => part(each, `${id}-${at}`)),
    })),
  };
}
