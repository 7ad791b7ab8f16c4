import type { PerhapsPosted } from '../../chat/relaying.ts';
import type { ActOptions } from './act.ts';
import type { Composition } from './compose.ts';
import { describedFiles } from './copy-files.ts';
import type { DueCopy } from './copy-store.ts';
import { perhapsPosted, placeOfNext } from './positions.ts';
import { correctedBy, rendered, wasSaidLongAgo } from './rendered.ts';

/** A part of a copy that may have been posted, and its position. */
export interface MissingPart extends PerhapsPosted {
  readonly position: number;
}

/** Returns the parts of a copy that may have been posted. */
export function missingParts(copy: DueCopy, composition: Composition, options: ActOptions): readonly MissingPart[] {
  const { state, saidAt } = copy.message;
  if (state === null) return [];
  const { relaying, channel, memory } = options;
  const composed = composition.of({ ...copy.message, state });
  const files = describedFiles(state.files, relaying.fileLimit(channel), memory.of(copy));
  const late = copy.late || wasSaidLongAgo(copy.message, options);
  const parts = relaying.parts(rendered(copy, composed, files, late, correctedBy(copy), options));
  const places = [composed.formerPlace, composed.place].map((place) => placeOfNext(copy, place));
  return perhapsPosted(copy, parts).map(({ part, position }) => ({
    ...{ part, position, key: `${copy.id}:${position}`, places, saidAt },
  }));
}
