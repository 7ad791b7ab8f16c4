import type { Municipality } from './municipality.ts';
/** Stub. */
export function findMunicipalities(
  _typed: string,
  _options: { departments?: readonly string[]; limit?: number } = {},
): Municipality[] {
  return [];
}
