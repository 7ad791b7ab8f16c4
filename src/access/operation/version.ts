import { createHash } from 'node:crypto';

/**
 * The length of a version in characters. Ids on Discord hold 100 in all, and a version only tells one state from the
 * next.
 */
export const VERSION_LENGTH = 6;

/** Identifies a state of something by its facts (JSON values): the same for the same facts, in the same order. */
export function versionOf(facts: unknown): string {
  return createHash('sha256').update(JSON.stringify(facts)).digest('base64url').slice(0, VERSION_LENGTH);
}
