import { atOnce, type Stepwise } from '../concurrency/turns.ts';
import type { Outline } from './outline.ts';

/** Returns all that a document says, and of which files its photos are, as plain text: what is looked through, not what is read. */
export function outlineText(outline: Outline): string {
  return atOnce(outlineTextInSteps(outline));
}

export function* outlineTextInSteps(outline: Outline): Stepwise<string> {
  const texts: string[] = [];
  yield* noteTexts(outline, texts);
  return texts.join('\n');
}

/** The number of texts noted in one step. */
const IN_STEP = 1_000;

function* noteTexts(value: unknown, texts: string[]): Stepwise<void> {
  if (typeof value === 'string') {
    texts.push(value);
    if (texts.length % IN_STEP === 0) yield;
  } else if (Array.isArray(value)) {
    for (const one of value) yield* noteTexts(one, texts);
  } else if (typeof value === 'object' && value !== null) {
    // A picture's bytes say nothing, and are many.
    for (const [name, one] of Object.entries(value)) if (name !== 'base64') yield* noteTexts(one, texts);
  }
}

/** Returns what a file of JSON or a table says, with its lines as they were typed. */
export function unescapedText(text: string): string {
  return text.replaceAll('\\n', '\n').replaceAll('\\"', '"').replaceAll('""', '"');
}
