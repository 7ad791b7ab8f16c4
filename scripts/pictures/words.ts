import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Wanted } from '../gallery/collect.ts';
import { pictures, TRIAL } from './list.ts';

/** The file beside the pictures that tells what stood in each when it was taken. */
export const WORDS = 'words.json';

/** The language of the trial's page, as it starts. */
const TRIAL_FILES = [
  'src/playground/page/public/index.html',
  'src/playground/page/public/words/en.js',
  'src/playground/page/public/tour-steps.js',
  'src/trial/scene.ts',
] as const;

/** Returns a hash of what each picture would show today, by its file. */
export function wordsToday(): Readonly<Record<string, string>> {
  const page = TRIAL_FILES.map((path) => readFileSync(path, 'utf8')).join('\n');
  const all = new Map(pictures.map(({ file, of }) => [file, seenOf(of)])).set(TRIAL, page);
  return Object.fromEntries([...all.keys()].toSorted().map((file) => [file, hashOf(all.get(file) ?? '')]));
}

/** Returns what a message or form says, from the text that the gallery's tests keep of it. Throws where there is none. */
function seenOf({ feature, name, locale }: Wanted): string {
  const parts = readFileSync(`tests/gallery/seen/${feature}.${locale}.txt`, 'utf8').split(/^== /m);
  const found = parts.find((part) => part.startsWith(`${name}\n`));
  if (found === undefined) throw new Error(`the gallery has no "${name}" of ${feature} in ${locale}`);
  return found.trimEnd();
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
