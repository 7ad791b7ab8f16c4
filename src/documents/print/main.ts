import { z } from 'zod';
import type { Outline } from '../outline.ts';
import { docxDocument } from './docx.ts';
import { onePagePdf, pdfDocument } from './pdf.ts';

const outline = z.custom<Outline>((value) => typeof value === 'object' && value !== null && 'chapters' in value);

/** The shape of the bot's request. It comes from the bot itself, so that only its shape is checked. */
const asked = z.object({
  outline,
  /** The same document, each shorter than the one before, of which the first that fits one page becomes the PDF. */
  onePage: z.array(outline).optional(),
  locale: z.enum(['fr', 'en']),
  contents: z.string(),
  madeAt: z.date(),
});
export type PrintRequest = z.infer<typeof asked>;

/** The answer to it. */
export interface Printed {
  readonly pdf: Uint8Array;
  readonly docx: Uint8Array;
}

// The program that prints: a process of its own, since laying out takes hundreds of megabytes, which are given back when it ends,
// and seconds, in which the bot goes on.
process.once('message', async (message) => {
  const { outline, onePage, locale, contents, madeAt } = asked.parse(message);
  const printed: Printed = {
    pdf: onePage
      ? onePagePdf(onePage, locale, { contents }, madeAt)
      : pdfDocument(outline, locale, { contents }, madeAt),
    docx: await docxDocument(outline, locale, { contents }, madeAt),
  };
  process.send?.(printed, () => process.disconnect());
});
