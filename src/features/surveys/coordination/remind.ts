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
  isMissing,
  loadQuestionnaires,
  loadQuestionnairesOf,
  questionnaireReaders,
} from '../questionnaires/load.ts';
import type { Questionnaire, Survey } from '../survey.ts';
import { callListDueMessage, surveyReminderMessage } from './messages/reminder.ts';
import { missingQuestionnaires, type Reminder, remindersFor } from './missing.ts';

/** Who would be reminded now, and who wouldn't: each stands in one of the lists. */
export interface RemindersNow {
  readonly due: readonly Reminder[];
  /** Reminded today already. */
  readonly today: readonly Reminder[];
  readonly spared: readonly Reminder[];
  /** Who doesn't wish to be reminded. */
  readonly unwilling: readonly Reminder[];
  /** Those of `due` who were only asked since yesterday, and when the last of them was; null: nobody. */
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

/** Brings the reminders that still stand up to date, when the survey ends on another day or is over. */
export async function refreshReminders(scope: RegionScope, survey: Survey): Promise<void> {
  for (const { to, questionnaires } of await remindersFor(scope, await loadQuestionnaires(scope, survey))) {
    const words = surveyReminderMessage(wordsFor(to, scope.region), questionnaires, survey);
    for (const key of await remindersSince(scope, to.personId, survey.launchedAt)) await edit(scope, key, words);
  }
}

/** Reminds these people, each once a day at most. Returns those who weren't already. */
export async function sendReminders(
  scope: RegionScope,
  survey: Survey,
  due: readonly Reminder[],
): Promise<readonly Reminder[]> {
  const sent: Reminder[] = [];
  for (const { to, questionnaires } of due) {
    const t = wordsFor(to, scope.region);
    const message = surveyReminderMessage(t, questionnaires, survey);
    const target = await targetOf(scope, { to, questionnaires });
    const key = reminderKeyOf(scope, to.personId);
    const consent = { unasked: 'survey', personId: to.personId } as const;
    const readAs = questionnaires.flatMap((questionnaire) => questionnaireReaders(scope, questionnaire));
    if (await send(scope, { key, target, message, consent, readAs })) {
      sent.push({ to, questionnaires });
    }
  }
  return sent;
}

/**
 * On Discord in the thread of the organisation, where one is reminded of all of it, unless they answer in private; on
 * Slack as a message of its own, because a reply in a thread one never wrote in is easily overlooked.
 */
async function targetOf(scope: RegionScope, { to, questionnaires }: Reminder) {
  const inThread =
    traitsOf(to.platform).organisationThreads && !(await answersPrivately(scope, { to, questionnaires }));
  const organisationId = inThread ? await organisationOf(scope, { to, questionnaires }) : null;
  if (organisationId !== null)
    return threadOf(scope, { platform: to.platform, organisation: organisationId }, to.externalId, [to.externalId]);
  return privateTarget(to);
}

/** They wished to answer one of these in private. */
async function answersPrivately(scope: RegionScope, { to, questionnaires }: Reminder): Promise<boolean> {
  const conversations = await conversationStore(scope).ofQuestionnaires(questionnaires.map(({ id }) => id));
  return conversations.some(({ personId, inPrivate }) => inPrivate && personId === to.personId);
}

/** The one organisation of theirs that is to answer all of these questionnaires; null where it is several. */
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
 * J+3 or J+10 of one questionnaire: its people are reminded, of all they haven't answered. Only what they are asked is
 * looked at, however many questionnaires the survey has: each of those has its own turn.
 */
export async function remindOfQuestionnaire(scope: RegionScope, questionnaire: Questionnaire): Promise<void> {
  if (questionnaire.survey.closedAt !== null || !isMissing(questionnaire)) return;
  const ids = (await remindersFor(scope, [questionnaire])).map(({ to }) => to.personId);
  const all = await remindersFor(scope, await loadQuestionnairesOf(scope, questionnaire.survey, ids));
  const { due } = await whoMayBeReminded(
    scope,
    all.filter(({ to }) => ids.includes(to.personId)),
  );
  await sendReminders(scope, questionnaire.survey, due);
}

/** Tells the coordinators that it is time to telephone. The list itself, which names people, is shown to each alone. */
export async function tellCallList(scope: RegionScope, survey: Survey): Promise<void> {
  const missing = await missingQuestionnaires(scope, survey);
  if (missing.length === 0) return;
  // Once for each last day: the survey may be given another one after the list was told of.
  const key = `survey-calls:${survey.id}:${survey.closesOn}`;
  await tellCoordinators(scope, key, (t) => callListDueMessage(t, missing.length, survey.closesOn));
}
