import { runs } from '../../../chat/interaction.ts';
import { actions, button, heading, list, type Message, message, note, text } from '../../../chat/message.ts';
import { localDay, type Slot } from '../../../dates/index.ts';
import { departmentName } from '../../../municipalities/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Event } from '../event.ts';
import type { EventList } from '../operations/view.ts';
import { placeText } from '../place.ts';
import { named } from './pieces.ts';

/** Dates on one page. */
const PAGE = 15;

interface Line {
  readonly event: Event;
  /** Null for an event without a date. */
  readonly slot: Slot | null;
}

/** The programme by day, a page of it. */
export function eventList(t: Translator, { events, department: code }: EventList, page: number): Message {
  const lines = byTime(events);
  const pages = Math.max(1, Math.ceil(lines.length / PAGE));
  const shown = Math.min(Math.max(page, 0), pages - 1);
  const here = lines.slice(shown * PAGE, (shown + 1) * PAGE);
  const title =
    code === null ? t.text('events.list.title') : t.text('events.list.titleIn', { where: departmentName(code) });
  if (lines.length === 0) {
    return message(
      text(
        t.text(code === null ? 'events.list.none' : 'events.list.noneIn', {
          where: code === null ? '' : departmentName(code),
        }),
      ),
      actions(button(runs(['evenement', 'proposer']), t.text('events.button.propose'), 'primary')),
    );
  }
  const days: { readonly day: string; readonly lines: Line[] }[] = [];
  for (const line of here) {
    const day = line.slot ? localDay(line.slot.start, t.timeZone) : '';
    const last = days.at(-1);
    if (last?.day === day) last.lines.push(line);
    else days.push({ day, lines: [line] });
  }
  return message(
    heading(title),
    ...days.flatMap(({ lines: ofDay }) => [
      text(ofDay[0]?.slot ? t.date(ofDay[0].slot.start) : t.text('events.list.noDate')),
      list(ofDay.map((line) => lineText(t, line))),
    ]),
    pages > 1 && note(t.text('events.list.page', { page: shown + 1, pages, count: events.length })),
    actions(
      shown > 0 && button(`event-list:${shown - 1}/${code ?? ''}`, t.text('events.list.previous')),
      shown + 1 < pages && button(`event-list:${shown + 1}/${code ?? ''}`, t.text('events.list.next'), 'primary'),
    ),
  );
}

function byTime(events: readonly Event[]): readonly Line[] {
  return events
    .flatMap((event): Line[] =>
      event.status === 'POSTPONED' ? [{ event, slot: null }] : event.slots.map((slot) => ({ event, slot })),
    )
    .toSorted((a, b) => timeOf(a) - timeOf(b) || a.event.number - b.event.number);
}

function timeOf({ slot }: Line): number {
  return slot?.start.getTime() ?? Number.POSITIVE_INFINITY;
}

function lineText(t: Translator, { event, slot }: Line): string {
  const hosts = t.list([event.organisation, ...event.coOrganisers].map(({ name }) => name));
  const hours = slot === null ? null : hoursText(t, slot);
  const status = event.status === 'ACCEPTED' ? null : t.text(`events.status.${event.status}`);
  return [hours, named(event), placeText(event), hosts, status].filter((part) => part !== null).join(' · ');
}

/** Within its day; a slot that goes on for days is told in full. */
function hoursText(t: Translator, slot: Slot): string {
  if (slot.end === null) return t.time(slot.start);
  const sameDay = localDay(slot.start, t.timeZone) === localDay(slot.end, t.timeZone);
  return sameDay && !slot.allDay
    ? t.text('events.list.hours', { from: t.time(slot.start), to: t.time(slot.end) })
    : t.slot(slot, 'short');
}
