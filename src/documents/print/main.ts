import { z } from 'zod';
import type { Chart } from '../chart.ts';
import { chartSvg } from '../chart-svg.ts';
import type { Outline } from '../outline.ts';
import { onSheet } from '../svg.ts';
import { docxDocument } from './docx.ts';
import { onePagePdf, pdfDocument } from './pdf.ts';
import { pngOf } from './png.ts';

const outline = z.custom<Outline>((value) => typeof value === 'object' && value !== null && 'chapters' in value);

const chart = z.custom<Chart>((value) => typeof value === 'object' && value !== null && 'categories' in value);

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
  const { outline, onePage, locale, contents, madeAt, picture } = asked.parse(message);
  const printed: Printed = {
    pdf: onePage
      ? onePagePdf(onePage, locale, { contents }, madeAt)
      : pdfDocument(outline, locale, { contents }, madeAt),
    docx: await docxDocument(outline, locale, { contents }, madeAt),
    picture: picture ? pngOf(onSheet(picture.title, chartSvg(picture, 'picture'))).bytes : null,
  };
  process.send?.(printed, () => process.disconnect());
});
