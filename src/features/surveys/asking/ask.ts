import type { Contact } from '../../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { dayAfterAt } from '../../../dates/index.ts';
import { contactableFrom, followThreads, unaskedAmong } from '../../../delivery/outbox/index.ts';
import { type DueItem, type Planned, plannedTimes, replan, schedule, unscheduleAll } from '../../../schedule/due.ts';
import { ASK, ASK_CO_ORGANISERS, ASKED_CHANGED, REMIND_QUESTIONNAIRE, REMIND_TO_FINISH } from '../due-kinds.ts';
import { answerStore } from '../questionnaires/answer-store.ts';
import { answeringOrganisations, isBegun, isMissing, isReminded, loadQuestionnaire } from '../questionnaires/load.ts';
import { questionnaireStore } from '../questionnaires/questionnaire-store.ts';
import { isPostponed } from '../questionnaires/rules.ts';
import type { Questionnaire, SurveyConversation } from '../survey.ts';
import { ASKING_HOUR, closingEnd, coOrganisersAskedAt, finishRemindedAt, remindersAfter } from '../timing.ts';
import { askedTogetherStore } from './asked-together-store.ts';
import { conversationStore } from './conversation-store.ts';
import { addresseesOf } from './people.ts';
import { roomStore } from './room-store.ts';
import { arrivingAmong, markRoomRead, membersToMention, openConversationIn, roomOf, takeTurn } from './rooms.ts';
import { refreshCard, sendOpening, talkOf } from './talk.ts';

/** Asks an organisation its questionnaire: opens a conversation with one person and plans the reminders. */
export async function askQuestionnaire(scope: RegionScope, questionnaire: Questionnaire): Promise<void> {
  await questionnaireStore(scope).markAsked(questionnaire.id);
  await noteAskedChanged(scope, questionnaire.survey.editionId);
  await planReminders(scope, questionnaire, scope.now);
  const to = await addresseesOf(scope, questionnaire);
  if (to) await openUnasked(scope, { ...questionnaire, askedAt: scope.now }, to.first, questionnaire.organisation.id);
}

/** Asks again about a postponed event whose new date is over, after setting aside the answers about the old one. */
export async function askAgain(scope: RegionScope, questionnaire: Questionnaire): Promise<void> {
  if (!isPostponed(questionnaire.answers)) return;
  await answerStore(scope).setAside(questionnaire.id, questionnaire.entries, ['held', 'newDay']);
  const fresh = await loadQuestionnaire(scope, questionnaire.id);
  await planReminders(scope, fresh, scope.now);
  const to = await addresseesOf(scope, fresh);
  if (to) await openUnasked(scope, fresh, to.first, fresh.organisation.id);
}

/** Asks the co-organisers, if the lead organisation hasn't answered. */
export async function askCoOrganisers(scope: RegionScope, questionnaire: Questionnaire): Promise<void> {
  if (!isMissing(questionnaire)) return;
  const ids = (questionnaire.event?.coOrganisers ?? []).map(({ id }) => id);
  await openFor(scope, questionnaire, new Set(ids));
}

/** Asks another member of each answering organisation, when the person who was to be asked no longer can be. */
export async function askSomebodyElse(scope: RegionScope, questionnaire: Questionnaire): Promise<void> {
  const ids = answeringOrganisations(questionnaire, scope.now, scope.region.timeZone);
  await openFor(scope, questionnaire, new Set(ids));
}

/**
 * Asks a member of each of these organisations, unless one is asked already. Whoever is asked counts for the first of
 * their organisations, the lead before its co-organisers: for the others the next member is asked, since nobody answers
 * the same questionnaire in two places.
 */
async function openFor(scope: RegionScope, questionnaire: Questionnaire, ids: ReadonlySet<string>): Promise<void> {
  const asked = await askedPeople(scope, questionnaire);
  const counted = new Set<string>();
  const lead = questionnaire.organisation.id;
  for (const id of [lead, ...[...ids].filter((one) => one !== lead)]) {
    const to = await addresseesOf(scope, questionnaire, id);
    if (!to) continue;
    const members = [to.first, ...to.others];
    const theirs = members.filter(({ personId }) => asked.has(personId) && !counted.has(personId));
    for (const { personId } of theirs) counted.add(personId);
    const next = members.find(({ personId }) => !asked.has(personId));
    if (!ids.has(id) || theirs.length > 0 || !next) continue;
    asked.add(next.personId);
    counted.add(next.personId);
    await openUnasked(scope, questionnaire, next, id);
  }
}

/** Returns the ids of those with whom a conversation about a questionnaire stands, or waits for its turn. */
async function askedPeople(scope: RegionScope, { id }: Questionnaire): Promise<Set<string>> {
  const all = await conversationStore(scope).ofQuestionnaire(id);
  const arriving = await arrivingAmong(scope, all);
  return new Set(all.flatMap((one) => (one.queuedAt !== null || arriving.has(one.id) ? [one.personId] : [])));
}

/** Schedules a refresh of what shows how many were asked, at the next tick and once for all changes at this instant. */
export async function noteAskedChanged(scope: RegionScope, editionId: string): Promise<void> {
  const subject = `${editionId}:${scope.now.toISOString()}`;
  await schedule(scope, { kind: ASKED_CHANGED, subject, at: scope.now, expires: null });
}

/** Cancels everything that is still planned to be sent about a questionnaire. */
export async function stopReminding(scope: RegionScope, questionnaireId: string): Promise<void> {
  await unscheduleAll(scope, [...remindersOf(questionnaireId), { kind: REMIND_TO_FINISH, subject: questionnaireId }]);
}

/** Returns what is planned about a questionnaire that nobody has answered. */
function remindersOf(id: string): readonly { readonly kind: string; readonly subject: string }[] {
  return [
    { kind: REMIND_QUESTIONNAIRE, subject: `${id}:` },
    { kind: ASK_CO_ORGANISERS, subject: id },
  ];
}

/** Due items that are cancelled and planned together. */
export interface Replanning {
  readonly cancelled: readonly Planned[];
  readonly due: readonly DueItem[];
}

/** Returns how the same is cancelled because it was answered just now, with the reminder to finish it where it is begun. */
export function finishOnlyPlans(scope: RegionScope, questionnaire: Questionnaire): Replanning {
  const { id, survey } = questionnaire;
  const stopped = remindersOf(id);
  if (!isBegun(questionnaire) || survey.closedAt !== null)
    return { cancelled: [...stopped, { kind: REMIND_TO_FINISH, subject: id }], due: [] };
  const { cancelled, due } = toFinishPlans(scope, questionnaire, scope.now);
  return { cancelled: [...stopped, ...cancelled], due };
}

/** Returns how the one reminder to finish a questionnaire is planned that was answered in part, last at `answered`. */
function toFinishPlans(
  { region, now }: RegionScope,
  { id, survey, finishReminder }: Questionnaire,
  answered: Date,
): Replanning {
  const { timeZone } = region;
  const at = finishRemindedAt(answered, timeZone);
  const expires = closingEnd(survey.closesOn, timeZone);
  const one = { kind: REMIND_TO_FINISH, subject: id };
  if (finishReminder !== null || at >= expires) return { cancelled: [one], due: [] };
  return { cancelled: [], due: at > now ? [{ ...one, at, expires }] : [] };
}

/**
 * Returns how the reminders of a questionnaire that was asked at `asked` are planned, and those cancelled that would come after the
 * closing.
 */
function reminderPlans(scope: RegionScope, questionnaire: Questionnaire, asked: Date): Replanning {
  const cancelled: Planned[] = [];
  const due: DueItem[] = [];
  if (!isReminded(questionnaire)) return { cancelled, due };
  const { id, survey, event } = questionnaire;
  const { timeZone } = scope.region;
  const expires = closingEnd(survey.closesOn, timeZone);
  const plan = (one: Planned, at: Date, isWanted: boolean) => {
    if (!isWanted || at >= expires) cancelled.push(one);
    else if (at > scope.now) due.push({ ...one, at, expires });
  };
  for (const { name, at } of remindersAfter(asked, timeZone))
    plan({ kind: REMIND_QUESTIONNAIRE, subject: `${id}:${name}` }, at, true);
  plan({ kind: ASK_CO_ORGANISERS, subject: id }, coOrganisersAskedAt(asked, timeZone), event !== null);
  return { cancelled, due };
}

async function planReminders(scope: RegionScope, questionnaire: Questionnaire, asked: Date): Promise<void> {
  const { cancelled, due } = reminderPlans(scope, questionnaire, asked);
  await replan(scope, cancelled, due);
}

/**
 * Plans the reminders of questionnaires that aren't finished again, after the last day to answer was changed, in one
 * statement.
 */
export async function movePlanned(scope: RegionScope, questionnaires: readonly Questionnaire[]): Promise<void> {
  const plans = questionnaires.flatMap((questionnaire): Replanning[] => {
    const { askedAt, entries } = questionnaire;
    const last = entries.at(-1);
    return [
      ...(askedAt !== null && isMissing(questionnaire) ? [reminderPlans(scope, questionnaire, askedAt)] : []),
      ...(last && isBegun(questionnaire) ? [toFinishPlans(scope, questionnaire, last.at)] : []),
    ];
  });
  await replan(
    scope,
    plans.flatMap(({ cancelled }) => cancelled),
    plans.flatMap(({ due }) => due),
  );
}

/**
 * Opens a conversation. Where the person was written to often enough, it is tried again once their week has room.
 * Where they were asked another one today and haven't finished it, that one's message names it instead.
 */
async function openUnasked(
  scope: RegionScope,
  questionnaire: Questionnaire,
  to: Contact,
  organisationId: string,
): Promise<void> {
  // This locks the person, so that of two questionnaires asked at the same instant the later one sees the earlier.
  const room = (await contactableFrom(scope, [to.personId], 'question', ASKING_HOUR)).get(to.personId);
  const today = await askedToday(scope, to, questionnaire);
  if (today !== null) {
    const also = await askedTogetherStore(scope).alsoAsk(today, questionnaire.id);
    await refreshCard(scope, await talkOf(scope, await loadQuestionnaire(scope, today.questionnaireId), also));
    // In a room that both share it follows by itself; elsewhere the end of the first leads to it.
    if (today.room === null || today.room !== roomOf(to, organisationId)) return;
  } else if (room) {
    // Others of the same questionnaire may have room sooner: then all are looked at, and the rest is planned again.
    const planned = (await plannedTimes(scope, ASK, questionnaire.id)).get(questionnaire.id);
    const at = planned && planned > scope.now && planned < room ? planned : room;
    return schedule(scope, { kind: ASK, subject: questionnaire.id, at, expires: null });
  }
  await openSurveyConversation(scope, questionnaire, to, { organisationId, unsolicited: true });
}

/** Returns the conversation that somebody was asked another questionnaire in today; null when there is none. */
async function askedToday(
  scope: RegionScope,
  { personId }: Contact,
  { id }: Questionnaire,
): Promise<SurveyConversation | null> {
  const opened = await askedTogetherStore(scope).openedSince(
    personId,
    dayAfterAt(scope.now, 0, '00:00', scope.region.timeZone),
  );
  const keys = opened.map(({ deliveryKey }) => deliveryKey);
  const unasked = await unaskedAmong(scope, keys, 'question');
  return opened.find(({ deliveryKey, questionnaireId }) => questionnaireId !== id && unasked.has(deliveryKey)) ?? null;
}

interface Opening {
  /** The organisation in whose thread it takes place, where organisations have threads; null for this person alone. */
  readonly organisationId: string | null;
  /** True when nobody asked for it: then it waits until the room's open conversation is done. */
  readonly unsolicited: boolean;
  /** Set when the person chose to answer in private, whatever others do in the thread. */
  readonly inPrivate?: true;
}

/** Opens the person's conversation about a questionnaire, for the first time or again. */
export async function openSurveyConversation(
  scope: RegionScope,
  questionnaire: Questionnaire,
  to: Contact,
  { organisationId, unsolicited, inPrivate: asked }: Opening,
): Promise<SurveyConversation> {
  const store = conversationStore(scope);
  const former = await store.of(questionnaire.id, to.personId);
  // Whoever chose to answer in private is asked there from then on.
  const inPrivate = asked ?? former?.inPrivate ?? false;
  const room = roomOf(to, inPrivate ? null : organisationId);
  if (room !== null) await roomStore(scope).lock(room);
  const theirs = await store.of(questionnaire.id, to.personId);
  const own = theirs?.inPrivate === inPrivate ? theirs : null;
  const known =
    own ?? (room === null || inPrivate ? null : await roomStore(scope).ofQuestionnaireIn(questionnaire.id, room));
  const conversation = known
    ? await store.reopen({ ...known, personId: to.personId }, to.platform, room)
    : await store.create({
        questionnaireId: questionnaire.id,
        personId: to.personId,
        platform: to.platform,
        room,
        inPrivate,
      });
  if (room === null) return begun(scope, questionnaire, conversation, to, [], unsolicited);
  if (unsolicited && (await openConversationIn(scope, room, conversation.id))) {
    const queued = { ...conversation, queuedAt: scope.now };
    await store.keep(queued);
    // Nothing is posted there yet: the summary of what waits says so.
    if (organisationId !== null) followThreads(scope, [organisationId]);
    return queued;
  }
  const open = await markRoomRead(scope, room, await takeTurn(scope, conversation));
  const calls = unsolicited && organisationId !== null ? await membersToMention(scope, organisationId, to) : [];
  return begun(scope, questionnaire, open, to, calls, unsolicited);
}

async function begun(
  scope: RegionScope,
  questionnaire: Questionnaire,
  conversation: SurveyConversation,
  to: Contact,
  calls: readonly Contact[],
  unsolicited: boolean,
): Promise<SurveyConversation> {
  const talk = await talkOf(scope, questionnaire, conversation);
  return (await sendOpening(scope, talk, to, { calls, unsolicited })).conversation;
}
