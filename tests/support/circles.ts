/** Lists, for each name, the names it leads to. */
export type Ways = ReadonlyMap<string, ReadonlySet<string>>;

/** Returns each way that comes back to where it began, as 'one > two > one'; none where everything goes one way. */
export function circlesIn(ways: Ways): readonly string[] {
  const gone = new Set<string>();
  const circles: string[] = [];
  const follow = (from: string, trail: readonly string[]): void => {
    const begun = trail.indexOf(from);
    if (begun >= 0) circles.push([...trail.slice(begun), from].join(' > '));
    if (begun >= 0 || gone.has(from)) return;
    for (const to of ways.get(from) ?? []) follow(to, [...trail, from]);
    gone.add(from);
  };
  for (const from of ways.keys()) follow(from, []);
  return circles;
}

/**
 * Returns the ways between the parts that things belong to; things that belong to none are left out, and any way within
 * a part is allowed.
 */
export function between(ways: Ways, partOf: (name: string) => string | null): Ways {
  const parts = new Map<string, Set<string>>();
  for (const [from, all] of ways) {
    const part = partOf(from);
    if (part === null) continue;
    const others = [...all].flatMap((to) => partOf(to) ?? []).filter((other) => other !== part);
    parts.set(part, new Set([...(parts.get(part) ?? []), ...others]));
  }
  return parts;
}
