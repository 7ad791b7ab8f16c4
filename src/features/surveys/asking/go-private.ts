import { type Contact, directory } from '../../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { sentAs } from '../../../delivery/outbox/index.ts';
import { reschedule } from '../../../schedule/due.ts';
import { GO_PRIVATE } from '../due-kinds.ts';
import { loadQuestionnaire } from '../questionnaires/load.ts';
import { questionnaireStore } from '../questionnaires/questionnaire-store.ts';
import type { Questionnaire, SurveyConversation } from '../survey.ts';
import { conversationStore } from './conversation-store.ts';
import { continuedInPrivateMessage, privateRefusedMessage } from './messages/private.ts';
import { openNextIn } from './next-in-room.ts';
import { organisationIn } from './rooms.ts';
import { postInConversation, refreshCard, talkOf } from './talk.ts';

/** Delay before the bot checks again whether somebody was reached. */
const AGAIN_MS = 5_000;

/**
 * Tells the thread that somebody who wished to answer in private was reached there, or tells them that they can't be.
 */
export async function goPrivate(scope: RegionScope, subject: string): Promise<void> {
  const [privateId = '', threadId = ''] = subject.split('/');
  const store = conversationStore(scope);
  const found = await store.byId(threadId);
  if (!found) return;
  await questionnaireStore(scope).lock(found.questionnaireId);
  const [own, thread] = [await store.byId(privateId), await store.byId(threadId)];
  const to = own && (await directory(scope).person(own.personId));
  if (!own || !thread || !to) return;
  const status = (await sentAs(scope, [own.deliveryKey])).at(0)?.status;
  const questionnaire = await loadQuestionnaire(scope, own.questionnaireId);
  if (status === 'PENDING' || status === 'SENDING') {
    await reschedule(scope, { kind: GO_PRIVATE, subject, at: new Date(scope.now.getTime() + AGAIN_MS) });
  } else if (status === 'SENT') {
    if (await isOneOf(scope, thread, to)) await leave(scope, questionnaire, thread, own, to);
  } else await giveUp(scope, questionnaire, thread, own, to);
}

/**
 * Returns whether the person is a member: a coordinator who answers for the organisation leaves its thread as it is.
 */
async function isOneOf(scope: RegionScope, { room }: SurveyConversation, { personId }: Contact): Promise<boolean> {
  const organisationId = organisationIn(room);
  if (organisationId === null) return false;
  return (await directory(scope).members(organisationId)).some((member) => member.personId === personId);
}

/** Ends the conversation in the thread, and says so there once. */
async function leave(
  scope: RegionScope,
  questionnaire: Questionnaire,
  thread: SurveyConversation,
  own: SurveyConversation,
  to: Contact,
): Promise<void> {
  const left: SurveyConversation = { ...thread, question: null, queuedAt: null, closedAt: scope.now };
  await conversationStore(scope).keep(left);
  const talk = await talkOf(scope, questionnaire, left);
  await refreshCard(scope, talk);
  const key = `${thread.deliveryKey}:private-${own.id}`;
  await postInConversation(scope, talk, key, continuedInPrivateMessage(talk.t, questionnaire, to.name));
  await openNextIn(scope, thread.room);
}

/** Tells the thread that the person can't be written to. The question there waits as before. */
async function giveUp(
  scope: RegionScope,
  questionnaire: Questionnaire,
  thread: SurveyConversation,
  own: SurveyConversation,
  to: Contact,
): Promise<void> {
  await conversationStore(scope).remove(own);
  await openNextIn(scope, own.room);
  const talk = await talkOf(scope, questionnaire, thread);
  await postInConversation(
    scope,
    talk,
    `${thread.deliveryKey}:closed-${own.id}`,
    privateRefusedMessage(talk.t, to.name, to.platform),
    [to],
  );
}
