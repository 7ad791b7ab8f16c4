import type { RegionScope } from '../../../access/region/region-scope.ts';
import { type Outline, photosIn, withPhotos } from '../../../documents/outline.ts';
import { contentsOf } from '../../../files/store.ts';
import { isMadeAnew } from '../../../pictures/photo.ts';

/**
 * Returns an outline as it is stored: the bytes of its photos are in the files alone, so that emptying these removes
 * them all.
 */
export function storedOutline(outline: Outline): object {
  const named = withPhotos(outline, (photo) => ({ ...photo, picture: { ...photo.picture, base64: '' } }));
  return structuredClone(named);
}

/** Returns a stored outline with its photos, and without those whose files were emptied since. */
export async function outlineWithPhotos(scope: RegionScope, stored: unknown): Promise<Outline> {
  // The bot itself wrote the outline, so it isn't parsed again.
  const outline = stored as Outline;
  const contents = await contentsOf(
    scope,
    photosIn(outline).map(({ file }) => file),
  );
  return withPhotos(outline, (photo) => {
    const bytes = contents.get(photo.file);
    if (bytes === undefined || !isMadeAnew(bytes)) return null;
    return { ...photo, picture: { ...photo.picture, base64: Buffer.from(bytes).toString('base64') } };
  });
}

/** Returns the photos and the quotations of an outline, each by its key. */
export function shownIn({ chapters }: Pick<Outline, 'chapters'>): readonly string[] {
  return chapters.flatMap(({ parts }) =>
    parts.flatMap((part) => {
      if (part.kind === 'photo') return [part.file];
      return part.kind === 'quotation' ? [`${part.text} ${part.author ?? ''}`] : [];
    }),
  );
}
