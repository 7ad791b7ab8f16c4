import { actions, type Block, button, field, type LabelledText, list, note } from '../../../chat/message.ts';
import { fold } from '../../../reading/index.ts';
import { besideEachOther, isolated } from '../../../texts/isolate.ts';
import type { Translator } from '../../../texts/translator.ts';
import { editionDates } from '../../editions/messages.ts';
import type { Event, Host } from '../event.ts';
import type { Fielded } from '../fields/kind.ts';
import { fieldKindOf } from '../fields/kinds.ts';
import { proposalFields } from '../fields/list.ts';
import type { Overlap } from '../overlaps.ts';
import { isQuestionLeft, type Outside } from '../rules.ts';

/** The most overlaps that are spelt out; the others are counted. */
const MAX_OVERLAPS = 5;

interface Hosted {
  readonly organisation: Host;
  readonly coOrganisers?: readonly Host[];
}

/** Returns the organisation that leads an event, and those that co-organise it. */
export function hostsField(t: Translator, { organisation, coOrganisers = [] }: Hosted): LabelledText {
  return field(t.text('events.label.organisation'), t.list([organisation, ...coOrganisers].map(({ name }) => name)));
}

/** Returns which organisations read of an event besides the one that leads it, for the texts that name its readers. */
export function othersConcerned({ coOrganisers, invited }: Pick<Event, 'coOrganisers' | 'invited'>): string {
  if (coOrganisers.length > 0) return 'hosts';
  return invited.length > 0 ? 'invited' : 'none';
}

/** Returns the organisations and then every field of the proposal except the title. */
export function essentialFields(t: Translator, event: Fielded & Hosted): readonly LabelledText[] {
  return [
    hostsField(t, event),
    ...proposalFields
      .filter((name) => name !== 'title')
      .map((name) => field(t.text(`events.label.${name}`), fieldKindOf(name).text(t, event, name))),
  ];
}

/** Returns the question and its answer, or the reason of a refusal or cancellation. */
export function exchangeFields(t: Translator, event: Event): readonly LabelledText[] {
  const { status, statusNote, statusAnswer } = event;
  // A question that the decision has made needless would only seem to ask for an answer.
  if (statusNote === null || isQuestionLeft(event)) return [];
  if (status === 'REFUSED' || status === 'CANCELLED') return [field(t.text('events.label.reason'), statusNote)];
  return [
    field(t.text('events.label.question'), statusNote),
    ...(statusAnswer === null ? [] : [field(t.text('events.label.answer'), statusAnswer)]),
  ];
}

/** Lists what it overlaps with, by title and organisation. */
export function overlapBlocks(t: Translator, overlaps: readonly Overlap[]): readonly (Block | null | false)[] {
  const short = overlaps.filter(({ time }) => time !== 'long');
  const long = overlaps.filter(({ time }) => time === 'long');
  return [
    short.length > 0 && note(t.text('events.overlap.title', { count: short.length })),
    list(firstOf(t, short, (overlap) => overlapLine(t, overlap))),
    long.length > 0 &&
      note(
        t.text('events.overlap.long', {
          count: long.length,
          events: t.list(firstOf(t, long, ({ event }) => t.text('events.overlap.named', named(event)))),
        }),
      ),
  ];
}

/** Words the first of them, and counts the others. */
function firstOf(t: Translator, overlaps: readonly Overlap[], words: (overlap: Overlap) => string): readonly string[] {
  const more = overlaps.length - MAX_OVERLAPS;
  return [
    ...overlaps.slice(0, MAX_OVERLAPS).map(words),
    ...(more > 0 ? [t.text('events.overlap.more', { count: more })] : []),
  ];
}

function overlapLine(t: Translator, overlap: Overlap): string {
  const { event, slots } = overlap;
  return t.text('events.overlap.line', {
    ...named(event),
    when: t.slots(slots, 'short'),
    where: event.municipality ?? event.venue,
    why: overlapText(t, overlap),
  });
}

const named = ({ title, organisation }: Event) => ({ title, organisation: organisation.name });

/** Words what two events have in common: "le même soir, dans la même commune, sur le même thème", or "à 12 km environ". */
export function overlapText(t: Translator, { time, sameMunicipality, kilometres, sameTheme }: Overlap): string {
  return [
    t.text(`events.overlap.${time === 'long' ? 'day' : time}`),
    ...(sameMunicipality ? [t.text('events.overlap.municipality')] : []),
    ...(kilometres === null ? [] : [t.text('events.overlap.kilometres', { kilometres })]),
    ...(sameTheme ? [t.text('events.overlap.theme')] : []),
  ].join(', ');
}

export function outsideNote(t: Translator, outside: Outside | null): Block | null {
  if (outside === null) return null;
  const { edition, count, of } = outside;
  return note(t.text('events.outside', { dates: editionDates(t, edition), count, of }));
}

/** Writes the number before the title: "12. Portes ouvertes". */
export function numberedTitle(event: Pick<Event, 'number' | 'title'>): string {
  return `${event.number}. ${isolated(event.title)}`;
}

/** Words an event for who isn't of the organisation that leads it: "« 5. Café réparation » (La Ressourcerie)". */
export function ledByText(t: Translator, event: Pick<Event, 'number' | 'title' | 'organisation'>): string {
  return t.text('events.ledBy', { event: numberedTitle(event), organisation: event.organisation.name });
}

/** Names an event among others; one that shares its title with another of them has its dates, too. */
export function titleAmong(t: Translator, event: Event, events: readonly Event[]): string {
  const isShared = events.some(({ id, title }) => id !== event.id && fold(title) === fold(event.title));
  return isShared ? `${numberedTitle(event)} (${t.slots(event.slots, 'short')})` : numberedTitle(event);
}

/** Offers a proposal in a list, by its number; two of one title are told apart by their dates. */
export function proposalOption(t: Translator, event: Pick<Event, 'number' | 'title' | 'organisation' | 'slots'>) {
  const description = besideEachOther([t.slots(event.slots, 'short'), event.organisation.name]);
  return { value: String(event.number), label: numberedTitle(event), description };
}

export function statusText(t: Translator, { status, mergedInto }: Event): string {
  if (mergedInto) return t.text('events.status.MERGED', { event: numberedTitle(mergedInto) });
  return t.text(`events.status.${status}`);
}

/** Leads from an event that was closed to the one that it has become one with; null for any other. */
export function mergedButton(t: Translator, { mergedInto }: Pick<Event, 'mergedInto'>): Block | null {
  if (mergedInto === null) return null;
  return actions(
    button(`event-view:${mergedInto.id}`, t.text('events.button.viewMerged', { title: mergedInto.title })),
  );
}
