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

/**
 * Splits a button's key `<id>/<version>`: what it is about, and the state of that which stood beside the button. Buttons that were
 * posted before keys carried it have no version.
 */
export function idAsShown(key: string): { readonly id: string; readonly shown: string | undefined } {
  const [id = '', shown] = key.split('/');
  return { id, shown };
}
