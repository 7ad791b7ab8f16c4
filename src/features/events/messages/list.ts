import { runs } from '../../../chat/interaction.ts';
import { actions, button, heading, list, type Message, message, note, text } from '../../../chat/message.ts';
import { localDay, type Slot } from '../../../dates/index.ts';
import { departmentName } from '../../../reading/index.ts';
import { besideEachOther } from '../../../texts/isolate.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { EventList, ProgrammeLine } from '../event.ts';
import { placeText } from '../fields/place.ts';
import { numberedTitle } from './pieces.ts';

/** Writes one page of the programme, by day. */
export function eventList(t: Translator, { lines, page, pages, count, department: code }: EventList): Message {
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
  return message(
    heading(title),
    ...byDay(t, lines).flatMap((ofDay) => [
      text(ofDay[0]?.slot ? t.date(ofDay[0].slot.start) : t.text('events.list.noDate')),
      list(ofDay.map((line) => lineText(t, line))),
    ]),
    pages > 1 && note(t.text('events.list.page', { page: page + 1, pages, count })),
    actions(
      page > 0 && button(`event-list:${page - 1}/${code ?? ''}`, t.text('events.list.previous')),
      page + 1 < pages && button(`event-list:${page + 1}/${code ?? ''}`, t.text('events.list.next'), 'primary'),
    ),
  );
}

/** Groups consecutive lines of one day. */
function byDay(t: Translator, lines: readonly ProgrammeLine[]): readonly (readonly ProgrammeLine[])[] {
  const days: ProgrammeLine[][] = [];
  let last: string | null = null;
  for (const line of lines) {
    const day = line.slot ? localDay(line.slot.start, t.timeZone) : '';
    if (day === last) days.at(-1)?.push(line);
    else days.push([line]);
    last = day;
  }
  return days;
}

function lineText(t: Translator, { event, slot }: ProgrammeLine): string {
  const hosts = t.list([event.organisation, ...event.coOrganisers].map(({ name }) => name));
  const hours = slot === null ? null : hoursText(t, slot);
  const status = event.status === 'ACCEPTED' ? null : t.text(`events.status.${event.status}`);
  return besideEachOther(
    [hours, numberedTitle(event), placeText(event), hosts, status].filter((part) => part !== null),
  );
}

/** Words the hours within the day; a slot of several days in full. */
function hoursText(t: Translator, slot: Slot): string {
  if (slot.end === null) return t.time(slot.start);
  const sameDay = localDay(slot.start, t.timeZone) === localDay(slot.end, t.timeZone);
  return sameDay && !slot.allDay
    ? t.text('events.list.hours', { from: t.time(slot.start), to: t.time(slot.end) })
    : t.slot(slot, 'short');
}
