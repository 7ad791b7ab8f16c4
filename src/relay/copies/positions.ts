import type { CopyPart, CopyPlace, Relaying } from '../../chat/relaying.ts';
import type { DueCopy, StandingPart } from './copy-store.ts';

/** A copy as far as it is known which parts of it stand. */
type KnownParts = Pick<DueCopy, 'parts' | 'begunParts'>;

/** Returns the parts that can be changed. */
export function changeable({ parts }: Pick<DueCopy, 'parts'>): readonly StandingPart[] {
  return parts.filter(({ frozen }) => !frozen);
}

/** The change that makes a standing part show what it is to show. */
export interface PartChange {
  readonly ref: StandingPart;
  readonly part: CopyPart;
}

/** Returns which of the parts that stand become the first of those that are to stand: others can't become what is missing. */
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

/** Returns the position of the part that follows those that stand. */
export function nextPosition({ parts }: Pick<DueCopy, 'parts'>, added: readonly StandingPart[] = []): number {
  return Math.max(-1, ...[...parts, ...added].map(({ position }) => position)) + 1;
}

/** Returns where the next part of a copy belongs: with those that stand. */
export function placeOfNext({ parts: [first] }: Pick<DueCopy, 'parts'>, place: CopyPlace): CopyPlace {
  if (!first) return place;
  return { channel: place.channel, below: first.thread === null ? null : { kind: 'thread', id: first.thread } };
}

/** Returns how many parts a copy has if all of them were posted that were begun: one at least is begun with a copy. */
export function partsBegun(copy: KnownParts): number {
  return copy.begunParts ?? nextPosition(copy) + (changeable(copy).length === 0 ? 1 : 0);
}

/**
 * Returns the positions of the parts that were perhaps posted, each with what it is to show by now. One that is to stand no more,
 * because the message became shorter, is looked for as well: it still has to be deleted.
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
