import type { Region } from '../../../access/region/region.ts';
import { ChoiceNeeded, UserError } from '../../../chat/user-error.ts';
import { departmentName, type Municipality, readPlace, withoutName } from '../../../reading/index.ts';
import type { EventPlace } from '../event.ts';
import type { EventFieldKind } from './kind.ts';

/** The place of an event: a venue and a commune, which an event online doesn't have. */
export const placeFieldKind: EventFieldKind<'place'> = {
  columns: () => ['venue', 'municipalityCode', 'municipality', 'department'],
  read({ scope, before, municipality }, _, typed) {
    // A place that stands as the form showed it isn't read again, because its commune was chosen already.
    if (before && typed === placeText(before)) return {};
    return readEventPlace(typed, scope.region, municipality);
  },
  text: (_, event) => placeText(event),
  prefill: (_, event) => placeText(event),
  compared: (event) => placeText(event),
  decided: ({ venue, municipalityCode }) => [venue, municipalityCode],
};

/**
 * Reads venue and commune as typed.
 * @param chosen INSEE code of the commune that was meant, where the text left several, or one elsewhere.
 * @throws ChoiceNeeded about `municipality` when it could be several communes or one outside the region, UserError about
 * `place` when it is none.
 */
export function readEventPlace(
  typed: string,
  region: Pick<Region, 'name' | 'departments'>,
  chosen?: string,
): EventPlace {
  const read = readPlace(typed, region.departments);
  const { venue, online } = read;
  // The text names a room and a way to take part online, so all of it is kept.
  if (read.ok) return at(read.value, online ? typed : venue);
  if (online) return { venue: typed, municipalityCode: null, municipality: null, department: null };
  const { candidates, unknown } = read;
  const meant = candidates.find(({ code }) => code === chosen);
  if (meant) return at(meant, withoutName(venue, meant));
  const [first, ...others] = candidates;
  if (!first && unknown !== null) throw new UserError('events.errors.placeUnknown', { name: unknown }, 'place');
  if (!first) throw new UserError('events.errors.place', { typed }, 'place');
  const isHere = ({ department: code }: Municipality) => region.departments.includes(code);
  const label = ({ name, departmentName: of }: Municipality) => `${name} (${of})`;
  const options = candidates.map((one) => ({ value: one.code, label: label(one) }));
  const values = { typed, name: unknown ?? '', place: label(first), count: candidates.length, region: region.name };
  if (unknown !== null) throw new ChoiceNeeded('events.errors.placeNotLast', values, 'municipality', options);
  const key = candidates.some(isHere) ? 'whichPlace' : 'placeOutside';
  if (others.length > 0 || !isHere(first))
    throw new ChoiceNeeded(`events.errors.${key}`, values, 'municipality', options);
  throw new ChoiceNeeded('events.errors.thisPlace', values, 'municipality', options);
}

function at({ code, name, department: of }: Municipality, venue: string): EventPlace {
  return { venue, municipalityCode: code, municipality: name, department: of };
}

/** Writes a place so that it can be read again: "Salle des fêtes, Beauvais (Oise)". */
export function placeText({ venue, municipality, department: code }: Partial<EventPlace>): string {
  const commune = municipality && (code ? `${municipality} (${departmentName(code)})` : municipality);
  return [venue, commune].filter(Boolean).join(', ');
}
