/** What leads to what, by name. */
export type Ways = ReadonlyMap<string, ReadonlySet<string>>;

/** Each way that comes back to where it began, as 'one > two > one'; none where everything goes one way. */
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

/** The same between the parts that things belong to; what belongs to none is left out, and within a part any way may be gone. */
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
