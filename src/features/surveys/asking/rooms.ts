import { type Contact, directory } from '../../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { contactable, type NewDelivery, quietUntil, sentAs } from '../../../delivery/outbox/index.ts';
import { traitsOf } from '../../../platforms/registered.ts';
import { threadOf } from '../../organisations/thread.ts';
import type { AnswerEntry } from '../questionnaires/history.ts';
import type { Question } from '../questions/catalogue.ts';
import type { Questionnaire, Room, SurveyConversation } from '../survey.ts';
import { conversationStore } from './conversation-store.ts';
import { replyStore } from './reply-store.ts';
import { roomStore } from './room-store.ts';

const ORGANISATION = 'organisation:';
const DIRECT = 'direct:';

/**
 * Returns the room in which this person answers for this organisation, or alone without one; null on platforms where
 * each questionnaire has its own thread.
 */
export function roomOf({ platform, externalId }: Contact, organisationId: string | null): Room | null {
  if (traitsOf(platform).threads === 'below-message') return null;
  return organisationId === null ? `${DIRECT}${externalId}` : organisationRoom(organisationId);
}

/** Returns the room that an organisation's members share. */
export function organisationRoom(organisationId: string): Room {
  return `${ORGANISATION}${organisationId}`;
}

/** Returns the id of the organisation whose members share this room; null when one person is there alone. */
export function organisationIn(room: Room | null): string | null {
  return room?.startsWith(ORGANISATION) ? room.slice(ORGANISATION.length) : null;
}

/** Returns the name of the conversation's place that is stored with each answer given there. */
export function placeNameOf({ room }: Pick<SurveyConversation, 'room'>): string {
  return room ?? 'alone';
}

/**
 * Returns whether an answer mustn't be shown in a conversation: a server's moderators can read its threads, so answers
 * given alone with the bot aren't repeated there.
 */
export function isHiddenIn(
  { room }: Pick<SurveyConversation, 'room'>,
  { givenIn = null }: Pick<AnswerEntry, 'givenIn'>,
): boolean {
  return organisationIn(room) !== null && givenIn !== null && !givenIn.startsWith(ORGANISATION);
}

/** Returns where the bot posts in a conversation. `calls` are the people to mention, where others are there too. */
export async function targetIn(
  scope: RegionScope,
  { room, personId, platform, deliveryKey }: SurveyConversation,
  calls: readonly Contact[] = [],
): Promise<NewDelivery['target']> {
  const organisationId = organisationIn(room);
  if (organisationId !== null) {
    const to = await directory(scope).idOn(platform, personId);
    return threadOf(
      scope,
      { platform, organisation: organisationId },
      to,
      calls.filter((one) => one.platform === platform).map(({ externalId }) => externalId),
    );
  }
  if (room === null) return { kind: 'thread', platform, of: deliveryKey };
  return { kind: 'private', platform, users: [room.slice(DIRECT.length)] };
}

/**
 * Returns the members to mention when their organisation is asked something: the person asked, and the others who may
 * be written to at that hour.
 */
export async function membersToMention(
  scope: RegionScope,
  organisationId: string,
  first: Contact,
): Promise<readonly Contact[]> {
  const members = await directory(scope).members(organisationId);
  const others = members.filter(({ personId, platform }) => personId !== first.personId && platform === first.platform);
  if (others.length === 0) return [first];
  const ids = others.map(({ personId }) => personId);
  const willing = await contactable(scope, ids, 'survey');
  // The message leaves when the first one's quiet hours end; others may still be in theirs.
  const at = (await quietUntil(scope, [first.personId])).get(first.personId) ?? scope.now;
  const quiet = await quietUntil({ ...scope, now: at }, ids);
  return [first, ...others.filter(({ personId }) => willing.has(personId) && !quiet.has(personId))];
}

/**
 * Returns the open conversation of a room, other than `besides`; null when there is none. One that never arrived
 * doesn't count.
 */
export async function openConversationIn(
  scope: RegionScope,
  room: Room,
  besides?: string,
): Promise<SurveyConversation | null> {
  return openAmong(scope, await roomStore(scope).conversationsIn(room), besides);
}

/** Returns the open one of a room's conversations in the same way. */
export async function openAmong(
  scope: RegionScope,
  inRoom: readonly SurveyConversation[],
  besides?: string,
): Promise<SurveyConversation | null> {
  const open = inRoom.filter(({ id, queuedAt }) => id !== besides && queuedAt === null);
  const arriving = await arrivingAmong(scope, open);
  return open.find(({ id }) => arriving.has(id)) ?? null;
}

/** Returns whether the opening message was sent or is on its way. */
export async function isOpeningSentOrPending(scope: RegionScope, conversation: SurveyConversation): Promise<boolean> {
  return (await arrivingAmong(scope, [conversation])).has(conversation.id);
}

/** Returns the ids of those of these conversations whose opening message was sent or is on its way. */
export async function arrivingAmong(
  scope: RegionScope,
  conversations: readonly SurveyConversation[],
): Promise<ReadonlySet<string>> {
  const openings = await sentAs(
    scope,
    conversations.map(({ deliveryKey }) => deliveryKey),
  );
  const arriving = new Set(
    openings.flatMap(({ key, status }) => (status === 'REFUSED' || status === 'UNKNOWN' ? [] : [key])),
  );
  return new Set(conversations.flatMap(({ id, deliveryKey }) => (arriving.has(deliveryKey) ? [id] : [])));
}

/** Makes a conversation the open one of its room. Others that were open there wait until it is done. */
export async function takeTurn(scope: RegionScope, conversation: SurveyConversation): Promise<SurveyConversation> {
  const { room } = conversation;
  if (room === null) return conversation;
  const store = conversationStore(scope);
  await roomStore(scope).lock(room);
  const others = (await roomStore(scope).conversationsIn(room)).filter(
    ({ id, queuedAt }) => queuedAt === null && id !== conversation.id,
  );
  if (others.length === 0 && conversation.queuedAt === null) return conversation;
  for (const other of others) {
    // A conversation that had ended and was only open for a correction doesn't wait.
    const queuedAt = other.closedAt === null ? scope.now : null;
    await store.keep({ ...other, question: null, queuedAt });
  }
  return markRoomRead(scope, room, { ...conversation, queuedAt: null });
}

/**
 * Marks everything said in the room so far as read: messages from before its turn aren't meant for this conversation.
 */
export async function markRoomRead(
  scope: RegionScope,
  room: Room,
  conversation: SurveyConversation,
): Promise<SurveyConversation> {
  const store = conversationStore(scope);
  const seen = await roomStore(scope).lastSeenIn(room);
  if (seen !== null) await replyStore(scope).noteSeen(conversation, seen);
  await store.keep(conversation);
  return { ...conversation, lastSeenId: seen ?? conversation.lastSeenId };
}

/** Returns the conversation that a message in this one's room is meant for: the open one there. */
export async function addressedConversation(
  scope: RegionScope,
  conversation: SurveyConversation,
): Promise<SurveyConversation> {
  return (conversation.room !== null && (await openConversationIn(scope, conversation.room))) || conversation;
}

/**
 * Returns a questionnaire as a conversation may show it: without the answer to this question where it was given elsewhere.
 * Whoever answers there begins anew, because nothing there says how far the other answer is.
 */
export function seenIn(
  conversation: SurveyConversation,
  questionnaire: Questionnaire,
  { id }: Question,
): Questionnaire {
  const entry = questionnaire.entries.find((one) => one.question === id);
  if (entry === undefined || !isHiddenIn(conversation, entry)) return questionnaire;
  const { [id]: _, ...answers } = questionnaire.answers;
  return { ...questionnaire, answers };
}
