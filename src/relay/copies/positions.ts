import type { CopyPart, CopyPlace, Relaying } from '../../chat/relaying.ts';
import type { DueCopy, StandingPart } from './copy-store.ts';

/** A copy with the parts that are known to stand. */
type KnownParts = Pick<DueCopy, 'parts' | 'begunParts'>;

/** Returns the parts that can be changed. */
export function changeable({ parts }: Pick<DueCopy, 'parts'>): readonly StandingPart[] {
  return parts.filter(({ frozen }) => !frozen);
}

/** A change by which a standing part shows what it should. */
export interface PartChange {
  readonly ref: StandingPart;
  readonly part: CopyPart;
}

/** Returns which standing part shows which of the first parts wanted. One into which that part doesn't fit is passed over. */
export function changesOf(
  standing: readonly StandingPart[],
  parts: readonly CopyPart[],
  relaying: Pick<Relaying, 'fits'>,
): readonly PartChange[] {
  const changes: PartChange[] = [];
  for (const ref of standing) {
    const part = parts[changes.length];
    if (part && relaying.fits(ref, part)) changes.push({ ref, part });
  }
  return changes;
}

/** Returns the position after those of the standing parts. */
export function nextPosition({ parts }: Pick<DueCopy, 'parts'>, added: readonly StandingPart[] = []): number {
  return Math.max(-1, ...[...parts, ...added].map(({ position }) => position)) + 1;
}

/** Returns where the next part of a copy belongs: beside the standing ones. */
export function placeOfNext({ parts: [first] }: Pick<DueCopy, 'parts'>, place: CopyPlace): CopyPlace {
  if (!first) return place;
  return { channel: place.channel, below: first.thread === null ? null : { kind: 'thread', id: first.thread } };
}

/** Returns how many parts a copy has if all that were begun got posted. Beginning a copy begins at least one. */
export function partsBegun(copy: KnownParts): number {
  return copy.begunParts ?? nextPosition(copy) + (changeable(copy).length === 0 ? 1 : 0);
}

/**
 * Returns the positions of the parts that may have been posted, each with what it should show now. A part that is no
 * longer wanted, because the message became shorter, is looked for as well: it still has to be deleted.
 */
export function perhapsPosted(
  copy: KnownParts,
  parts: readonly CopyPart[],
): readonly { readonly position: number; readonly part: CopyPart }[] {
  const first = nextPosition(copy);
  const rest = parts.slice(changeable(copy).length);
  return Array.from({ length: partsBegun(copy) - first }, (_, index) => rest[index] ?? parts.at(-1)).flatMap(
    (part, index) => (part ? [{ position: first + index, part }] : []),
  );
}
