import { createHash } from 'node:crypto';
import { cut } from '../../../chat/cut.ts';
import type { PartRef } from '../../../chat/relaying.ts';
import type { Uploaded } from '../external-upload.ts';
import { limits } from '../limits.ts';

/** Tells how a part was posted that names its author above its text, because Slack allowed no name of its own. */
export const NAMED_ABOVE = 'named-above';
const FILES = 'files:';
/** Stands between the id of a file, which is letters and digits, and the print of its alternative text. */
const PRINT = '.';

/** A file with what it shows in words; null where nothing says that. */
export interface DescribedUpload extends Uploaded {
  readonly alt: string | null;
}

/** A file that a posted part shows. */
export interface ShownUpload extends Uploaded {
  /** The print of its alternative text; null where it wasn't noted, as in parts that were posted long ago. */
  readonly print: string | null;
}

/** Returns how a part was posted that shows these files: whoever deletes it has to delete them too. */
export function showing(files: readonly DescribedUpload[]): string {
  const noted = files.map(({ id, title, alt }): [string, string] => [id + PRINT + altPrint(alt), title]);
  return FILES + new URLSearchParams(noted).toString();
}

/** Returns the files that a posted part shows; null when it is a text. */
export function shownBy({ by }: PartRef): readonly ShownUpload[] | null {
  if (!by?.startsWith(FILES)) return null;
  return [...new URLSearchParams(by.slice(FILES.length))].map(([noted, title]) => {
    const [id = '', print = null] = noted.split(PRINT);
    return { id, title, print };
  });
}

/** Returns what tells an alternative text from others, without a word of it: it is kept when the text is forgotten. */
export function altPrint(alt: string | null): string {
  return alt === null ? '' : createHash('sha256').update(cut(alt, limits.files.alt)).digest('base64url').slice(0, 8);
}
