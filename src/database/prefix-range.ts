/**
 * Returns the texts with this prefix as a range. An index on a column compared byte by byte (COLLATE "C") serves the
 * range, with or without statistics; it never serves Prisma's `startsWith`. Throws for '', the prefix of everything.
 */
export function prefixRange(prefix: string): { readonly gte: string; readonly lt: string } {
  const characters = [...prefix];
  const last = characters.pop()?.codePointAt(0);
  if (last === undefined) throw new Error('everything begins with nothing');
  // The code points in between are surrogates, which aren't characters.
  const next = last === 0xd7ff ? 0xe000 : last + 1;
  return { gte: prefix, lt: characters.join('') + String.fromCodePoint(next) };
}
