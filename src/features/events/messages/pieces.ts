import { type Block, field, type LabelledText, list, note } from '../../../chat/message.ts';
import type { Slot } from '../../../dates/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Edition } from '../../editions/edition.ts';
import { editionDates } from '../../editions/messages.ts';
import type { Event, EventStatus, Host } from '../event.ts';
import { type ProposalField, type ProposalText, proposalFields } from '../fields/list.ts';
import { type EventPlace, placeText } from '../place.ts';
import type { Overlap } from '../rules.ts';

/** The most overlaps that are spelt out; the others are counted. */
const MAX_OVERLAPS = 5;

/** The fields of a proposal, before or after it is stored as an event. */
interface Proposed extends Readonly<Record<ProposalText, string>>, EventPlace {
  readonly slots: readonly Slot[];
  /** Undefined before it is stored. */
  readonly status?: EventStatus;
}

interface Hosted {
  readonly organisation: Host;
  readonly coOrganisers?: readonly Host[];
}

/** Returns the organisations and then every field of the proposal except the title. */
export function essentialFields(t: Translator, event: Proposed & Hosted): readonly LabelledText[] {
  const hosts = [event.organisation, ...(event.coOrganisers ?? [])].map(({ name }) => name);
  return [
    field(t.text('events.label.organisation'), t.list(hosts)),
    ...proposalFields
      .filter((name) => name !== 'title')
      .map((name) => field(t.text(`events.label.${name}`), fieldText(t, event, name))),
  ];
}

/** Words one field. */
export function fieldText(t: Translator, event: Proposed, name: ProposalField): string {
  if (name === 'when') return whenText(t, event);
  return name === 'place' ? placeText(event) : event[name];
}

/** Returns the question and its answer, or the reason of a refusal or cancellation. */
export function exchangeFields(t: Translator, { status, statusNote, statusAnswer }: Event): readonly LabelledText[] {
  if (statusNote === null) return [];
  if (status === 'REFUSED' || status === 'CANCELLED') return [field(t.text('events.label.reason'), statusNote)];
  return [
    field(t.text('events.label.question'), statusNote),
    ...(statusAnswer === null ? [] : [field(t.text('events.label.answer'), statusAnswer)]),
  ];
}

/** Lists what it overlaps with, by title and organisation. */
export function overlapBlocks(t: Translator, overlaps: readonly Overlap[]): readonly (Block | null | false)[] {
  if (overlaps.length === 0) return [];
  const shown = overlaps.slice(0, MAX_OVERLAPS);
  const more = overlaps.length - shown.length;
  return [
    note(t.text('events.overlap.title', { count: overlaps.length })),
    list([
      ...shown.map((overlap) => overlapLine(t, overlap)),
      ...(more > 0 ? [t.text('events.overlap.more', { count: more })] : []),
    ]),
  ];
}

function overlapLine(t: Translator, { event, slots, sameTime, sameDepartment }: Overlap): string {
  const kind = sameTime ? (sameDepartment ? 'both' : 'time') : 'department';
  return t.text(`events.overlap.${kind}`, {
    title: event.title,
    organisation: event.organisation.name,
    when: t.slots(slots, 'short'),
    where: event.municipality ?? event.venue,
  });
}

export function outsideNote(t: Translator, edition: Edition | null): Block | null {
  return edition && note(t.text('events.outside', { dates: editionDates(t, edition) }));
}

/** Writes the number before the title: "12. Portes ouvertes". */
export function numberedTitle(event: Pick<Event, 'number' | 'title'>): string {
  return `${event.number}. ${event.title}`;
}

/** Words the dates. A postponed event has none: the stored ones are no longer valid. */
function whenText(t: Translator, event: Pick<Proposed, 'slots' | 'status'>): string {
  return event.status === 'POSTPONED' ? t.text('events.noDate') : t.slots(event.slots);
}
