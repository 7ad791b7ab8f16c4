import type { Scope } from '../../access/operation/scope.ts';
import { resumes, runs } from '../../chat/interaction.ts';
import { localDay, type Slot } from '../../dates/index.ts';
import { besideEachOther } from '../../texts/isolate.ts';
import type { Translator } from '../../texts/translator.ts';
import { currentEditionOrNone } from '../editions/queries.ts';
import type { StillOpen } from '../editions/still-open.ts';
import type { Dated, WaitingTask, Waits, Worded } from '../menu/waits.ts';
import type { Event } from './event.ts';
import { completenessText } from './messages/notices.ts';
import { numberedTitle } from './messages/pieces.ts';
import { areOver, completeness, invitationVersion, isPossible, questionVersion } from './rules.ts';
import { unsentProposalsOf } from './unconfirmed.ts';
import { eventWaitsStore } from './waits-store.ts';

/** A date of an event of theirs that isn't over; null where its date is still to come. */
interface Coming {
  readonly event: Event;
  readonly slot: Slot | null;
}

export const eventsWait: Waits = {
  async coordinators(scope) {
    const edition = await currentEditionOrNone(scope);
    const count = edition ? await eventWaitsStore(scope).countProposed(edition.id) : 0;
    if (count === 0) return [];
    const way = { action: runs(['evenement', 'file']), label: 'events.menu.queue' } as const;
    return [{ position: 10, words: (t) => t.text('events.waits.proposals', { count }), ways: [way] }];
  },

  async organiser(scope) {
    const edition = await currentEditionOrNone(scope);
    if (!edition) return {};
    const ids = scope.actor.organisations.map(({ id }) => id);
    const all = await eventWaitsStore(scope).ofHosts(edition.id, ids);
    const coming = inOrder(scope, all);
    const led = coming.filter(({ event }) => ids.includes(event.organisation.id)).map(({ event }) => event);
    return {
      tasks: [
        ...(await unsent(scope)),
        ...questions(led),
        ...(await merges(scope, ids)),
        ...(await invitations(scope, ids)),
        ...incomplete(led),
      ],
      theirs: coming.map((one) => lineOf(scope, one)),
      dates: coming.flatMap(dateOf),
      past: pastOf(scope, all),
      begin: { action: runs(['evenement', 'proposer']), label: 'events.menu.propose' },
    };
  },
};

/** Words what isn't over among the events of an edition. */
export const eventsStillOpen: StillOpen = async (scope, { id }) => {
  const counts = await eventWaitsStore(scope).countOpen(id);
  return (['undecided', 'coming', 'postponed'] as const)
    .filter((kind) => counts[kind] > 0)
    .map((kind) => (t) => t.text(`events.stillOpen.${kind}`, { count: counts[kind] }));
};

/** Returns the events that aren't over or called off, the next one first; those without a date come last. */
function inOrder({ now }: Scope, events: readonly Event[]): readonly Coming[] {
  const time = ({ slot }: Coming) => slot?.start.getTime() ?? Number.MAX_SAFE_INTEGER;
  return events
    .filter(({ status }) => isPossible('cancel', status))
    .flatMap((event): Coming[] => {
      if (event.status === 'POSTPONED') return [{ event, slot: null }];
      const slot = event.slots.find(({ start, end }) => (end ?? start) > now);
      return slot ? [{ event, slot }] : [];
    })
    .toSorted((a, b) => time(a) - time(b) || a.event.number - b.event.number);
}

/** Names the accepted events that are over, with the day on which they began, the latest first. */
function pastOf({ now, region }: Scope, events: readonly Event[]): readonly Worded[] {
  const last = ({ slots }: Event) => slots.at(-1)?.start ?? now;
  return events
    .filter(({ status, slots }) => status === 'ACCEPTED' && areOver(slots, now, region.timeZone))
    .toSorted((a, b) => last(b).getTime() - last(a).getTime() || a.number - b.number)
    .map((event) => (t) => t.text('events.waits.past', { event: event.title, day: t.date(last(event), 'short') }));
}

function lineOf({ now }: Scope, { event, slot }: Coming): Worded {
  return (t) =>
    besideEachOther(
      [slot && dateText(t, now, event, slot), numberedTitle(event), t.text(`events.status.${event.status}`)].filter(
        (part) => part !== null,
      ),
    );
}

/** Words when an event is next, and on how many days after that one. */
function dateText(t: Translator, now: Date, { slots }: Event, slot: Slot): string {
  const date = t.slot(slot, isOfYear(now, slot, t.timeZone) ? 'short' : 'long');
  const own = localDay(slot.start, t.timeZone);
  const count = new Set(slots.map(({ start }) => localDay(start, t.timeZone)).filter((day) => day > own)).size;
  return count === 0 ? date : t.text('events.waits.moreDates', { date, count });
}

/** Returns whether all of a slot lies in the year of `now`, so that it may be told without the year. */
function isOfYear(now: Date, { start, end }: Slot, timeZone: string): boolean {
  const year = (at: Date) => localDay(at, timeZone).slice(0, 4);
  return [start, end ?? start].every((at) => year(at) === year(now));
}

function dateOf({ event, slot }: Coming): readonly Dated[] {
  if (event.status !== 'ACCEPTED' || slot === null) return [];
  return [{ at: slot.start, words: (t) => t.text('events.waits.date', { title: event.title }) }];
}

async function unsent(scope: Scope): Promise<readonly WaitingTask[]> {
  const proposals = await unsentProposalsOf(scope, scope.actor.personId);
  const [only, ...others] = proposals;
  if (!only) return [];
  const { form, title } = only;
  if (others.length === 0) {
    const ways = [
      { action: resumes(form), label: 'events.unsent.resume' },
      { action: `draft-drop:${form}`, label: 'events.unsent.drop' },
    ] as const;
    return [{ position: 5, words: (t) => t.text('events.waits.unsent', { title }), ways }];
  }
  const way = { action: 'draft-list:', label: 'events.unsent.list' } as const;
  return [{ position: 5, words: (t) => t.text('events.waits.unsentMany', { count: proposals.length }), ways: [way] }];
}

function questions(events: readonly Event[]): readonly WaitingTask[] {
  return events
    .filter(({ status }) => isPossible('answer', status))
    .map((event) => ({
      position: 10,
      words: (t) => t.text('events.waits.question', { event: numberedTitle(event) }),
      ways: [{ action: `event-answer:${event.id}/${questionVersion(event)}`, label: 'events.button.answer' }],
    }));
}

/** Returns the merges that wait for an answer. Each leads to the whole card, because people agree to what they are shown. */
async function merges(scope: Scope, organisationIds: readonly string[]): Promise<readonly WaitingTask[]> {
  return (await eventWaitsStore(scope).merges(organisationIds)).map(({ id, kept, closed }) => ({
    position: 20,
    words: (t) => t.text('events.waits.merge', { kept, closed }),
    ways: [{ action: `merge-view:${id}`, label: 'events.merge.view' }],
  }));
}

async function invitations(scope: Scope, organisationIds: readonly string[]): Promise<readonly WaitingTask[]> {
  return (await eventWaitsStore(scope).invitations(organisationIds)).map(({ id, event }) => ({
    position: 30,
    words: (t) => t.text('events.waits.invitation', { host: event.organisation.name, title: event.title }),
    ways: [
      { action: `cohost-accept:${id}/${invitationVersion(event)}`, label: 'events.invitation.accept' },
      { action: `cohost-decline:${id}`, label: 'events.invitation.decline' },
    ],
  }));
}

/** Names the one sheet that isn't complete, or counts several. */
function incomplete(events: readonly Event[]): readonly WaitingTask[] {
  const sheets = events.filter((event) => event.status === 'ACCEPTED' && completeness(event).missing.length > 0);
  const [only, ...others] = sheets;
  if (!only) return [];
  if (others.length === 0) {
    const values = (known: string) => ({ event: numberedTitle(only), known });
    return [
      {
        position: 60,
        words: (t) => t.text('events.waits.sheet', values(completenessText(t, only))),
        ways: [{ action: `event-complete:${only.id}`, label: 'events.button.complete' }],
      },
    ];
  }
  return [
    {
      position: 60,
      words: (t) => t.text('events.waits.sheets', { count: sheets.length }),
      ways: [{ action: runs(['evenement', 'completer']), label: 'events.menu.complete' }],
    },
  ];
}
