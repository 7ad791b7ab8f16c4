import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import opentype, { type Font } from 'opentype.js';

const { resolve } = createRequire(import.meta.url);

/** The family that the PDF and the drawings are set in. */
export const FAMILY = 'Source Sans 3';

/** The paths of the font files: the family in regular, italic and bold, and the emoji. */
export const FONT_FILES: readonly string[] = [
  resolve('@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf'),
  resolve('@expo-google-fonts/source-sans-3/400Regular_Italic/SourceSans3_400Regular_Italic.ttf'),
  resolve('@expo-google-fonts/source-sans-3/700Bold/SourceSans3_700Bold.ttf'),
  resolve('@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf'),
];

/** Stands for a character that no font here can show: a PDF for everybody may not hold an empty box. */
const UNKNOWN = '?';

/** Replaces what no font here can show. */
export function showable(text: string): string {
  let shown = '';
  for (const letter of text) shown += isShown(letter) ? letter : UNKNOWN;
  return shown;
}

const known = new Map<string, boolean>();
let loaded: readonly Font[] | null = null;

function isShown(letter: string): boolean {
  if (letter >= ' ' && letter <= '~') return true;
  const before = known.get(letter);
  if (before !== undefined) return before;
  loaded ??= FONT_FILES.map((file) => opentype.parse(new Uint8Array(readFileSync(file)).buffer));
  // Each face has to have it: a heading is bold, a quotation slanted. The emoji need no such company.
  const [emoji, ...faces] = [...loaded].reverse();
  const has = (font: Font | undefined) => (font?.charToGlyphIndex(letter) ?? 0) > 0;
  const shown = faces.every(has) || has(emoji);
  known.set(letter, shown);
  return shown;
}
