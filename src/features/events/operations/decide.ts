import { z } from 'zod';
import { type Operation, operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import { ChangedMeanwhile, UserError } from '../../../chat/user-error.ts';
import { departureToOrganisations } from '../../../delivery/outbox/index.ts';
import { schedule } from '../../../schedule/due.ts';
import type { Translator } from '../../../texts/translator.ts';
import { allEditions, editionById, holdOpenEdition } from '../../editions/queries.ts';
import { refreshCards, scheduleOverlapRefresh } from '../cards.ts';
import { planDigest } from '../digest.ts';
import { INCOMPLETE_SHEETS } from '../due-kinds.ts';
import type { Event } from '../event.ts';
import { eventDeed } from '../journal.ts';
import { endMergesOf } from '../merge-cards.ts';
import { refusedToInvitedNotice } from '../messages/co-organise.ts';
import { acceptedNotice, questionNotice, refusedNotice } from '../messages/notices.ts';
import { EditionClosed, holdEditionOf, requireEvent, requireOpenEdition, tooLateError } from '../permission.ts';
import { eventsOfEdition } from '../queries.ts';
import type { AcceptedProposals } from '../queue.ts';
import {
  areOver,
  type EventStep,
  isPossible,
  proposalsVersion,
  reminderTimes,
  stateAfter,
  statesFor,
} from '../rules.ts';
import { type EventChange, eventStore } from '../store.ts';
import { type EventNotice, noticeKeyPrefix, tellOrganisation, tellOthers } from '../tell.ts';
import { refreshInvitations } from './co-organise.ts';

/** Runs, in the same transaction, when an event is accepted: the kit is sent, for example. */
export type AcceptedHook = (scope: Scope, event: Event) => Promise<void>;

/** `version` is the event's version as it was shown. */
const one = z.object({ id: z.string(), version: z.number().int() });
const oneAsked = one.extend({ question: z.string() });
const oneRefused = one.extend({ reason: z.string() });
/** `shown` is the version of the proposals as they were shown. */
const several = z.object({
  year: z.number().int(),
  numbers: z.array(z.number().int().positive()).min(1),
  shown: z.string().optional(),
});

/** The operations by which coordinators decide on proposals. The first decision counts. */
export interface Decisions {
  readonly accept: Operation<typeof one, Event>;
  /**
   * Accepts those of a year's proposals with these numbers that can still be accepted, and leaves the others as they
   * are. Throws UserError, and accepts none, when they are no longer as they were shown.
   */
  readonly acceptSeveral: Operation<typeof several, AcceptedProposals>;
  readonly ask: Operation<typeof oneAsked, Event>;
  readonly refuse: Operation<typeof oneRefused, Event>;
}

export function decisionOperations(onAccepted: readonly AcceptedHook[]): Decisions {
  async function accept(scope: Scope, before: Event): Promise<Event> {
    // A question that still waits does so again if the decision is taken back; one that the proposal answered is over.
    const isOver = before.status !== 'QUESTIONED' && before.statusAnswer === null;
    const note = isOver ? { statusNote: null } : {};
    const event = await decide(scope, before, 'accept', note);
    const isPast = areOver(event.slots, scope.now, scope.region.timeZone);
    await planDigest(scope, event);
    await remindLater(scope, event);
    await tellHosts(scope, event, 'accepted', (t, leads) => acceptedNotice(t, event, leads, isPast));
    for (const hook of onAccepted) await hook(scope, event);
    return event;
  }

  return {
    accept: operation({
      name: 'events.accept',
      who: 'coordinator',
      input: one,
      run: async (scope, { id, version }) => accept(scope, { ...(await requireEvent(scope, id)), version }),
      journal: { deeds: (event) => eventDeed('events.journal.accepted', event) },
    }),

    acceptSeveral: operation({
      name: 'events.acceptSeveral',
      who: 'coordinator',
      input: several,
      async run(scope, { year, numbers, shown }): Promise<AcceptedProposals> {
        const edition = (await allEditions(scope)).find((one) => one.year === year);
        // Numbers start again with each edition, so those of a closed one aren't meant.
        if (!edition?.open) throw new EditionClosed('events.errors.lapsedSeveral', { year: String(year) });
        await holdOpenEdition(scope, edition.id);
        const chosen = (await eventsOfEdition(scope, edition.id)).filter(({ number }) => numbers.includes(number));
        const waiting = chosen.filter(({ status }) => isPossible('accept', status));
        if (shown !== undefined && proposalsVersion(waiting) !== shown)
          throw new UserError('events.errors.severalChanged');
        const accepted: Event[] = [];
        for (const one of chosen) {
          try {
            accepted.push(await accept(scope, one));
          } catch (error) {
            // Somebody else has decided it meanwhile, and nothing was stored.
            if (!(error instanceof UserError)) throw error;
          }
        }
        return {
          accepted,
          left: chosen.filter(({ id }) => !accepted.some((event) => event.id === id)),
          leaves: await departureToOrganisations(scope, ...accepted.map(noticeKeyPrefix)),
        };
      },
      journal: { deeds: ({ accepted }) => accepted.map((event) => eventDeed('events.journal.accepted', event)) },
    }),

    ask: operation({
      name: 'events.ask',
      who: 'coordinator',
      input: oneAsked,
      async run(scope, { id, version, question }) {
        const before = { ...(await requireEvent(scope, id)), version };
        const event = await change(scope, before, 'ask', { statusNote: question, statusAnswer: null });
        await tellOrganisation(scope, event, {
          what: 'question',
          why: 'decision',
          except: scope.actor.personId,
          words: (t) => questionNotice(t, event, scope.region.chamber),
        });
        return event;
      },
      journal: { deeds: (event) => eventDeed('events.journal.questioned', event) },
    }),

    refuse: operation({
      name: 'events.refuse',
      who: 'coordinator',
      input: oneRefused,
      async run(scope, { id, version, reason }) {
        const before = { ...(await requireEvent(scope, id)), version };
        const event = await decide(scope, before, 'refuse', { statusNote: reason, statusAnswer: null });
        await tellHosts(scope, event, 'refused', (t, leads) => refusedNotice(t, event, scope.region.chamber, leads));
        await refreshInvitations(scope, event);
        const told = {
          what: 'refused-invited',
          why: 'change' as const,
          except: scope.actor.personId,
          words: (t: Translator) => refusedToInvitedNotice(t, event, scope.region.chamber),
        };
        await tellOthers(scope, event, told, event.invited);
        return event;
      },
      journal: { deeds: (event) => eventDeed('events.journal.refused', event) },
    }),
  };
}

/** Tells the decision to all who would hold the event: the organisation that leads it, and those that co-organise it. */
async function tellHosts(scope: Scope, event: Event, what: string, words: EventNotice['words']): Promise<void> {
  const told = { what, why: 'decision' as const, except: scope.actor.personId, words };
  await tellOrganisation(scope, event, told, event.coOrganisers);
}

function decide(scope: Scope, before: Event, step: EventStep, data: EventChange): Promise<Event> {
  return change(scope, before, step, { ...data, decidedById: scope.actor.personId, decidedAt: scope.now });
}

/**
 * Changes an event's status. Throws UserError, saying who came first or that the edition is closed, when it can't be done any
 * more, and ChangedMeanwhile when the event no longer has the version that it had before.
 */
async function change(scope: Scope, before: Event, step: EventStep, data: EventChange): Promise<Event> {
  const store = eventStore(scope);
  const when = { status: statesFor(step), version: before.version };
  if (!(await store.change(before.id, when, { ...data, status: stateAfter(step, before.status) }))) {
    const now = await store.known(before.id);
    if (isPossible(step, now.status)) throw new ChangedMeanwhile('events.errors.decisionChanged', { title: now.title });
    throw await tooLateError(scope, before);
  }
  // Its organisation was told that there would be no decision, and none could be taken back.
  await holdEditionOf(scope, before);
  const event = await store.known(before.id);
  await refreshCards(scope, event);
  if (step !== 'ask') await endMergesOf(scope, event);
  if (step === 'refuse') await scheduleOverlapRefresh(scope, event);
  return event;
}

/**
 * Schedules the reminder of an organisation's incomplete sheets, a week before the edition. There is one for all its
 * events.
 */
async function remindLater(scope: Scope, event: Event): Promise<void> {
  const edition = await editionById(scope, event.editionId);
  if (!edition) return;
  const { at, expires } = reminderTimes(edition.startsOn, scope.region.timeZone);
  if (at <= scope.now) return;
  await schedule(scope, { kind: INCOMPLETE_SHEETS, subject: `${edition.id}:${event.organisation.id}`, at, expires });
}

/** Returns an event that can still be decided; called before a form opens. Throws UserError otherwise. */
export const eventToDecide = operation({
  name: 'events.toDecide',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({ id: z.string() }),
  async run(scope, { id }): Promise<Event> {
    const event = await requireEvent(scope, id);
    if (!isPossible('accept', event.status)) throw await tooLateError(scope, event);
    await requireOpenEdition(scope, event);
    return event;
  },
});
