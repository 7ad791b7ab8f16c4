import { createHash } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * For some minutes Discord makes no second message with the same nonce. `after`: the message that it made and that was deleted.
 * At most 25 characters.
 */
export function nonceOf(key: string, index: number, after: string | null): string {
  const again = after === null ? '' : `\n${after}`;
  return digest(`nonce\n${key}\n${index}${again}`).toString('base64url').slice(0, 24);
}

/**
 * The numeric id of a message's first component: it stays with the message, so a sending can be recognised much later.
 * It also tells how many messages the sending had, so that half of one isn't taken for the whole.
 */
export function componentIdOf(key: string, index: number, total: number): number {
  // 31 bits; the smallest numbers are left to Discord, which gives them to components without an id.
  return (digest(`component\n${key}\n${index}\n${total}`).readUInt32BE(0) % (2 ** 31 - 1001)) + 1000;
}
