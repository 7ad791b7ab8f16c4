/** One place in which two JSON documents differ. */
export interface FigureDifference {
  /** For instance "pressConference.attendance.value". */
  readonly path: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** Returns where `actual` differs from `expected`; a key that only one of them has counts too. */
export function differences(expected: unknown, actual: unknown, path = ''): readonly FigureDifference[] {
  if (!isTree(expected) || !isTree(actual) || Array.isArray(expected) !== Array.isArray(actual)) {
    return Object.is(expected, actual) ? [] : [{ path, expected, actual }];
  }
  const keys = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  return [...keys].flatMap((key) => differences(expected[key], actual[key], path === '' ? key : `${path}.${key}`));
}

function isTree(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null;
}
