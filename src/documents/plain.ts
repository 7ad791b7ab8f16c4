/** Matches what there may be to change in a text, which most of the thousands in a document haven't: half of a pair may be alone. */
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff]/;

/**
 * Makes text safe to place anywhere: one kind of line end, no control characters, none of the invisible
 * characters that change the direction of the words around them or hide between them, and none that XML forbids.
 */
export function sanitised(text: string): string {
  if (!UNSAFE.test(text)) return text;
  return (
    text
      .replace(/\r\n?|[\u2028\u2029]/g, '\n')
      .replace(/\t/g, ' ')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, '')
      .replace(/[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufffe\uffff]/g, '')
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
  );
}

/** Makes text safe in the same way and puts it on one line. */
export function sanitisedLine(text: string): string {
  const safe = sanitised(text);
  return (safe.includes('\n') ? safe.replace(/(?<!\s)\s*\n\s*/g, ' ') : safe).trim();
}
