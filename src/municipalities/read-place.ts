import type { Municipality } from './municipality.ts';
export interface PlaceReading {
  /** The commune, when there is no doubt. */
  readonly municipality: Municipality | null;
  /** What remains: "Salle des fêtes"; the whole text when no commune was found. May be empty. */
  readonly venue: string;
  /** Communes it could be, likeliest first, at most 25; empty when `municipality` is known. */
  readonly candidates: readonly Municipality[];
  /** "en ligne", "visio" or a web address: no commune is needed. */
  readonly online: boolean;
}
/** Stub. */
export function readPlace(text: string, _departments: readonly string[]): PlaceReading {
  return { municipality: null, venue: text, candidates: [], online: false };
}
