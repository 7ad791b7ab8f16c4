import { departmentName } from './departments.ts';

/** The clock that a region lives by. */
interface LocalClock {
  readonly timeZone: string;
  /** The place whose clock it is: "Guadeloupe", "Paris". */
  readonly place: string;
  /** Whether a department has another clock than Paris: then it isn't plain which one the region lives by. */
  readonly isOverseas: boolean;
}

const PARIS = 'Europe/Paris';

/** The time zones of the departments overseas; all others have that of Paris. None of these changes its clocks. */
const OVERSEAS: ReadonlyMap<string, string> = new Map([
  ['971', 'America/Guadeloupe'],
  ['972', 'America/Martinique'],
  ['973', 'America/Cayenne'],
  ['974', 'Indian/Reunion'],
  ['976', 'Indian/Mayotte'],
]);

/**
 * Returns the clock of a region with these departments: that of Paris as soon as one of them is metropolitan, otherwise
 * that of the first. None at all are a region that isn't set up yet, by the clock of Paris.
 */
export function localClock(departments: readonly string[]): LocalClock {
  const isOverseas = departments.some((code) => OVERSEAS.has(code));
  const [first] = departments;
  const timeZone = first !== undefined && departments.every((code) => OVERSEAS.has(code)) && OVERSEAS.get(first);
  if (first === undefined || !timeZone) return { timeZone: PARIS, place: 'Paris', isOverseas };
  return { timeZone, place: departmentName(first), isOverseas };
}

/**
 * Returns a region's time zone once its departments have changed; the one it has, which an operator may have set by hand, where theirs
 * is the same as before.
 */
export function timeZoneAfter(
  timeZone: string,
  departments: { readonly from: readonly string[]; readonly to: readonly string[] },
): string {
  const [before, after] = [localClock(departments.from), localClock(departments.to)];
  return before.timeZone === after.timeZone ? timeZone : after.timeZone;
}
