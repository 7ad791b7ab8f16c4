import { z } from 'zod';
import type { Chart } from '../chart.ts';
import { chartSvg } from '../chart-svg.ts';
import type { Outline } from '../outline.ts';
import { onSheet } from '../svg.ts';
import { pngOf } from './png.ts';

const outline = z.custom<Outline>((value) => typeof value === 'object' && value !== null && 'chapters' in value);

const chart = z.custom<Chart>((value) => typeof value === 'object' && value !== null && 'categories' in value);

const FORMS = ['pdf', 'docx'] as const;
export type PrintForm = (typeof FORMS)[number];

/** The shape of the bot's request. It comes from the bot itself, so that only its shape is checked. */
const asked = z.object({
  outline,
  /** The same document, each shorter than the one before, of which the first that fits one page becomes the PDF. */
  onePage: z.array(outline).optional(),
  locale: z.enum(['fr', 'en']),
  contents: z.string(),
  madeAt: z.date(),
  /** The drawing that comes as a picture besides. */
  picture: chart.optional(),
});
export type PrintRequest = z.infer<typeof asked>;

/** The same, with the forms that this program is to make: a long document is laid out by two of them at once. */
const askedOf = asked.extend({ forms: z.array(z.enum(FORMS)) });
export type PartOfPrinting = z.infer<typeof askedOf>;

/** The answer to it. */
export interface Printed {
  readonly pdf: Uint8Array;
  readonly docx: Uint8Array;
  /** A PNG; null where none was asked for. */
  readonly picture: Uint8Array | null;
}

// The program that prints: a process of its own, since laying out takes hundreds of megabytes, which are given back when it ends,
// and seconds, in which the bot goes on.
process.once('message', async (message) => {
  const { forms, ...request } = askedOf.parse(message);
  const { picture } = request;
  const printed: Partial<Printed> = {
    ...(picture ? { picture: pngOf(onSheet(picture.title, chartSvg(picture, 'picture'))).bytes } : {}),
    ...(forms.includes('pdf') ? { pdf: await pdfOf(request) } : {}),
    ...(forms.includes('docx') ? { docx: await docxOf(request) } : {}),
  };
  process.send?.(printed, () => process.disconnect());
});

// Each loads what it needs itself: tens of megabytes, which the program for the other form alone does without.

async function pdfOf({ outline, onePage, locale, contents, madeAt }: PrintRequest): Promise<Uint8Array> {
  const { onePagePdf, pdfDocument } = await import('./pdf.ts');
  return onePage
    ? onePagePdf(onePage, locale, { contents }, madeAt)
    : pdfDocument(outline, locale, { contents }, madeAt);
}

async function docxOf({ outline, locale, contents, madeAt }: PrintRequest): Promise<Uint8Array> {
  const { docxDocument } = await import('./docx.ts');
  return docxDocument(outline, locale, { contents }, madeAt);
}
