import { randomInt } from 'node:crypto';
import { fold } from '../names/fold.ts';

/** Leaves out letters and digits that are mistaken for each other: codes are read aloud and copied by hand. */
export const CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Makes a code of so many signs, which nobody can guess. */
export function newCode(length: number): string {
  return Array.from({ length }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');
}

/** Reads the signs of a code as typed: spaces, hyphens and case don't matter. */
export function readCode(typed: string): string {
  return fold(typed)
    .replace(/[^a-z0-9]/g, '')
    .toUpperCase();
}
