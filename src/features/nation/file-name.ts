/** A version of the nation's bilan: one that was published, or the one that would be. */
export interface WhichVersion {
  readonly year: number;
  readonly version: number;
  readonly isPublished: boolean;
}

/** Returns a name such as "bilan-national-2026-v1.json" for "bilan-national.json". */
export function nationFileName(name: string, { year, version, isPublished }: WhichVersion): string {
  return name.replace('.', `-${year}-${isPublished ? '' : 'projet-'}v${version}.`);
}
