import type { RegionScope } from '../../../access/region/region-scope.ts';
import { type DueItem, replan, schedule, scheduleAll, unschedule } from '../../../schedule/due.ts';
import { editionById } from '../../editions/queries.ts';
import type { Event } from '../../events/event.ts';
import { acceptedEvents, eventById } from '../../events/queries.ts';
import { ASK, ASK_ORGANISATIONS, ASK_STEP } from '../due-kinds.ts';
import { askedAgainAt, isMissing, isOnProgramme } from '../questionnaires/answerable.ts';
import { loadQuestionnaire } from '../questionnaires/load.ts';
import { outlineOf } from '../questionnaires/outline-store.ts';
import { questionnaireStore } from '../questionnaires/questionnaire-store.ts';
import { isPostponed } from '../questionnaires/rules.ts';
import { surveyStore } from '../store.ts';
import type { OrganisationsWaiting, Questionnaire, StoredQuestionnaire, Survey } from '../survey.ts';
import { closingEnd, dayAfterDay, eventAskedAt, nextMorning, notBefore } from '../timing.ts';
import { askAgain, askQuestionnaire, askSomebodyElse, movePlanned, noteAskedChanged, type Replanning } from './ask.ts';
import { conversationStore } from './conversation-store.ts';
import { askingProgressMessage } from './messages/progress.ts';
import { participationStore } from './participation-store.ts';
import { firstStep, furtherSteps, type ManySteps } from './steps.ts';
import { endConversations, endSuperseded, showAnew } from './superseded.ts';

/**
 * Creates an event's questionnaire, moves the day it is asked, or cancels it. The events feature calls this whenever an
 * event is accepted, moved, postponed or cancelled, or gets a co-organiser or has one less. It does nothing while no survey is open, and is idempotent.
 */
export async function planEventQuestionnaire(scope: RegionScope, { id }: { readonly id: string }): Promise<void> {
  const event = await eventById(scope, id);
  const survey = event && (await surveyStore(scope).ofEdition(event.editionId));
  if (!survey || survey.closedAt !== null) return;
  await surveyStore(scope).lock(survey.id);
  await planEvent(scope, survey, event);
  await followParticipation(scope, survey);
  // An event that is accepted after the month may bring a new organisation, which is asked too, by day. From now on it
  // isn't asked why it takes no part.
  if (event.status === 'ACCEPTED' && (await organisationsDue(scope, survey)) <= scope.now) {
    await addOrganisations(scope, survey);
    await askInSteps(scope, survey, (await planOrganisations(scope, survey)).now);
  }
}

/**
 * Sets aside what is asked of organisations that took part until an acceptance was taken back or they ceased to co-organise, and takes it up again once
 * they do. Whoever is cancelled their event took part.
 */
async function followParticipation(scope: RegionScope, survey: Survey): Promise<void> {
  const store = participationStore(scope);
  const asked = await store.ofOrganisationsAsked(survey.id);
  if (asked.length === 0) return;
  const takePart = new Set(await surveyStore(scope).organisationsWithEvent(survey.editionId));
  const [still, noMore] = [true, false].map((takes) =>
    asked.filter(({ organisationId }) => takePart.has(organisationId) === takes).map(({ id }) => id),
  );
  const taken = await store.setAside(still ?? [], false);
  const left = await store.setAside(noMore ?? [], true);
  if (taken.length + left.length === 0) return;
  await endSuperseded(scope, survey);
  // Why an organisation takes no part is asked again of those that don't, and its cards show what was answered.
  await takeUpAgain(scope, [...taken, ...(await store.absencesBeside(left))]);
  await noteAskedChanged(scope, survey.editionId);
}

/**
 * Brings the cards of questionnaires that count again up to date, plans their reminders and asks those that nobody was asked:
 * they weren't due before they were set aside, or what waited for room in a full week, or for the morning, ended meanwhile.
 */
async function takeUpAgain(scope: RegionScope, ids: readonly string[]): Promise<void> {
  await showAnew(scope, ids);
  const all = await Promise.all(ids.map((id) => loadQuestionnaire(scope, id)));
  await movePlanned(scope, all);
  const begun = new Set(
    (await conversationStore(scope).ofQuestionnaires(ids)).flatMap(({ questionnaireId, card, queuedAt }) =>
      card === null && queuedAt === null ? [] : [questionnaireId],
    ),
  );
  const unasked = all.filter((one) => one.askedAt === null || (isMissing(one) && !begun.has(one.id)));
  await scheduleAll(
    scope,
    unasked.map(({ id }) => ({ kind: ASK, subject: id, at: scope.now, expires: null })),
  );
}

/** The questionnaires to ask at once, and when the others are asked. */
export interface ToAsk {
  /** Ids of the questionnaires. */
  readonly now: readonly string[];
  readonly later: readonly Date[];
}

/** Creates the questionnaires of all accepted events that have none, and plans those whose day lies ahead. */
export async function planEvents(scope: RegionScope, survey: Survey): Promise<ToAsk> {
  const store = questionnaireStore(scope);
  const events = await acceptedEvents(scope, survey.editionId);
  const known = new Set((await outlineOf(scope, survey.id)).map(({ eventId }) => eventId));
  await store.create(
    survey.id,
    events
      .filter(({ id }) => !known.has(id))
      .map(({ id, organisation }) => ({ kind: 'event', organisationId: organisation.id, eventId: id })),
  );
  const byEvent = new Map((await outlineOf(scope, survey.id)).map((one) => [one.eventId, one]));
  const { timeZone } = scope.region;
  const now: string[] = [];
  const later: DueItem[] = [];
  for (const event of events) {
    const questionnaire = byEvent.get(event.id);
    const due = eventAskedAt(event.slots, timeZone);
    if (questionnaire?.askedAt !== null || due === null) continue;
    const at = notBefore(due, scope.now, timeZone);
    if (at > scope.now) later.push({ kind: ASK, subject: questionnaire.id, at, expires: null });
    else now.push(questionnaire.id);
  }
  await scheduleAll(scope, later);
  return { now, later: later.map(({ at }) => at) };
}

/** Asking many questionnaires, step by step. */
export const ASKING: ManySteps = { kind: ASK_STEP, shown: 'survey-asking:', words: askingProgressMessage };

/** Asks the first of these questionnaires; the others follow, step by step. Returns how many follow. */
export async function askInSteps(scope: RegionScope, survey: Survey, ids: readonly string[]): Promise<number> {
  return firstStep(scope, ASKING, survey, [...new Set(ids)], (first) => askEach(scope, first));
}

/** Asks these questionnaires, as far as they are still to be asked. */
async function askEach(scope: RegionScope, ids: readonly string[]): Promise<void> {
  for (const id of ids) await askDue(scope, id);
}

/** Asks the next of many questionnaires. */
export const nextAskStep = furtherSteps(ASKING, (scope, _survey, ids) => askEach(scope, ids));

async function planEvent(scope: RegionScope, survey: Survey, event: Event): Promise<void> {
  const known = await questionnaireStore(scope).ofEvent(event.id);
  if (known && !isOnProgramme(event)) {
    await unschedule(scope, ASK, known.id);
    await endConversations(scope, known.id);
    await noteAskedChanged(scope, survey.editionId);
    return;
  }
  if (known && (await askLater(scope, known, event))) return;
  if (event.status !== 'ACCEPTED') return;
  if (!known) {
    const { organisation } = event;
    await questionnaireStore(scope).create(survey.id, [
      { kind: 'event', organisationId: organisation.id, eventId: event.id },
    ]);
  }
  const questionnaire = known ?? (await questionnaireStore(scope).ofEvent(event.id));
  if (questionnaire?.askedAt === null)
    return askWhenTime(scope, questionnaire, eventAskedAt(event.slots, scope.region.timeZone));
  if (questionnaire) {
    await moveAskingAgain(scope, questionnaire.id);
    await takeUpAgain(scope, [questionnaire.id]);
  }
}

/**
 * Takes back what was asked about an event that takes place later by now, and plans it for the day after, as if it hadn't
 * been asked. Returns false, and leaves it, where the event is over or somebody has answered or declined.
 */
async function askLater(
  scope: RegionScope,
  { id, askedAt, survey }: StoredQuestionnaire,
  event: Event,
): Promise<boolean> {
  if (askedAt === null || !isStillToCome(scope, event)) return false;
  // Whoever answers locks it too.
  await questionnaireStore(scope).lock(id);
  if (!isMissing(await loadQuestionnaire(scope, id))) return false;
  await questionnaireStore(scope).takeAskingBack(id);
  await endConversations(scope, id);
  await askDue(scope, id);
  await noteAskedChanged(scope, survey.editionId);
  return true;
}

/** Returns whether an event on the programme isn't to be asked about yet: it has no date now, or one whose day isn't over. */
function isStillToCome({ now, region }: RegionScope, { status, slots }: Event): boolean {
  if (status === 'POSTPONED') return true;
  const due = eventAskedAt(slots, region.timeZone);
  return due !== null && due > now;
}

/** Plans to ask again about an event that its questionnaire says is postponed, after its new date. */
async function moveAskingAgain(scope: RegionScope, questionnaireId: string): Promise<void> {
  const questionnaire = await loadQuestionnaire(scope, questionnaireId);
  if (isPostponed(questionnaire.answers)) await planAskingAgain(scope, questionnaire);
}

async function askWhenTime(scope: RegionScope, { id }: StoredQuestionnaire, due: Date | null): Promise<void> {
  if (due === null) return;
  const at = notBefore(due, scope.now, scope.region.timeZone);
  if (at > scope.now) await schedule(scope, { kind: ASK, subject: id, at, expires: null });
  else await askQuestionnaire(scope, await loadQuestionnaire(scope, id));
}

/**
 * Asks about an event whose day has come, or plans it again when the event was moved since; asks an organisation, unless it
 * needn't be by now. Of what was asked already it asks those whose week had no room then.
 */
export async function askDue(scope: RegionScope, questionnaireId: string): Promise<void> {
  await questionnaireStore(scope).lock(questionnaireId);
  const questionnaire = await loadQuestionnaire(scope, questionnaireId);
  const { event, survey, askedAt, eventId, superseded } = questionnaire;
  if (survey.closedAt !== null) return;
  if (eventId === null && askedAt === null && !superseded) return askQuestionnaire(scope, questionnaire);
  // Nobody's week may have had room when it was to be asked.
  if (isMissing(questionnaire)) return askSomebodyElse(scope, questionnaire);
  if (!event || !isOnProgramme(event)) return;
  const { timeZone } = scope.region;
  if (askedAt !== null) {
    const again = askedAgainAt(questionnaire, timeZone);
    if (again !== null && again <= scope.now) await askAgain(scope, questionnaire);
  } else if (event.status === 'ACCEPTED') {
    await askWhenTime(scope, questionnaire, eventAskedAt(event.slots, timeZone));
  } else {
    // The event is postponed without a date. One may be set any day, so the bot checks again tomorrow.
    const expires = closingEnd(survey.closesOn, timeZone);
    await schedule(scope, { kind: ASK, subject: questionnaireId, at: nextMorning(scope.now, timeZone), expires });
  }
}

/** Plans to ask about a postponed event again on the day after its new date; cancels this when it isn't postponed. */
async function planAskingAgain(scope: RegionScope, questionnaire: Questionnaire): Promise<void> {
  const { cancelled, due } = askingAgainPlans(scope, questionnaire);
  await replan(scope, cancelled, due);
}

/** Returns the same, to be planned together with more. */
export function askingAgainPlans({ region }: RegionScope, questionnaire: Questionnaire): Replanning {
  const at = askedAgainAt(questionnaire, region.timeZone);
  const one = { kind: ASK, subject: questionnaire.id };
  return at === null ? { cancelled: [one], due: [] } : { cancelled: [], due: [{ ...one, at, expires: null }] };
}

/** Plans the organisations' questionnaires for the day after the month; after that they are to be asked at once. */
export async function planOrganisations(scope: RegionScope, survey: Survey): Promise<ToAsk> {
  const at = notBefore(await organisationsDue(scope, survey), scope.now, scope.region.timeZone);
  if (at <= scope.now) return { now: await overdue(scope, survey), later: [] };
  await schedule(scope, { kind: ASK_ORGANISATIONS, subject: survey.id, at, expires: null });
  return { now: [], later: [at] };
}

async function organisationsDue(scope: RegionScope, survey: Survey): Promise<Date> {
  const edition = await editionById(scope, survey.editionId);
  if (!edition) throw new Error(`the edition of survey ${survey.id} is gone`);
  return dayAfterDay(edition.endsOn, scope.region.timeZone);
}

/**
 * Asks each organisation that wasn't asked yet: its questionnaire if it takes part, otherwise one question. It also
 * asks about events that were overlooked.
 */
export async function askOrganisations(scope: RegionScope, survey: Survey): Promise<void> {
  await askInSteps(scope, survey, await overdue(scope, survey));
}

/** Creates what the organisations are to be asked, and returns the ids of all that wasn't asked yet, events' included. */
async function overdue(scope: RegionScope, survey: Survey): Promise<readonly string[]> {
  await surveyStore(scope).lock(survey.id);
  const events = await planEvents(scope, survey);
  await addOrganisations(scope, survey);
  const all = await outlineOf(scope, survey.id);
  const organisations = all.filter(
    ({ kind, askedAt, superseded }) => kind !== 'event' && askedAt === null && !superseded,
  );
  return [...events.now, ...organisations.map(({ id }) => id)];
}

/** Creates the questionnaires of the organisations that have none, and ends what those supersede. */
async function addOrganisations(scope: RegionScope, survey: Survey): Promise<void> {
  const missing = await stillToAsk(scope, survey);
  await questionnaireStore(scope).create(
    survey.id,
    missing.map((one) => ({ ...one, eventId: null })),
  );
  await endSuperseded(scope, survey);
}

/** Returns how many organisations are to be asked and weren't yet, and from when on they are. */
export async function organisationsWaiting(scope: RegionScope, survey: Survey): Promise<OrganisationsWaiting> {
  const due = await organisationsDue(scope, survey);
  const created = (await outlineOf(scope, survey.id)).filter(
    ({ kind, askedAt, superseded }) => kind !== 'event' && askedAt === null && !superseded,
  );
  // An organisation that came after that day is asked only once it has an event.
  const uncreated = due > scope.now ? await stillToAsk(scope, survey) : [];
  return {
    count: new Set([...created, ...uncreated].map(({ organisationId }) => organisationId)).size,
    at: notBefore(due, scope.now, scope.region.timeZone),
  };
}

/** Returns what the organisations are to be asked that have no questionnaire yet. */
export async function stillToAsk(
  scope: RegionScope,
  survey: Survey,
): Promise<readonly { readonly kind: 'organisation' | 'absence'; readonly organisationId: string }[]> {
  const known = await outlineOf(scope, survey.id);
  const asked = known.filter(({ kind }) => kind !== 'event');
  const took = new Set(asked.filter(({ kind }) => kind === 'organisation').map((one) => one.organisationId));
  const either = new Set(asked.map((one) => one.organisationId));
  const { takingPart, absent } = await surveyStore(scope).organisationsToAsk(survey.editionId);
  return [
    ...takingPart.filter((id) => !took.has(id)).map((id) => ({ kind: 'organisation' as const, organisationId: id })),
    ...absent.filter((id) => !either.has(id)).map((id) => ({ kind: 'absence' as const, organisationId: id })),
  ];
}
