import { type Contact, directory } from '../../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { loadQuestionnaire } from '../questionnaires/load.ts';
import { nextStep } from '../questionnaires/rules.ts';
import { isWaiting } from '../questionnaires/waiting.ts';
import type { Questionnaire, Room, SurveyConversation } from '../survey.ts';
import { conversationStore } from './conversation-store.ts';
import { addresseesOf } from './people.ts';
import { roomStore } from './room-store.ts';
import { isOpeningSentOrPending, markRoomRead, openAmong, organisationIn } from './rooms.ts';
import { sendOpening, showCard, talkOf, withState } from './talk.ts';

/** Opens the next waiting conversation of a room, unless one is open there. */
export async function openNextIn(scope: RegionScope, room: Room | null): Promise<void> {
  if (room === null) return;
  await roomStore(scope).lock(room);
  const inRoom = await roomStore(scope).conversationsIn(room);
  if (await openAmong(scope, inRoom)) return;
  for (const waiting of inRoom) {
    if (waiting.queuedAt !== null && (await openWaiting(scope, room, waiting))) return;
  }
}

/** Opens a waiting conversation. Returns false, and ends it, when nothing in it is to be asked any more. */
async function openWaiting(scope: RegionScope, room: Room, waiting: SurveyConversation): Promise<boolean> {
  const store = conversationStore(scope);
  const questionnaire = await loadQuestionnaire(scope, waiting.questionnaireId);
  const to =
    isWaiting(questionnaire) && questionnaire.survey.closedAt === null
      ? await readerIn(scope, room, questionnaire, waiting)
      : null;
  const step = nextStep(questionnaire);
  if (!to || !step) {
    await store.keep({ ...waiting, question: null, queuedAt: null, closedAt: waiting.closedAt ?? scope.now });
    return false;
  }
  if (await isOpeningSentOrPending(scope, waiting)) {
    const open = await markRoomRead(scope, room, { ...waiting, queuedAt: null });
    const talk = await talkOf(scope, questionnaire, open);
    await showCard(scope, withState(talk, { question: step.question.id, closedAt: null }), { anew: true });
    return true;
  }
  const open = await markRoomRead(
    scope,
    room,
    await store.reopen({ ...waiting, personId: to.personId }, to.platform, room),
  );
  // It follows something that somebody has just done there, so nobody is mentioned.
  await sendOpening(scope, await talkOf(scope, questionnaire, open), to, { calls: [], unsolicited: false });
  return true;
}

/**
 * Returns the person to ask in this room: the one who was asked before or, when they have left the organisation,
 * another member; null when there is nobody.
 */
async function readerIn(
  scope: RegionScope,
  room: Room,
  questionnaire: Questionnaire,
  { personId, platform }: SurveyConversation,
): Promise<Contact | null> {
  const people = directory(scope);
  const organisationId = organisationIn(room);
  const known = await people.person(personId);
  const externalId = await people.idOn(platform, personId);
  const reader = known && externalId !== null ? { ...known, platform, externalId } : null;
  if (organisationId === null) return reader;
  const members = await people.members(organisationId);
  if (reader && members.some((one) => one.personId === personId)) return reader;
  const first = (await addresseesOf(scope, questionnaire, organisationId))?.first;
  return first?.platform === platform ? first : null;
}
