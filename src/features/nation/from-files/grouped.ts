/** Returns what there is by key, in the order it comes in. */
export function grouped<T>(
  all: readonly T[],
  keysOf: (one: T) => readonly string[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    for (const key of keysOf(one)) {
      const group = groups.get(key);
      if (group) group.push(one);
      else groups.set(key, [one]);
    }
  }
  return groups;
}

/** Sorts texts the same way everywhere, whatever the machine's language. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
