import type { Event, EventList, ProgrammeLine } from '../../../src/features/events/event.ts';
import type { Invitation } from '../../../src/features/events/invitation.ts';
import type { Overlap } from '../../../src/features/events/overlaps.ts';
import type { Given } from '../sample.ts';
import { at, completeEvent, event, id, organisation, slot } from './facts.ts';

export const invitation = (given: Given, status: Invitation['status'] = 'INVITED'): Invitation => ({
  id: id(60),
  eventId: id(112),
  organisation: { id: id(61), name: given.say('La Ruche', 100) },
  status,
  invitedById: id(5),
  invitedAt: at('03T09:00'),
  endedAt: null,
});

export const questioned = (given: Given): Event =>
  event(given, { status: 'QUESTIONED', statusNote: given.say('La salle est-elle accessible ?', 1000) });

export const refused = (given: Given): Event =>
  event(given, {
    status: 'REFUSED',
    statusNote: given.say("L'événement a lieu hors de la région.", 1000),
    decidedAt: at('03T11:00'),
  });

/** There is one of each kind; more than are told one by one where there may be many. */
export const overlaps = (given: Given): readonly Overlap[] =>
  given.several(4, 30, (index) => {
    const other = event(given, {
      number: 13 + index,
      title: given.say(['Marché solidaire', 'Café des sciences', 'Concert', 'Exposition'][index] ?? '', 120),
      organisation: { ...organisation(given), id: id(700 + index) },
    });
    return {
      event: other,
      slots: other.slots,
      time: (['hours', 'evening', 'day', 'long'] as const)[index % 4] ?? 'day',
      sameMunicipality: index !== 1,
      kilometres: index === 1 ? 12 : null,
      sameTheme: index < 2,
    };
  });

/** Returns a programme with one event of each state. */
export const list = (given: Given): readonly Event[] => [
  completeEvent(given, { number: 1, slots: [slot('14T14:00', '14T18:00')] }),
  event(given, { number: 2, status: 'ACCEPTED', slots: [slot('14T20:00', null), slot('21T20:00', null)] }),
  event(given, { number: 3, slots: [{ ...slot('15T00:00', '17T00:00'), allDay: true }] }),
  event(given, { number: 4, status: 'POSTPONED' }),
];

/** Returns a page of the programme with these events. */
export function page(events: readonly Event[], more: Pick<EventList, 'department'> & Partial<EventList>): EventList {
  const lines = events.flatMap((one): ProgrammeLine[] =>
    one.status === 'POSTPONED' ? [{ event: one, slot: null }] : one.slots.map((at) => ({ event: one, slot: at })),
  );
  const inOrder = lines.toSorted(
    (a, b) => (a.slot?.start.getTime() ?? Infinity) - (b.slot?.start.getTime() ?? Infinity),
  );
  return { lines: inOrder.slice(0, 15), page: 0, pages: 1, count: events.length, ...more };
}
