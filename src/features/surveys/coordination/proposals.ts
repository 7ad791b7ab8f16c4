import type { RegionScope } from '../../../access/region/region-scope.ts';
import type { Message } from '../../../chat/message.ts';
import { editUnder, sentUnder, wordsForHolder } from '../../../delivery/outbox/index.ts';
import { plannedTimes, schedule, unschedule } from '../../../schedule/due.ts';
import type { Translator } from '../../../texts/translator.ts';
import { editionById } from '../../editions/queries.ts';
import type { Event } from '../../events/event.ts';
import { acceptedEvents, eventById } from '../../events/queries.ts';
import { localDaysOf } from '../../events/rules.ts';
import { tellCoordinators } from '../../regions/tell-coordinators.ts';
import { PLAN_PROPOSALS, PROPOSE_CLOSING, PROPOSE_LAUNCH } from '../due-kinds.ts';
import { isOpen, loadQuestionnaires } from '../questionnaires/load.ts';
import { received } from '../questionnaires/waiting.ts';
import { surveyStore } from '../store.ts';
import type { Survey } from '../survey.ts';
import { closingProposedAt, launchProposedAt, notBefore } from '../timing.ts';
import { closingProposal, launchProposal } from './messages/proposals.ts';

/** Days before the first event on which launching is proposed: the second time only if nobody has launched it. */
const LAUNCH_DAYS = [3, 1] as const;

/** Has the next tick look at what is to be proposed, and when, because this event is accepted. */
export async function noteAccepted(scope: RegionScope, { id, version }: Event): Promise<void> {
  await schedule(scope, { kind: PLAN_PROPOSALS, subject: `${id}:${version}`, at: scope.now, expires: null });
}

/** Plans, or moves, the proposals about the survey of this event's edition, and rewrites those that were made. */
export async function planProposals(scope: RegionScope, { id }: { readonly id: string }): Promise<void> {
  const event = await eventById(scope, id);
  if (!event) return;
  const { editionId } = event;
  const survey = await surveyStore(scope).ofEdition(editionId);
  if (survey) return planClosingProposal(scope, survey, { late: true });
  await planLaunchProposals(scope, editionId);
  await refreshLaunchProposals(scope, editionId);
}

/** Returns from when on launching the survey of an edition is proposed; null as long as it has no accepted event. */
export async function launchProposedFrom(scope: RegionScope, editionId: string): Promise<Date | null> {
  const first = (await eventDays(scope, editionId)).at(0);
  return first ? launchProposedAt(first.day, LAUNCH_DAYS[0], scope.region.timeZone) : null;
}

async function planLaunchProposals(scope: RegionScope, editionId: string): Promise<void> {
  const { timeZone } = scope.region;
  const first = (await eventDays(scope, editionId)).at(0);
  const planned = await plannedTimes(scope, PROPOSE_LAUNCH, `${editionId}:`);
  for (const [place, days] of LAUNCH_DAYS.entries()) {
    const due = { kind: PROPOSE_LAUNCH, subject: `${editionId}:${days}` };
    const at = first && launchProposedAt(first.day, days, timeZone);
    // One that comes late is pointless once the next one is due, or the first event over.
    const expires = first && launchProposedAt(first.day, LAUNCH_DAYS[place + 1] ?? -1, timeZone);
    // One that is past and still open was put off to the morning, or is tried again.
    const late = planned.get(due.subject);
    if (at && expires && at > scope.now) await schedule(scope, { ...due, at, expires });
    else if (late && expires && late < expires) await schedule(scope, { ...due, at: late, expires });
    else await unschedule(scope, due.kind, due.subject);
  }
}

/**
 * Plans to propose closing, the day after the last event and the end of the Month, while the survey is open. With `late` it is proposed as soon
 * as may be when that day is past: the last event is another one since a later one was cancelled or moved.
 */
export async function planClosingProposal(
  scope: RegionScope,
  survey: Survey,
  { late = false }: { readonly late?: boolean } = {},
): Promise<void> {
  const { timeZone } = scope.region;
  const last = (await eventDays(scope, survey.editionId)).at(-1);
  const due = { kind: PROPOSE_CLOSING, subject: survey.id };
  const usual = last && closingProposedAt(await lastAskedOf(scope, survey, last.day), timeZone);
  const isLate = usual && late && usual <= scope.now && !(await isClosingProposed(scope, survey, last.day));
  const at = isLate ? notBefore(usual, scope.now, timeZone) : usual;
  if (at && (isLate || at > scope.now) && survey.closedAt === null) {
    // It is proposed after the last day to answer, too, since nothing closes the survey by itself.
    await schedule(scope, { ...due, at, expires: null });
  } else await unschedule(scope, due.kind, due.subject);
}

/** Returns the day after which everybody is asked: that of the last event or, where it is later, the last of the Month. */
async function lastAskedOf(scope: RegionScope, survey: Survey, lastEvent: string): Promise<string> {
  const edition = await editionById(scope, survey.editionId);
  return edition && edition.endsOn > lastEvent ? edition.endsOn : lastEvent;
}

/** Returns whether closing was proposed after an event on this day, or on a later one. */
async function isClosingProposed(scope: RegionScope, survey: Survey, day: string): Promise<boolean> {
  const prefix = closingKey(survey);
  return (await sentUnder(scope, prefix)).some(
    ({ key }) => key.slice(prefix.length, prefix.length + day.length) >= day,
  );
}

/** The days of an edition's accepted events, in order, each with its event. */
async function eventDays(
  scope: RegionScope,
  editionId: string,
): Promise<readonly { readonly day: string; readonly event: Event }[]> {
  const days = (await acceptedEvents(scope, editionId)).flatMap((event) =>
    event.slots.flatMap((slot) => localDaysOf(slot, scope.region.timeZone)).map((day) => ({ day, event })),
  );
  // Events come by number, which the sorting keeps within a day.
  return days.toSorted((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
}

function launchKey(editionId: string): string {
  return `${PROPOSE_LAUNCH}:${editionId}:`;
}

function closingKey(survey: Survey): string {
  return `${PROPOSE_CLOSING}:${survey.id}:`;
}

/** Proposes to the coordinators to launch the survey, unless it is launched or nothing is left to ask about. */
export async function proposeLaunch(scope: RegionScope, subject: string): Promise<void> {
  const [editionId = '', days = ''] = subject.split(':');
  const words = await launchWords(scope, editionId);
  if (words) await tellCoordinators(scope, launchKey(editionId) + days, words);
}

/** Words the proposal to launch an edition's survey as things stand; null when there is nothing to propose any more. */
async function launchWords(scope: RegionScope, editionId: string): Promise<((t: Translator) => Message) | null> {
  if (await surveyStore(scope).ofEdition(editionId)) return null;
  const edition = await editionById(scope, editionId);
  const first = (await eventDays(scope, editionId)).at(0);
  if (!edition?.open || !first) return null;
  return (t) => launchProposal(t, { editionName: edition.name, title: first.event.title, day: first.day });
}

/** Makes the proposals to launch that were made say what holds now; without a button when it is done or pointless. */
export async function refreshLaunchProposals(scope: RegionScope, editionId: string): Promise<void> {
  const edition = await editionById(scope, editionId);
  const survey = await surveyStore(scope).ofEdition(editionId);
  const words = await launchWords(scope, editionId);
  const over = { editionName: edition?.name ?? '', closesOn: survey?.closesOn ?? null };
  await rewrite(scope, launchKey(editionId), (t) => (words ? words(t) : launchProposal(t, over)));
}

/** Proposes to the coordinators to close the survey, once its last event is over. */
export async function proposeClosing(scope: RegionScope, survey: Survey): Promise<void> {
  const last = (await eventDays(scope, survey.editionId)).at(-1);
  if (survey.closedAt !== null || !last) return;
  const asked = (await loadQuestionnaires(scope, survey)).filter(isOpen);
  const facts = { day: last.day, closesOn: survey.closesOn, counts: received(asked) };
  await tellCoordinators(scope, closingKey(survey) + last.day, (t) => closingProposal(t, facts));
}

/** Takes the button off the proposals to close that were made. */
export async function endClosingProposals(scope: RegionScope, survey: Survey): Promise<void> {
  await rewrite(scope, closingKey(survey), (t) => closingProposal(t, null));
}

async function rewrite(scope: RegionScope, prefix: string, words: (t: Translator) => Message): Promise<void> {
  await editUnder(scope, prefix, async (key) => words(await wordsForHolder(scope, key.split(':').at(-1) ?? '')));
}
