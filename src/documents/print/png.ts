import { Resvg } from '@resvg/resvg-js';
import { FAMILY, FONT_FILES } from './fonts.ts';

/** Sharp when it is printed over the width of a page: about 290 points an inch. */
const PIXELS_WIDE = 1920;

export interface Png {
  readonly bytes: Buffer;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Draws an SVG of ours as PNG. */
export function pngOf(svg: string): Png {
  const drawn = new Resvg(svg, {
    background: '#fff',
    fitTo: { mode: 'width', value: PIXELS_WIDE },
    font: { fontFiles: [...FONT_FILES], loadSystemFonts: false, defaultFontFamily: FAMILY },
  }).render();
  return { bytes: drawn.asPng(), width: drawn.width, height: drawn.height };
}
