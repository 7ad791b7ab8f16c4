import type { Person } from '../playground/person.ts';

/**
 * Throws unless what somebody reads contains these words: the edition isn't played as it should be, and going on would
 * hide that.
 */
export function expectRead(person: Person, ...words: readonly string[]): void {
  const read = plain(person.read());
  for (const word of words) {
    if (!read.includes(plain(word))) {
      throw new Error(`${person.name} should read « ${word} », and reads: ${read || '(nothing)'}`);
    }
  }
}

function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');
}
