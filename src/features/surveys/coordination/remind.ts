import { directory, privateTarget } from '../../../access/contacts/directory-store.ts';
import { type RegionScope, wordsFor } from '../../../access/region/region-scope.ts';
import { expectedFrom, type OrganisationTarget, optedOut, sendAll } from '../../../delivery/outbox/index.ts';
import { traitsOf } from '../../../platforms/registered.ts';
import { threadOf } from '../../organisations/thread.ts';
import { tellCoordinators } from '../../regions/tell-coordinators.ts';
import { conversationStore } from '../asking/conversation-store.ts';
import { remindingProgressMessage } from '../asking/messages/progress.ts';
import { remindedToday, reminderKeyOf } from '../asking/people.ts';
import { firstStep, furtherSteps, type ManySteps } from '../asking/steps.ts';
import { REMIND_STEP } from '../due-kinds.ts';
import {
  answeringOrganisations,
  isBegun,
  loadQuestionnaires,
  loadQuestionnairesOf,
  questionnaireReaders,
} from '../questionnaires/load.ts';
import { questionnaireStore } from '../questionnaires/questionnaire-store.ts';
import type { Questionnaire, Survey } from '../survey.ts';
import { callsToMake } from './calls.ts';
import { callListDueMessage, surveyReminderMessage } from './messages/reminder.ts';
import { type Reminder, remindersFor } from './reminders.ts';

/** Everybody who hasn't answered, each in one list, by whether a reminder may be sent now. */
export interface RemindersNow {
  readonly due: readonly Reminder[];
  /** People who were already reminded today. */
  readonly today: readonly Reminder[];
  readonly spared: readonly Reminder[];
  /** People who don't wish to be reminded. */
  readonly unwilling: readonly Reminder[];
  /** The number of `due` who were asked within the last day, and when the last of them was; null when nobody was. */
  readonly justAsked: { readonly people: number; readonly at: Date } | null;
}

const DAY_MS = 24 * 3_600_000;

export async function remindersNow(scope: RegionScope, survey: Survey): Promise<RemindersNow> {
  return whoMayBeReminded(scope, await remindersFor(scope, await loadQuestionnaires(scope, survey)));
}

/** Nobody is locked: sending counts anew what each was sent. */
async function whoMayBeReminded(scope: RegionScope, missing: readonly Reminder[]): Promise<RemindersNow> {
  const ids = missing.map(({ to }) => to.personId);
  const not = await optedOut(scope, ids, 'survey');
  const full = await expectedFrom(scope, ids, 'survey', '00:00');
  const all = missing.filter(({ to }) => !not.has(to.personId));
  const today = await remindedToday(scope, ids);
  const due = all.filter(({ to }) => !full.has(to.personId) && !today.has(to.personId));
  return {
    due,
    today: all.filter(({ to }) => today.has(to.personId)),
    spared: all.filter(({ to }) => full.has(to.personId) && !today.has(to.personId)),
    unwilling: missing.filter(({ to }) => not.has(to.personId)),
    justAsked: justAsked(due, scope.now),
  };
}

function justAsked(due: readonly Reminder[], now: Date): RemindersNow['justAsked'] {
  const asked = due
    .map(({ questionnaires }) => Math.max(...questionnaires.map(({ askedAt }) => askedAt?.getTime() ?? 0)))
    .filter((at) => now.getTime() - at < DAY_MS);
  return asked.length === 0 ? null : { people: asked.length, at: new Date(Math.max(...asked)) };
}

/** Reminding many people, step by step. */
export const REMINDING: ManySteps = {
  kind: REMIND_STEP,
  shown: 'survey-reminding:',
  words: remindingProgressMessage,
};

/** The outcome of reminding many. */
export interface RemindedInSteps {
  /** People of the first step who hadn't been reminded today. */
  readonly sent: readonly Reminder[];
  /** The number of people who follow, step by step. */
  readonly following: number;
}

/** Reminds everybody who may be reminded now: the first of them at once, the others step by step. */
export async function remindInSteps(scope: RegionScope, survey: Survey): Promise<RemindedInSteps> {
  const { due } = await remindersNow(scope, survey);
  let sent: readonly Reminder[] = [];
  const ids = due.map(({ to }) => to.personId);
  const following = await firstStep(scope, REMINDING, survey, ids, async (first) => {
    sent = await sendReminders(scope, survey, due.slice(0, first.length));
  });
  return { sent, following };
}

/** Reminds the next of many people of what they haven't answered by then. */
export const nextRemindStep = furtherSteps(REMINDING, remindPeople);

/** Loads only the questionnaires that these people are asked, however many the survey has. */
async function remindPeople(scope: RegionScope, survey: Survey, ids: readonly string[]): Promise<void> {
  const all = await remindersFor(scope, await loadQuestionnairesOf(scope, survey, ids));
  const { due } = await whoMayBeReminded(
    scope,
    all.filter(({ to }) => ids.includes(to.personId)),
  );
  await sendReminders(scope, survey, due);
}

/** Reminds these people, each once a day at most, in a few statements. Returns those who hadn't been reminded today. */
async function sendReminders(
  scope: RegionScope,
  survey: Survey,
  due: readonly Reminder[],
): Promise<readonly Reminder[]> {
  const targets = await targetsOf(scope, due);
  const letters = due.map(({ to, questionnaires }) => ({
    key: reminderKeyOf(scope, to.personId),
    target: targets.get(to.personId) ?? privateTarget(to),
    message: surveyReminderMessage(wordsFor(to, scope.region), to.name, questionnaires, survey),
    consent: { unasked: 'survey', personId: to.personId } as const,
    readAs: questionnaires.flatMap((questionnaire) => questionnaireReaders(scope, questionnaire)),
  }));
  const stored = await sendAll(scope, letters);
  const sent = due.filter(({ to }) => stored.has(reminderKeyOf(scope, to.personId)));
  for (const { to, questionnaires } of sent) {
    const key = reminderKeyOf(scope, to.personId);
    for (const { id } of questionnaires.filter(isBegun)) await questionnaireStore(scope).noteFinishReminder(id, key);
  }
  return sent;
}

/**
 * Returns where to remind people, by their id: on Discord in their organisation's thread, if all questionnaires are that
 * organisation's and the person doesn't answer in private; on Slack, and where they are missing here, in a message of its own, because
 * replies in a thread that one never wrote in are easily overlooked.
 */
async function targetsOf(
  scope: RegionScope,
  reminders: readonly Reminder[],
): Promise<ReadonlyMap<string, OrganisationTarget>> {
  const inThreads = reminders.filter(({ to }) => traitsOf(to.platform).organisationThreads);
  const ids = inThreads.flatMap(({ questionnaires }) => questionnaires.map(({ id }) => id));
  const inPrivate = (await conversationStore(scope).ofQuestionnaires(ids)).filter((one) => one.inPrivate);
  const members = await directory(scope).membersOf([...new Set(inThreads.flatMap((one) => answeringAll(scope, one)))]);
  const targets = new Map<string, OrganisationTarget>();
  for (const { to, questionnaires } of inThreads) {
    const asked = new Set(questionnaires.map(({ id }) => id));
    // Whoever chose to answer one of them in private isn't reminded in the thread.
    if (inPrivate.some((one) => one.personId === to.personId && asked.has(one.questionnaireId))) continue;
    const organisation = answeringAll(scope, { questionnaires }).find((id) =>
      members.get(id)?.some(({ personId }) => personId === to.personId),
    );
    if (organisation === undefined) continue;
    const { platform, externalId } = to;
    targets.set(to.personId, await threadOf(scope, { platform, organisation }, externalId, [externalId]));
  }
  return targets;
}

/** Returns the organisations that are to answer all of these questionnaires. */
function answeringAll(scope: RegionScope, { questionnaires }: Pick<Reminder, 'questionnaires'>): readonly string[] {
  const each = questionnaires.map((one) => answeringOrganisations(one, scope.now, scope.region.timeZone));
  return (each[0] ?? []).filter((id) => each.every((organisations) => organisations.includes(id)));
}

/**
 * Reminds the people of one questionnaire, three or ten days after asking or two after they stopped, of everything they
 * haven't answered.
 */
export async function remindOfQuestionnaire(scope: RegionScope, questionnaire: Questionnaire): Promise<void> {
  if (questionnaire.survey.closedAt !== null) return;
  const ids = (await remindersFor(scope, [questionnaire])).map(({ to }) => to.personId);
  await remindPeople(scope, questionnaire.survey, ids);
}

/** Tells the coordinators that the call list is due. The list itself names people, so it is shown to each privately. */
export async function tellCallList(scope: RegionScope, survey: Survey): Promise<void> {
  const calls = await callsToMake(scope, survey);
  if (calls.length === 0) return;
  // The key contains the last day to answer, so that they are told again when that changes.
  const key = `survey-calls:${survey.id}:${survey.closesOn}`;
  await tellCoordinators(scope, key, (t) => callListDueMessage(t, calls.length, survey.closesOn));
}
