/** The part of opentype.js that is used here: the package has no types of its own, and those of others ask for a browser's. */
declare module 'opentype.js' {
  export interface Font {
    /** Returns 0 where the font has no glyph for this character. */
    charToGlyphIndex(character: string): number;
  }
  const opentype: { parse(bytes: ArrayBuffer): Font };
  export default opentype;
}
