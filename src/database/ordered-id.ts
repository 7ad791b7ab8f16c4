import { randomBytes } from 'node:crypto';

/** Ids of one millisecond are counted by these many. */
const COUNTED = 0x1000;

/**
 * Returns a new id as Prisma makes them (UUID, version 7), for rows that a statement of our own stores: later ones of this
 * process are greater, so that rows without another order keep the one in which they came.
 */
export const orderedId = orderedIds(Date.now);

/** Returns what makes such ids; `now` is the clock, in milliseconds since 1970, which may be set back. */
export function orderedIds(now: () => number): () => string {
  let last = { at: 0, count: 0 };
  return () => {
    const at = Math.max(now(), last.at);
    const count = at === last.at ? last.count + 1 : 0;
    // More than that within a millisecond borrow from the next one.
    last = count < COUNTED ? { at, count } : { at: at + 1, count: 0 };
    return uuid(last);
  };
}

function uuid({ at, count }: { readonly at: number; readonly count: number }): string {
  const time = at.toString(16).padStart(12, '0');
  const counted = count.toString(16).padStart(3, '0');
  const random = randomBytes(8);
  random.writeUInt8((random.readUInt8(0) & 0x3f) | 0x80, 0);
  const rest = random.toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counted}-${rest.slice(0, 4)}-${rest.slice(4)}`;
}
