/**
 * The texts that begin like this, as a range: an index on a column that is compared byte by byte (COLLATE "C") serves it, with
 * or without statistics, and it never serves Prisma's `startsWith`. Throws for '', with which everything begins.
 */
export function beginningWith(prefix: string): { readonly gte: string; readonly lt: string } {
  const characters = [...prefix];
  const last = characters.pop()?.codePointAt(0);
  if (last === undefined) throw new Error('everything begins with nothing');
  // Between these there is no character, only halves of one.
  const next = last === 0xd7ff ? 0xe000 : last + 1;
  return { gte: prefix, lt: characters.join('') + String.fromCodePoint(next) };
}
