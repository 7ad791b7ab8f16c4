/**
 * What can be kept and sent of a text, whoever typed it where: one kind of line end, no control characters (platforms
 * drop or refuse them, the database can't hold NUL), no halves of characters (they don't survive UTF-8).
 */
export function legible(text: string): string {
  return (
    text
      .replace(/\r\n?|[\u2028\u2029]/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
  );
}
