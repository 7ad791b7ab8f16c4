import type { RegionScope } from '../../../access/region/region-scope.ts';
import { contentsOf } from '../../../files/store.ts';
import { isMadeAnew } from '../../../pictures/photo.ts';
import { MOST_PHOTOS } from './answer-choices.ts';
import type { ReportContent } from './content.ts';
import type { ReportPhotos, ShownPhoto } from './photo.ts';
import { type Quotation, quotationsIn } from './quotations.ts';

/** The most that are looked at for these, and their bytes in memory at once. */
const LOOKED_AT = 12;

type Allowed = Quotation & { readonly photo: NonNullable<Quotation['photo']> };

/** Returns the photos that may be shown now: one of each department in turn, as their organisations answered. */
export function allowedPhotos(content: ReportContent): readonly Allowed[] {
  const photos = quotationsIn(content).flatMap((one): Allowed[] => (one.photo ? [{ ...one, photo: one.photo }] : []));
  const before = new Map<string | null, number>();
  const inTurn = photos.map((one) => {
    const department = content.departments.get(one.of) ?? null;
    const turn = before.get(department) ?? 0;
    before.set(department, turn + 1);
    return { one, turn };
  });
  return inTurn.toSorted((a, b) => a.turn - b.turn).map(({ one }) => one);
}

/** Reads the photos that a bilan shows. */
export async function reportPhotos(scope: RegionScope, content: ReportContent): Promise<ReportPhotos> {
  const candidates = allowedPhotos(content).slice(0, LOOKED_AT);
  const contents = await contentsOf(
    scope,
    candidates.map(({ photo }) => photo.file),
  );
  return photosAmong(candidates, contents);
}

/** Returns which of these photos are shown, given their stored files; a photo without a file is left out silently. */
function photosAmong(candidates: readonly Allowed[], contents: ReadonlyMap<string, Uint8Array>): ReportPhotos {
  const shown: ShownPhoto[] = [];
  const unreadable: ReportPhotos['unreadable'][number][] = [];
  const gone = new Set<string>();
  for (const { organisation, photo } of candidates) {
    const bytes = contents.get(photo.file);
    if (bytes === undefined || bytes.byteLength === 0) gone.add(photo.file);
    else if (shown.length === MOST_PHOTOS) continue;
    else if (!isMadeAnew(bytes)) unreadable.push({ file: photo.file, organisation });
    else shown.push({ file: photo.file, bytes, organisation, caption: organisation === null ? null : photo.caption });
  }
  return { shown, unreadable, gone };
}
