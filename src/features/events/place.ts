import { ChoiceNeeded, UserError } from '../../chat/user-error.ts';
import { departmentName, type Municipality, readPlace } from '../../municipalities/index.ts';
import { fold, withinEdits } from '../../names/index.ts';
import type { Event } from './event.ts';

/** Where an event takes place; no commune for what is online. */
export type EventPlace = Pick<Event, 'venue' | 'municipalityCode' | 'municipality' | 'department'>;

/**
 * Reads venue and commune as typed.
 * @param departments codes of the region's.
 * @param chosen INSEE code of the commune that was meant, where the text left several.
 * @throws ChoiceNeeded about `municipality` when it could be several communes, UserError about `place` when it is none.
 */
export function readEventPlace(typed: string, departments: readonly string[], chosen?: string): EventPlace {
  const { municipality, candidates, venue, online } = readPlace(typed, departments);
  // Beside the room there is a way to follow it online: only the whole text says so.
  if (municipality) return at(municipality, online ? typed : venue);
  if (online) return { venue: typed, municipalityCode: null, municipality: null, department: null };
  const meant = candidates.find(({ code }) => code === chosen);
  if (meant) return at(meant, isNameOf(meant, venue) ? '' : venue);
  if (candidates.length === 0) throw new UserError('events.errors.place', { typed }, 'place');
  throw new ChoiceNeeded(
    'events.errors.whichPlace',
    { typed },
    'municipality',
    candidates.map(({ code, name, departmentName }) => ({ value: code, label: `${name} (${departmentName})` })),
  );
}

/** The commune itself, begun or misspelt: no venue beside it. */
function isNameOf({ name }: Municipality, typed: string): boolean {
  const [whole, part] = [fold(name), fold(typed)];
  return whole.startsWith(part) || withinEdits(whole, part, 2);
}

function at({ code, name, department: of }: Municipality, venue: string): EventPlace {
  return { venue, municipalityCode: code, municipality: name, department: of };
}

/** "Salle des fêtes, Beauvais (Oise)"; reads back as the same place. */
export function placeText({ venue, municipality, department: code }: EventPlace): string {
  const commune =
    municipality === null ? null : code === null ? municipality : `${municipality} (${departmentName(code)})`;
  return [venue, commune].filter((part) => part !== null && part !== '').join(', ');
}
