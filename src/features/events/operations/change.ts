import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import { ChangedMeanwhile, UserError } from '../../../chat/user-error.ts';
import type { Slot } from '../../../dates/index.ts';
import type { Edition } from '../../editions/edition.ts';
import { editionById } from '../../editions/queries.ts';
import { tellCoordinators } from '../../regions/tell-coordinators.ts';
import { refreshCards, refreshCardsAround } from '../cards.ts';
import { changedFields, tellOfChange } from '../changes.ts';
import { clashesOf } from '../clashes.ts';
import type { Event } from '../event.ts';
import type { FieldReading } from '../fields/kind.ts';
import { laterFields, proposalFields, recordOf } from '../fields/list.ts';
import { readFields } from '../fields/read.ts';
import { deedForOthers } from '../journal.ts';
import { answeredLateNotice } from '../messages/notices.ts';
import type { Modification } from '../modification.ts';
import { eventForStep, holdEditionOf } from '../permission.ts';
import { isPossible, isQuestionLeft, questionVersion, stateAfter } from '../rules.ts';
import { sortedSlots } from '../slots.ts';
import { type EventChange, eventStore } from '../store.ts';
import { refreshInvitations } from './co-organise.ts';

export interface ChangeResult {
  readonly event: Event;
  /** False when nothing was stored, because it stays as it was. */
  readonly stored: boolean;
  /** True where the coordinators asked something while it was written, which therefore waits for an answer still. */
  readonly isStillAsked?: boolean;
}

/** The print of the question that stood when the form opened; missing in a form of an earlier release. */
const seenQuestion = z.string().optional();

const modification = z.object({
  id: z.string(),
  /** The event's version when the form was looked at. */
  version: z.string(),
  seenQuestion,
  ...recordOf(proposalFields, () => z.string()),
  when: z.string().optional(),
  municipality: z.string().optional(),
});

/** Changes the fields of a proposal. Throws ChangedMeanwhile when the event no longer has the version that it had before. */
export const modifyEvent = operation({
  name: 'events.modify',
  who: 'organiser',
  times: true,
  input: modification,
  async run(scope, typed): Promise<ChangeResult> {
    const before = await eventForStep(scope, typed.id, 'modify');
    const { change, slots } = await readModification(scope, before, typed);
    const isStillAsked = isAskedSince(before, typed.seenQuestion);
    const kept = isStillAsked ? { ...change, status: before.status } : change;
    return { ...(await store(scope, before, typed.version, { change: kept, slots })), isStillAsked };
  },
  journal: {
    deeds: ({ event, stored }, _, scope) => (stored ? deedForOthers(scope, 'events.journal.changed', event) : null),
  },
});

/** Returns whether the coordinators' question was asked after the form was opened: then what it changes is no answer. */
function isAskedSince(event: Event, seen: string | undefined): boolean {
  return isPossible('answer', event.status) && seen !== undefined && seen !== questionVersion(event);
}

async function readModification(
  scope: Scope,
  before: Event,
  typed: z.output<typeof modification>,
): Promise<{ readonly change: EventChange; readonly slots: readonly Slot[] }> {
  const { slots, ...written } = await readFields(readingOf(scope, before, typed.municipality), proposalFields, typed);
  const status = stateAfter(slots ? 'reschedule' : 'modify', before.status);
  return { change: { ...written, status }, slots: slots ?? before.slots };
}

function readingOf(scope: Scope, before: Event, municipality?: string): FieldReading {
  return { scope, edition: () => editionOf(scope, before), before, municipality };
}

async function editionOf(scope: Scope, { editionId }: Event): Promise<Edition> {
  const edition = await editionById(scope, editionId);
  if (!edition) throw new UserError('common.errors.notFound');
  return edition;
}

/** Returns an accepted event with its new dates; null when they stay, or when nothing would be stored. */
export const previewModification = operation({
  name: 'events.previewModification',
  who: 'organiser',
  journal: { silent: 'changes nothing' },
  input: modification,
  async run(scope, typed): Promise<Modification | null> {
    const before = await eventForStep(scope, typed.id, 'modify');
    if (!isDecided(before)) return null;
    const { change, slots } = await readModification(scope, before, typed);
    return withOtherDates(scope, before, { ...before, ...change, slots });
  },
});

/** Returns whether others already count on its dates. */
function isDecided({ status }: Event): boolean {
  return status === 'ACCEPTED' || status === 'POSTPONED';
}

async function withOtherDates(scope: Scope, before: Event, after: Event): Promise<Modification | null> {
  const what = changedFields(before, after);
  if (!what.includes('when')) return null;
  return { before, after, what, clashes: await clashesOf(scope, await editionOf(scope, before), after) };
}

const completion = z.object({
  id: z.string(),
  version: z.string(),
  seenQuestion,
  ...recordOf(laterFields, () => z.string().nullish()),
});

/**
 * Stores the fields that complete the sheet. An empty field is emptied, but dates are only added, and the picture
 * stays.
 */
export const completeEvent = operation({
  name: 'events.complete',
  who: 'organiser',
  times: true,
  input: completion,
  async run(scope, { id, version, seenQuestion: seen, ...typed }): Promise<ChangeResult> {
    const before = await eventForStep(scope, id, 'complete');
    const { slots: more, ...written } = await readFields(readingOf(scope, before), laterFields, typed);
    const slots = more ? withMore(before, more) : before.slots;
    const isStillAsked = isAskedSince(before, seen);
    const status = isStillAsked ? before.status : stateAfter(more ? 'reschedule' : 'complete', before.status);
    return { ...(await store(scope, before, version, { change: { ...written, status }, slots })), isStillAsked };
  },
  journal: {
    deeds: ({ event, stored }, _, scope) => (stored ? deedForOthers(scope, 'events.journal.changed', event) : null),
  },
});

/** Adds dates. The old dates of a postponed event don't come back with them. */
function withMore({ status, slots }: Event, more: readonly Slot[]): readonly Slot[] {
  return sortedSlots([...(status === 'POSTPONED' ? [] : slots), ...more]);
}

/** Returns an accepted event with its additional dates; null when none is added, or when nothing would be stored. */
export const previewCompletion = operation({
  name: 'events.previewCompletion',
  who: 'organiser',
  journal: { silent: 'changes nothing' },
  input: completion,
  async run(scope, { id, version: _, seenQuestion: __, ...typed }): Promise<Modification | null> {
    const before = await eventForStep(scope, id, 'complete');
    if (!isDecided(before)) return null;
    // Mistakes in other fields are told before anything is shown back.
    const { slots: more } = await readFields(readingOf(scope, before), laterFields, typed);
    if (!more) return null;
    const status = stateAfter('reschedule', before.status);
    return withOtherDates(scope, before, { ...before, slots: withMore(before, more), status });
  },
});

/** Checks what was typed while the picture is still being fetched. Throws UserError for all that is wrong. */
export const checkCompletion = operation({
  name: 'events.checkCompletion',
  who: 'organiser',
  journal: { silent: 'changes nothing' },
  input: completion.omit({ version: true, seenQuestion: true }),
  async run(scope, { id, ...typed }): Promise<void> {
    const before = await eventForStep(scope, id, 'complete');
    await readFields(readingOf(scope, before), laterFields, typed);
  },
});

/** Chooses the theme of the edition that the event belongs to. */
export const setTheme = operation({
  name: 'events.setTheme',
  who: 'organiser',
  input: z.object({ id: z.string(), themeId: z.string() }),
  async run(scope, { id, themeId }): Promise<ChangeResult> {
    const before = await eventForStep(scope, id, 'complete');
    const edition = await editionById(scope, before.editionId);
    const theme = edition?.themes.find((one) => one.id === themeId);
    if (!theme) throw new UserError('events.errors.theme', {}, 'theme');
    return store(scope, before, String(before.version), { change: { themeId } });
  },
  journal: { deeds: ({ event }, _, scope) => deedForOthers(scope, 'events.journal.changed', event) },
});

/** Answers the coordinators' question. The event waits for them again, unless they have accepted it meanwhile. */
export const answerQuestion = operation({
  name: 'events.answer',
  who: 'organiser',
  input: z.object({ id: z.string(), answer: z.string() }),
  async run(scope, { id, answer }): Promise<Event> {
    const before = await eventForStep(scope, id, 'answer');
    const isLate = isQuestionLeft(before);
    const status = isLate ? before.status : stateAfter('answer', before.status);
    const { event } = await store(scope, before, String(before.version), { change: { statusAnswer: answer, status } });
    // Nobody looks at the card of what is decided any more.
    if (isLate)
      await tellCoordinators(scope, `event-answered:${event.id}:${event.version}`, (t) => answeredLateNotice(t, event));
    return event;
  },
  journal: { deeds: (event, _, scope) => deedForOthers(scope, 'events.journal.answered', event) },
});

/** A change as it was asked for. */
interface Asked {
  readonly change: EventChange;
  /** Its dates from now on; without any, they stay. */
  readonly slots?: readonly Slot[];
}

/** Stores a change of an event that has this version; nothing where it changes nothing. Throws ChangedMeanwhile where it has another one. */
async function store(
  scope: Scope,
  before: Event,
  version: string,
  { change, slots = before.slots }: Asked,
): Promise<ChangeResult> {
  const events = eventStore(scope);
  const current = { ...before, themeId: before.theme?.id ?? null };
  const changesNothing = slots === before.slots && isDeepStrictEqual({ ...current, ...change }, current);
  if (changesNothing) return { event: before, stored: false };
  const expected = { status: [before.status], version: before.version };
  if (String(before.version) !== version || !(await events.change(before.id, expected, change)))
    throw new ChangedMeanwhile('common.meanwhile.again');
  // Whoever closes its edition at this moment tells that there will be no decision.
  if (isPossible('accept', before.status)) await holdEditionOf(scope, before);
  if (slots !== before.slots) await events.setSlots(before.id, slots);
  const event = await events.known(before.id);
  if (competesDifferently(before, event)) await refreshCardsAround(scope, event, before);
  else if (before.status !== event.status || before.statusAnswer !== event.statusAnswer)
    await refreshCards(scope, event);
  if (changedFields(before, event).length > 0) await refreshInvitations(scope, event);
  await tellOfChange(scope, before, event);
  return { event, stored: true };
}

/** Returns whether it may overlap with others, or tell so in other words, than before. */
function competesDifferently(before: Event, after: Event): boolean {
  const isOther = before.audience !== after.audience || before.theme?.id !== after.theme?.id;
  return isOther || changedFields(before, after).length > 0;
}
