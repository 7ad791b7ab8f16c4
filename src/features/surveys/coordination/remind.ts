import { directory, privateTarget } from '../../../access/contacts/directory-store.ts';
import { type RegionScope, wordsFor } from '../../../access/region/region-scope.ts';
import { contactable, edit, optedOut, send } from '../../../delivery/outbox/index.ts';
import { traitsOf } from '../../../platforms/registered.ts';
import { threadOf } from '../../organisations/thread.ts';
import { tellCoordinators } from '../../regions/tell-coordinators.ts';
import { conversationStore } from '../asking/conversation-store.ts';
import { reminderKeyOf, remindersSince } from '../asking/people.ts';
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
import { isNamedIn, type Reminder, remindersFor } from './reminders.ts';

/** Everybody who hasn't answered, each in one list, by whether a reminder may be sent now. */
export interface RemindersNow {
  readonly due: readonly Reminder[];
  /** Those who were reminded today already. */
  readonly today: readonly Reminder[];
  readonly spared: readonly Reminder[];
  /** Those who don't wish to be reminded. */
  readonly unwilling: readonly Reminder[];
  /** How many of `due` were asked within the last day, and when the last of them was; null when nobody was. */
  readonly justAsked: { readonly people: number; readonly at: Date } | null;
}

const DAY_MS = 24 * 3_600_000;

export async function remindersNow(scope: RegionScope, survey: Survey): Promise<RemindersNow> {
  return whoMayBeReminded(scope, await remindersFor(scope, await loadQuestionnaires(scope, survey)));
}

async function whoMayBeReminded(scope: RegionScope, missing: readonly Reminder[]): Promise<RemindersNow> {
  const ids = missing.map(({ to }) => to.personId);
  const not = await optedOut(scope, ids, 'survey');
  const open = await contactable(scope, ids, 'survey');
  const all = missing.filter(({ to }) => !not.has(to.personId));
  const today = new Set<string>();
  for (const { to } of all) {
    if ((await remindersSince(scope, to.personId, scope.now)).length > 0) today.add(to.personId);
  }
  const due = all.filter(({ to }) => open.has(to.personId) && !today.has(to.personId));
  return {
    due,
    today: all.filter(({ to }) => today.has(to.personId)),
    spared: all.filter(({ to }) => !open.has(to.personId) && !today.has(to.personId)),
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

/** Updates the reminders already sent, when the last day to answer changes or the survey is closed. */
export async function refreshReminders(scope: RegionScope, survey: Survey): Promise<void> {
  const all = await remindersFor(scope, await loadQuestionnaires(scope, survey), { again: true });
  for (const { to, questionnaires } of all) {
    for (const key of await remindersSince(scope, to.personId, survey.launchedAt)) {
      const named = questionnaires.filter((questionnaire) => isNamedIn(key, questionnaire));
      const words = surveyReminderMessage(wordsFor(to, scope.region), to.name, named, survey);
      if (named.length > 0) await edit(scope, key, words);
    }
  }
}

/** Reminds these people, each once a day at most. Returns those who hadn't been reminded today. */
export async function sendReminders(
  scope: RegionScope,
  survey: Survey,
  due: readonly Reminder[],
): Promise<readonly Reminder[]> {
  const sent: Reminder[] = [];
  for (const { to, questionnaires } of due) {
    const t = wordsFor(to, scope.region);
    const message = surveyReminderMessage(t, to.name, questionnaires, survey);
    const target = await targetOf(scope, { to, questionnaires });
    const key = reminderKeyOf(scope, to.personId);
    const consent = { unasked: 'survey', personId: to.personId } as const;
    const readAs = questionnaires.flatMap((questionnaire) => questionnaireReaders(scope, questionnaire));
    if (await send(scope, { key, target, message, consent, readAs })) {
      sent.push({ to, questionnaires });
      for (const { id } of questionnaires.filter(isBegun)) await questionnaireStore(scope).noteFinishReminder(id, key);
    }
  }
  return sent;
}

/**
 * Returns where to remind somebody: on Discord in their organisation's thread, if all questionnaires are that
 * organisation's and the person doesn't answer in private; on Slack in a message of its own, because replies in a
 * thread that one never wrote in are easily overlooked.
 */
async function targetOf(scope: RegionScope, { to, questionnaires }: Reminder) {
  const inThread =
    traitsOf(to.platform).organisationThreads && !(await answersPrivately(scope, { to, questionnaires }));
  const organisationId = inThread ? await organisationOf(scope, { to, questionnaires }) : null;
  if (organisationId !== null)
    return threadOf(scope, { platform: to.platform, organisation: organisationId }, to.externalId, [to.externalId]);
  return privateTarget(to);
}

/** Returns whether the person chose to answer one of these questionnaires in private. */
async function answersPrivately(scope: RegionScope, { to, questionnaires }: Reminder): Promise<boolean> {
  const conversations = await conversationStore(scope).ofQuestionnaires(questionnaires.map(({ id }) => id));
  return conversations.some(({ personId, inPrivate }) => inPrivate && personId === to.personId);
}

/** Returns the person's organisation that is to answer all of these questionnaires; null when there is no such one. */
async function organisationOf(scope: RegionScope, { to, questionnaires }: Reminder): Promise<string | null> {
  const answering = questionnaires.map((questionnaire) =>
    answeringOrganisations(questionnaire, scope.now, scope.region.timeZone),
  );
  for (const id of answering[0] ?? []) {
    if (!answering.every((organisations) => organisations.includes(id))) continue;
    const members = await directory(scope).members(id);
    if (members.some(({ personId }) => personId === to.personId)) return id;
  }
  return null;
}

/**
 * Reminds the people of one questionnaire, three or ten days after asking or two after they stopped, of everything they
 * haven't answered. It loads only the questionnaires that they are asked, however many the survey has.
 */
export async function remindOfQuestionnaire(scope: RegionScope, questionnaire: Questionnaire): Promise<void> {
  if (questionnaire.survey.closedAt !== null) return;
  const ids = (await remindersFor(scope, [questionnaire])).map(({ to }) => to.personId);
  const all = await remindersFor(scope, await loadQuestionnairesOf(scope, questionnaire.survey, ids));
  const { due } = await whoMayBeReminded(
    scope,
    all.filter(({ to }) => ids.includes(to.personId)),
  );
  await sendReminders(scope, questionnaire.survey, due);
}

/** Tells the coordinators that the call list is due. The list itself names people, so it is shown to each privately. */
export async function tellCallList(scope: RegionScope, survey: Survey): Promise<void> {
  const calls = await callsToMake(scope, survey);
  if (calls.length === 0) return;
  // The key contains the last day to answer, so that they are told again when that changes.
  const key = `survey-calls:${survey.id}:${survey.closesOn}`;
  await tellCoordinators(scope, key, (t) => callListDueMessage(t, calls.length, survey.closesOn));
}
