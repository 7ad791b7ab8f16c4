import type { SeenBlock, SeenFile } from '../../local-platform.ts';
import type { SlackCore } from '../core.ts';
import { type JsonObject, objectOf, textOf } from '../json.ts';
import type { SlackFile } from '../state.ts';

/** Returns the file with this id as people see it, or nothing where it was deleted. */
export function seenFiles(core: SlackCore, id: string): SeenFile[] {
  const file = core.workspace.files.get(id);
  if (!file) return [];
  return [{ name: file.name, type: file.mimetype, size: file.size, url: pageUrl(core, file) }];
}

/** Returns the pictures among these files as they stand below a message, unless its blocks show them already. */
export function seenPictures(core: SlackCore, ids: readonly string[], blocks: readonly SeenBlock[]): SeenBlock[] {
  const shown = new Set(blocks.flatMap((block) => (block.kind === 'image' ? [block.url] : [])));
  return ids.flatMap((id): SeenBlock[] => {
    const file = core.workspace.files.get(id);
    if (!file?.mimetype.startsWith('image/') || shown.has(pageUrl(core, file))) return [];
    return [{ kind: 'image', url: pageUrl(core, file), alt: file.altText ?? '' }];
  });
}

/** Returns the address that the page shows an image at. */
export function imageUrl(core: SlackCore, element: JsonObject): string {
  const reference = objectOf(element.slack_file);
  const address = textOf(reference.url);
  const id = textOf(reference.id) || (/-(F[A-Z0-9]+)\//.exec(address)?.[1] ?? '');
  const file = core.workspace.files.get(id);
  return file ? pageUrl(core, file) : textOf(element.image_url) || address;
}

function pageUrl(core: SlackCore, file: SlackFile): string {
  return `${core.base}/page-files/${file.key}/${encodeURIComponent(file.name)}`;
}
