import { randomInt } from 'node:crypto';
import { skeleton } from '../names/confusables.ts';
import { fold } from '../names/fold.ts';

/**
 * The characters of codes. Letters and digits that are easily confused are left out, since codes are read aloud and
 * copied by hand.
 */
export const CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Makes an unguessable code of so many characters. */
export function newCode(length: number): string {
  return Array.from({ length }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');
}

/** Reads the signs of a code as typed: spaces, hyphens, case and letters of other scripts that look alike don't matter. */
export function readCode(typed: string): string {
  return fold(skeleton(typed))
    .replace(/[^a-z0-9]/g, '')
    .toUpperCase();
}
