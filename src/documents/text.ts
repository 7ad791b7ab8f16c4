import type { Outline } from './outline.ts';

/** Returns all that a document says, and of which files its photos are, as plain text: what is looked through, not what is read. */
export function outlineText(outline: Outline): string {
  return textsIn(outline).join('\n');
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  // A picture's bytes say nothing, and are many.
  return Object.entries(value).flatMap(([name, one]) => (name === 'base64' ? [] : textsIn(one)));
}

/** Returns what a file of JSON or a table says, with its lines as they were typed. */
export function unescapedText(text: string): string {
  return text.replaceAll('\\n', '\n').replaceAll('\\"', '"').replaceAll('""', '"');
}
