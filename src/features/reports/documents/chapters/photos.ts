import { type Part, type PhotoPart, paragraphPart, titledParts } from '../../../../documents/outline.ts';
import { pictureOf } from '../../../../documents/picture.ts';
import type { Translator } from '../../../../texts/translator.ts';
import type { ReportContent } from '../../content/content.ts';
import type { ShownPhoto } from '../../content/photo.ts';
import { allowedPhotos } from '../../content/photos.ts';

/** The most bars, logos and characters of the coordinators beside which a photo finds room on the page that is read alone. */
const ROOM = { departments: 6, logos: 3, characters: 200 } as const;

/**
 * The photo of the page that is read alone; none where there is no photo, or the page is full without it. It leaves most room where
 * it is wider than high.
 */
export function essentialPhoto(content: ReportContent, t: Translator): readonly PhotoPart[] {
  if (!hasRoom(content)) return [];
  const photos = photoParts(content, t);
  const wide = photos.find(({ picture }) => picture.width > picture.height);
  return [wide ?? photos[0]].filter((part) => part !== undefined);
}

function hasRoom({ report, logos, texts }: ReportContent): boolean {
  return (
    report.byDepartment.length <= ROOM.departments &&
    logos.length <= ROOM.logos &&
    (texts.get('chapter:essential') ?? '').length <= ROOM.characters
  );
}

/** The other photos, and whose could be shown too. */
export function otherPhotos(content: ReportContent, t: Translator): readonly Part[] {
  const [first] = essentialPhoto(content, t);
  const others = photoParts(content, t).filter(({ file }) => file !== first?.file);
  return titledParts(t.text('reports.photos.title'), [...others, ...restParts(content, t)]);
}

/** Returns the photos that the bilan shows, each with its words. */
export function photoParts(content: ReportContent, t: Translator): readonly PhotoPart[] {
  return content.photos.shown.flatMap((photo) => {
    const picture = pictureOf(photo.bytes, wordsOf(content, photo, t));
    return picture === null
      ? []
      : [{ kind: 'photo' as const, file: photo.file, picture, caption: captionOf(photo, t) }];
  });
}

/** Says what is known of a photo: who sent it, to show what, and what they wrote with it. */
function wordsOf({ edition }: ReportContent, { organisation, caption }: ShownPhoto, t: Translator): string {
  const of = { edition: edition.name };
  if (organisation === null) return t.text('reports.photos.unnamedWords', of);
  const words = t.text('reports.photos.words', { ...of, organisation });
  return caption === null ? words : t.text('reports.photos.said', { words, caption });
}

function captionOf({ organisation, caption }: ShownPhoto, t: Translator): string {
  if (organisation === null) return t.text('reports.photos.unnamed');
  const credit = t.text('reports.photos.credit', { organisation });
  return caption === null ? credit : t.text('reports.photos.captioned', { caption, credit });
}

function restParts(content: ReportContent, t: Translator): readonly Part[] {
  const shown = new Set(content.photos.shown.map(({ file }) => file));
  const rest = allowedPhotos(content).filter(({ photo }) => !shown.has(photo.file));
  if (rest.length === 0) return [];
  const names = rest.flatMap(({ organisation }) => organisation ?? []);
  const told = t.text(shown.size === 0 ? 'reports.photos.may' : 'reports.photos.more', { count: rest.length });
  return [paragraphPart(names.length === 0 ? told : t.text('reports.photos.of', { told, names: t.list(names) }))];
}
