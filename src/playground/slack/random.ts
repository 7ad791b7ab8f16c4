import { randomBytes, randomInt } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

export function randomId(prefix: string, length = 10): string {
  let id = prefix;
  for (let index = 0; index < length; index += 1) id += alphabet[randomInt(alphabet.length)] ?? 'X';
  return id;
}

export function randomToken(bytes = 12): string {
  return randomBytes(bytes).toString('hex');
}
