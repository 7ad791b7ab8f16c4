import { fold } from './fold.ts';
/** Stub. */
export function nameKey(name: string): string {
  return fold(name);
}
export function looksLike(a: string, b: string): boolean {
  return nameKey(a) === nameKey(b);
}
