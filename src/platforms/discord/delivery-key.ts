import { createHash } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Returns the nonce of a message, at most 25 characters. For some minutes Discord creates no second message with the
 * same nonce. `after` is the message that it created and that has been deleted since.
 */
export function nonceOf(key: string, index: number, after: string | null): string {
  const again = after === null ? '' : `\n${after}`;
  return digest(`nonce\n${key}\n${index}${again}`).toString('base64url').slice(0, 24);
}

/**
 * Returns the numeric id of a message's first component. It stays with the message, so a sending can be recognised much
 * later. It also depends on how many messages the sending had, so that half of one isn't taken for the whole.
 */
export function componentIdOf(key: string, index: number, total: number): number {
  // The id has 31 bits; Discord gives the smallest numbers to components without an id.
  return (digest(`component\n${key}\n${index}\n${total}`).readUInt32BE(0) % (2 ** 31 - 1001)) + 1000;
}
