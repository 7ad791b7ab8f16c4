import type { PartRef } from '../../../chat/relaying.ts';
import type { Uploaded } from '../external-upload.ts';

/** Tells how a part was posted that names its author above its text, because Slack allowed no name of its own. */
export const NAMED_ABOVE = 'named-above';
const FILES = 'files:';

/** Returns how a part was posted that shows these files: whoever deletes it has to delete them too. */
export function showing(files: readonly Uploaded[]): string {
  return FILES + new URLSearchParams(files.map(({ id, title }): [string, string] => [id, title])).toString();
}

/** Returns the files that a posted part shows; null when it is a text. */
export function shownBy({ by }: PartRef): readonly Uploaded[] | null {
  if (!by?.startsWith(FILES)) return null;
  return [...new URLSearchParams(by.slice(FILES.length))].map(([id, title]) => ({ id, title }));
}
