import type { RegionScope } from '../../../access/region/region-scope.ts';
import { schedule, unschedule } from '../../../schedule/due.ts';
import { editionById } from '../../editions/queries.ts';
import type { Event } from '../../events/event.ts';
import { acceptedEvents, eventById } from '../../events/queries.ts';
import { ASK, ASK_ORGANISATIONS } from '../due-kinds.ts';
import { askedAgainAt, isOnProgramme } from '../questionnaires/answerable.ts';
import { loadQuestionnaire } from '../questionnaires/load.ts';
import { questionnaireStore } from '../questionnaires/questionnaire-store.ts';
import { isPostponed } from '../questionnaires/rules.ts';
import { surveyStore } from '../store.ts';
import type { Questionnaire, StoredQuestionnaire, Survey } from '../survey.ts';
import { closingEnd, dayAfterDay, eventAskedAt, nextMorning, notBefore } from '../timing.ts';
import { askAgain, askQuestionnaire, noteAskedChanged } from './ask.ts';
import { participationStore } from './participation-store.ts';
import { endConversations, endSuperseded, showAnew } from './superseded.ts';

/**
 * Creates an event's questionnaire, moves the day it is asked, or cancels it. The events feature calls this whenever an
 * event is accepted, moved, postponed or cancelled, or gets a co-organiser. It does nothing while no survey is open, and is idempotent.
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
    await planOrganisations(scope, survey);
  }
}

/**
 * Sets aside what is asked of organisations that took part until an acceptance was taken back, and takes it up again once
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
  await showAnew(scope, [...taken, ...(await store.absencesBeside(left))]);
  await noteAskedChanged(scope, survey.editionId);
}

/** Creates the questionnaires of all accepted events and asks those that are due. Returns when the others are asked. */
export async function planEvents(scope: RegionScope, survey: Survey): Promise<readonly Date[]> {
  const planned: Date[] = [];
  for (const event of await acceptedEvents(scope, survey.editionId)) {
    const at = await planEvent(scope, survey, event);
    if (at) planned.push(at);
  }
  return planned;
}

/** Returns when the event is asked about; null when it was or won't be. */
async function planEvent(scope: RegionScope, survey: Survey, event: Event): Promise<Date | null> {
  const known = await questionnaireStore(scope).ofEvent(event.id);
  if (event.status !== 'ACCEPTED') {
    if (known && !isOnProgramme(event)) {
      await unschedule(scope, ASK, known.id);
      await endConversations(scope, known.id);
      await noteAskedChanged(scope, survey.editionId);
    }
    return null;
  }
  if (!known) {
    const { organisation } = event;
    await questionnaireStore(scope).create({
      surveyId: survey.id,
      kind: 'event',
      organisationId: organisation.id,
      eventId: event.id,
    });
  }
  const questionnaire = known ?? (await questionnaireStore(scope).ofEvent(event.id));
  if (questionnaire?.askedAt === null)
    return askWhenTime(scope, questionnaire, eventAskedAt(event.slots, scope.region.timeZone));
  if (questionnaire) {
    await moveAskingAgain(scope, questionnaire.id);
    await showAnew(scope, [questionnaire.id]);
  }
  return null;
}

/** Plans to ask again about an event that its questionnaire says is postponed, after its new date. */
async function moveAskingAgain(scope: RegionScope, questionnaireId: string): Promise<void> {
  const questionnaire = await loadQuestionnaire(scope, questionnaireId);
  if (isPostponed(questionnaire.answers)) await planAskingAgain(scope, questionnaire);
}

async function askWhenTime(scope: RegionScope, { id }: StoredQuestionnaire, due: Date | null): Promise<Date | null> {
  if (due === null) return null;
  const at = notBefore(due, scope.now, scope.region.timeZone);
  if (at > scope.now) {
    await schedule(scope, { kind: ASK, subject: id, at, expires: null });
    return at;
  }
  await askQuestionnaire(scope, await loadQuestionnaire(scope, id));
  return null;
}

/** Asks about an event whose day has come, or plans it again when the event was moved since. */
export async function askDue(scope: RegionScope, questionnaireId: string): Promise<void> {
  await questionnaireStore(scope).lock(questionnaireId);
  const questionnaire = await loadQuestionnaire(scope, questionnaireId);
  const { event, survey, askedAt } = questionnaire;
  if (survey.closedAt !== null || !event || !isOnProgramme(event)) return;
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
export async function planAskingAgain(scope: RegionScope, questionnaire: Questionnaire): Promise<void> {
  const at = askedAgainAt(questionnaire, scope.region.timeZone);
  if (at === null) await unschedule(scope, ASK, questionnaire.id);
  else await schedule(scope, { kind: ASK, subject: questionnaire.id, at, expires: null });
}

/**
 * Plans the organisations' questionnaires for the day after the month and returns when; asks at once, and returns null,
 * after that.
 */
export async function planOrganisations(scope: RegionScope, survey: Survey): Promise<Date | null> {
  const at = notBefore(await organisationsDue(scope, survey), scope.now, scope.region.timeZone);
  if (at > scope.now) {
    await schedule(scope, { kind: ASK_ORGANISATIONS, subject: survey.id, at, expires: null });
    return at;
  }
  await askOrganisations(scope, survey);
  return null;
}

async function organisationsDue(scope: RegionScope, survey: Survey): Promise<Date> {
  const edition = await editionById(scope, survey.editionId);
  if (!edition) throw new Error(`the edition of survey ${survey.id} is gone`);
  return dayAfterDay(edition.endsOn, scope.region.timeZone);
}

/**
 * Asks each organisation that wasn't asked yet: its questionnaire if it takes part, otherwise one question. It also
 * plans events that were overlooked.
 */
export async function askOrganisations(scope: RegionScope, survey: Survey): Promise<void> {
  await surveyStore(scope).lock(survey.id);
  await planEvents(scope, survey);
  await addOrganisations(scope, survey);
  for (const { id, kind, askedAt } of await questionnaireStore(scope).ofSurvey(survey.id)) {
    if (kind !== 'event' && askedAt === null) await askQuestionnaire(scope, await loadQuestionnaire(scope, id));
  }
}

/** Creates the questionnaires of the organisations that have none, and ends what those supersede. */
async function addOrganisations(scope: RegionScope, survey: Survey): Promise<void> {
  for (const { kind, organisationId } of await stillToAsk(scope, survey)) {
    await questionnaireStore(scope).create({ surveyId: survey.id, kind, organisationId, eventId: null });
  }
  await endSuperseded(scope, survey);
}

/** Returns what the organisations are to be asked that have no questionnaire yet. */
export async function stillToAsk(
  scope: RegionScope,
  survey: Survey,
): Promise<readonly { readonly kind: 'organisation' | 'absence'; readonly organisationId: string }[]> {
  const known = await questionnaireStore(scope).ofSurvey(survey.id);
  const asked = known.filter(({ kind }) => kind !== 'event');
  const took = new Set(asked.filter(({ kind }) => kind === 'organisation').map(({ organisation }) => organisation.id));
  const either = new Set(asked.map(({ organisation }) => organisation.id));
  const { takingPart, absent } = await surveyStore(scope).organisationsToAsk(survey.editionId);
  return [
    ...takingPart.filter((id) => !took.has(id)).map((id) => ({ kind: 'organisation' as const, organisationId: id })),
    ...absent.filter((id) => !either.has(id)).map((id) => ({ kind: 'absence' as const, organisationId: id })),
  ];
}
