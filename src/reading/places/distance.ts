import { readFileSync } from 'node:fs';

/** A point on the earth, in radians. */
interface Point {
  readonly lat: number;
  readonly lng: number;
}

const EARTH_KM = 6371;

let points: ReadonlyMap<string, Point> | null = null;

/**
 * Returns how far two communes are from each other as the crow flies, in whole kilometres and one at least; null for the
 * same one, and where it isn't known where one of them lies, which holds for most villages.
 * @param a the INSEE code, as `b`; null where something is in no commune
 */
export function kilometresBetween(a: string | null, b: string | null): number | null {
  if (a === null || b === null || a === b) return null;
  points ??= readPoints();
  const [one, other] = [points.get(a), points.get(b)];
  return one && other ? Math.max(1, Math.round(distance(one, other))) : null;
}

/** Returns the length of the great circle between two points, by the haversine formula. */
function distance(a: Point, b: Point): number {
  const half = (from: number, to: number) => Math.sin((to - from) / 2) ** 2;
  const along = half(a.lat, b.lat) + Math.cos(a.lat) * Math.cos(b.lat) * half(a.lng, b.lng);
  return 2 * EARTH_KM * Math.asin(Math.sqrt(along));
}

/** Reads the file that `scripts/commune-coordinates.ts` writes. */
function readPoints(): ReadonlyMap<string, Point> {
  const lines = readFileSync(new URL('coordinates.csv', import.meta.url), 'utf8').split('\n');
  return new Map(
    lines
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const [code = '', lat, lng] = line.split(',');
        return [code, { lat: radians(Number(lat)), lng: radians(Number(lng)) }];
      }),
  );
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;
