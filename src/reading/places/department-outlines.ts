import { readFileSync } from 'node:fs';

/** A department's shape on a map. All lengths are in tenths of a unit of 1.7 km, x to the east and y to the south. */
export interface DepartmentOutline {
  /** Closed lines around it, its islands and what lies in it and isn't of it; none repeats its first point. */
  readonly rings: readonly (readonly (readonly [x: number, y: number])[])[];
  /** The middle of the largest label that finds room in it. */
  readonly place: readonly [x: number, y: number];
}

let outlines: ReadonlyMap<string, DepartmentOutline> | null = null;

/**
 * Returns the outline of a metropolitan department; null for one overseas, and for what is no department's code.
 * @param code for example "02", "2A"
 */
export function departmentOutline(code: string): DepartmentOutline | null {
  outlines ??= readOutlines();
  return outlines.get(code) ?? null;
}

/** Reads the file that `scripts/department-outlines.ts` writes. */
function readOutlines(): ReadonlyMap<string, DepartmentOutline> {
  const lines = readFileSync(new URL('department-outlines.csv', import.meta.url), 'utf8').split('\n');
  return new Map(
    lines
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const [code = '', x, y, rings = ''] = line.split(',');
        return [code, { rings: rings.split(';').map(ringOf), place: [Number(x), Number(y)] }];
      }),
  );
}

/** Reads a first point and the steps from it to the others. */
function ringOf(steps: string): readonly (readonly [number, number])[] {
  const lengths = steps.split(' ').map(Number);
  let [x, y] = [0, 0];
  return Array.from({ length: lengths.length / 2 }, (_, at) => {
    [x, y] = [x + (lengths[2 * at] ?? 0), y + (lengths[2 * at + 1] ?? 0)];
    return [x, y] as const;
  });
}
