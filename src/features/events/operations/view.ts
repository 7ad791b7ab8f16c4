import { z } from 'zod';
import { operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import { UserError } from '../../../chat/user-error.ts';
import { inTurns } from '../../../concurrency/turns.ts';
import { fileRefs } from '../../../files/store.ts';
import { departmentLabel, fold, readDepartments } from '../../../reading/index.ts';
import type { Edition, Theme } from '../../editions/edition.ts';
import { allEditions, editionById, latestEdition, noEdition } from '../../editions/queries.ts';
import { eventsAround } from '../clashes.ts';
import { coOrganiserStore } from '../co-organiser-store.ts';
import type { Event, EventList } from '../event.ts';
import type { SheetFacts } from '../event-sheet.ts';
import type { Invitation } from '../invitation.ts';
import { pendingInvitations } from '../invitations.ts';
import { mergeStore } from '../merge-store.ts';
import { EditionClosed, eventForStep, requireEvent, requireOpenEdition } from '../permission.ts';
import { programmeStore } from '../programme-store.ts';
import { eventsByIds, eventsOfEdition } from '../queries.ts';
import { type Queue, queueOf, SHOWN_IN_QUEUE } from '../queue.ts';
import { queueStore } from '../queue-store.ts';
import { type EventStep, isPossible, mayChange, mayEndCoOrganising, maySee, statesFor, takesPart } from '../rules.ts';
import { eventStore } from '../store.ts';

/** Returns what the sheet of an event shows. Throws UserError when the actor may not see the event. */
export const viewEvent = operation({
  name: 'events.view',
  who: 'anyone',
  reads: true,
  input: z.object({ id: z.string() }),
  async run(scope, { id }): Promise<SheetFacts> {
    const event = await requireEvent(scope, id);
    if (!maySee(scope.actor, event)) throw new UserError('common.errors.notFound');
    const edition = await editionById(scope, event.editionId);
    const may = mayChange(scope.actor, event);
    const [picture] = event.pictureId === null ? [] : await fileRefs(scope, [event.pictureId]);
    return {
      event,
      edition: edition?.name ?? '',
      isClosed: edition?.open === false && isPossible('accept', event.status),
      isInviting: edition?.open === true,
      themes: edition?.themes ?? [],
      picture: picture ?? null,
      mayChange: may,
      organises: may || takesPart(scope.actor, event),
      asked: may ? await pendingInvitations(scope, event.id) : [],
      endable: edition?.open ? await endableIn(scope, event) : [],
    };
  },
});

async function endableIn(scope: Scope, event: Event): Promise<readonly Invitation[]> {
  if (!isPossible('invite', event.status) || event.coOrganisers.length === 0) return [];
  const accepted = await coOrganiserStore(scope).accepted(event.id);
  return accepted.filter(({ organisation }) => mayEndCoOrganising(scope.actor, event, organisation));
}

/** Returns an event; null when it isn't there any more or the actor may not see it. */
export const eventIfSeen = operation({
  name: 'events.ifSeen',
  who: 'anyone',
  reads: true,
  input: z.object({ id: z.string() }),
  async run(scope, { id }): Promise<Event | null> {
    const event = z.uuid().safeParse(id).success ? await eventStore(scope).byId(id) : null;
    return event && maySee(scope.actor, event) ? event : null;
  },
});

const steps = [
  'complete',
  'modify',
  'reschedule',
  'cancel',
  'invite',
  'answer',
] as const satisfies readonly EventStep[];

/** Returns an event that the actor may do this with now; called before a form opens. Throws UserError otherwise. */
export const eventToChange = operation({
  name: 'events.toChange',
  who: 'organiser',
  journal: { silent: 'changes nothing' },
  input: z.object({ id: z.string(), step: z.enum(steps) }),
  run: (scope, { id, step }): Promise<Event> => eventForStep(scope, id, step),
});

/** The number of dates on one page. */
const PAGE = 15;

/** Returns a page of the programme. Members and coordinators also see what isn't accepted yet or has no date. */
export const listEvents = operation({
  name: 'events.list',
  who: 'anyone',
  reads: true,
  input: z.object({ department: z.string().optional(), page: z.number().int() }),
  async run(scope, { department: typed, page }): Promise<EventList> {
    const department = typed === undefined ? null : readDepartment(typed);
    const { coordinator, organisations } = scope.actor;
    const programme = await programmeStore(scope).page(page, PAGE, {
      department,
      hosts: coordinator ? 'all' : organisations.map(({ id }) => id),
      among: statesFor('cancel'),
    });
    if (!programme) throw noEdition();
    return { ...programme, department };
  },
});

function readDepartment(typed: string): string {
  const read = readDepartments(typed);
  const codes = read.ok ? read.value : [];
  const [code, ...more] = codes;
  if (code === undefined) throw new UserError('events.errors.department', { typed }, 'department');
  if (more.length > 0) {
    const names = codes.map(departmentLabel).join(', ');
    throw new UserError('events.errors.departments', { typed, names }, 'department');
  }
  return code;
}

/**
 * Returns the proposals that wait for the coordinators, oldest first, and then those that wait for an organisation's
 * answer; none between two editions, when nobody decides on them any more.
 */
export const queuedEvents = operation({
  name: 'events.queue',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  async run(scope): Promise<Queue> {
    const edition = await latestEdition(scope);
    const waiting = edition.open ? await queueStore(scope).waiting(edition.id) : [];
    const shown = waiting.slice(0, SHOWN_IN_QUEUE).map(({ id }) => id);
    const found = shown.length === 0 ? [] : await eventsByIds(scope, shown);
    const first = shown.flatMap((id) => found.find((event) => event.id === id) ?? []);
    const around = await eventsAround(scope, edition.id, first);
    const merges = edition.open ? await mergeStore(scope).openIn(edition.id) : [];
    return inTurns(queueOf(scope, edition, { waiting, first, around, merges }));
  },
});

/** Returns those of an edition's proposals with these numbers that can still be decided. */
export const proposalsNumbered = operation({
  name: 'events.proposalsNumbered',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({ year: z.number().int(), numbers: z.array(z.number().int()) }),
  async run(scope, { year, numbers }): Promise<readonly Event[]> {
    const edition = (await allEditions(scope)).find((one) => one.year === year);
    if (!edition) throw new UserError('common.errors.notFound');
    if (!edition.open) throw new EditionClosed('events.errors.lapsedSeveral', { year: String(year) });
    return (await eventsOfEdition(scope, edition.id)).filter(
      ({ number, status }) => numbers.includes(number) && isPossible('accept', status),
    );
  },
});

/** Returns the open edition, in which typed dates are looked for; null between two editions. */
export const editionToDate = operation({
  name: 'events.editionToDate',
  who: 'anyone',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  async run(scope): Promise<Edition | null> {
    return (await allEditions(scope)).find(({ open }) => open) ?? null;
  },
});

/** Returns the edition's themes. */
export const editionThemes = operation({
  name: 'events.themes',
  who: 'anyone',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  run: async (scope): Promise<readonly Theme[]> => (await latestEdition(scope)).themes,
});

/**
 * Checks, for what was typed or picked and can't be changed, whether it is a proposal without a decision of an edition that
 * was closed. Throws the UserError that says so; also where there is nothing else that the actor could mean.
 */
export const checkNotLapsed = operation({
  name: 'events.checkNotLapsed',
  who: 'organiser',
  journal: { silent: 'changes nothing' },
  input: z.object({ typed: z.string() }),
  async run(scope, { typed }): Promise<void> {
    const edition = await latestEdition(scope);
    if (edition.open) return;
    const own = (await eventsOfEdition(scope, edition.id)).filter((event) => mayChange(scope.actor, event));
    const lapsed = own.filter(({ status }) => isPossible('accept', status));
    const isMeant = ({ id, number, title }: Event) =>
      [id, String(number)].includes(typed.trim()) || fold(title) === fold(typed);
    const isOther = ({ status }: Event) => isPossible('cancel', status) && !isPossible('accept', status);
    const meant = lapsed.find(isMeant) ?? (own.some(isOther) ? undefined : lapsed[0]);
    if (meant) await requireOpenEdition(scope, meant);
  },
});

/**
 * Returns the events to pick from: with `mine` those the actor may change, with `past` those they may propose again,
 * with `seen` those they may see.
 */
export const eventsToPick = operation({
  name: 'events.toPick',
  who: 'anyone',
  journal: { silent: 'changes nothing' },
  input: z.object({ which: z.enum(['mine', 'past', 'seen']) }),
  async run(scope, { which }): Promise<readonly Event[]> {
    const edition = await latestEdition(scope);
    const current = await eventsOfEdition(scope, edition.id);
    if (which === 'seen') return current.filter((event) => maySee(scope.actor, event));
    const led = (event: Event) => scope.actor.organisations.some(({ id }) => id === event.organisation.id);
    // A coordinator may change all events; those of their own organisations come first.
    const mine = [...current.filter(led), ...current.filter((event) => scope.actor.coordinator && !led(event))];
    if (which === 'mine')
      return mine.filter(
        ({ status }) => isPossible('cancel', status) && (edition.open || !isPossible('accept', status)),
      );
    const earlier: Event[] = [];
    for (const { id } of scope.actor.organisations) earlier.push(...(await eventStore(scope).ofOrganisation(id)));
    const before = earlier.filter((event) => event.editionId !== edition.id && led(event));
    return [...mine, ...before];
  },
});
