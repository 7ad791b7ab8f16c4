import { type Contact, directory } from '../../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { contactable, type NewDelivery, quietUntil, sentUnder } from '../../../delivery/outbox/index.ts';
import { traitsOf } from '../../../platforms/registered.ts';
import { threadOf } from '../../organisations/thread.ts';
import type { AnswerEntry } from '../questionnaires/history.ts';
import type { Room, SurveyConversation } from '../survey.ts';
import { conversationStore } from './conversation-store.ts';
import { replyStore } from './reply-store.ts';
import { roomStore } from './room-store.ts';

const ORGANISATION = 'organisation:';
const DIRECT = 'direct:';

/**
 * Where a questionnaire is answered with this person, for this organisation of theirs; without one, alone. Null where each
 * questionnaire has a thread of its own.
 */
export function roomOf({ platform, externalId }: Contact, organisationId: string | null): Room | null {
  if (traitsOf(platform).threads === 'below-message') return null;
  return organisationId === null ? `${DIRECT}${externalId}` : `${ORGANISATION}${organisationId}`;
}

/** The organisation whose members are all in this room; null where there is one person. */
export function organisationIn(room: Room | null): string | null {
  return room?.startsWith(ORGANISATION) ? room.slice(ORGANISATION.length) : null;
}

/** Names the place that a conversation has, beside each answer that is given there. */
export function placeNameOf({ room }: Pick<SurveyConversation, 'room'>): string {
  return room ?? 'alone';
}

/**
 * Whether an answer isn't shown in a conversation: a server's moderators can read its threads, so nothing is repeated
 * there that somebody said alone with the bot.
 */
export function isHiddenIn(
  { room }: Pick<SurveyConversation, 'room'>,
  { givenIn = null }: Pick<AnswerEntry, 'givenIn'>,
): boolean {
  return organisationIn(room) !== null && givenIn !== null && !givenIn.startsWith(ORGANISATION);
}

/** Where something is said in a conversation. `calls`: who is to hear of it, where others are there too. */
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
 * Returns the members of an organisation who are to hear that it is asked something: the one who is asked, and who may
 * be called.
 */
export async function membersToMention(
  scope: RegionScope,
  organisationId: string,
  first: Contact,
): Promise<readonly Contact[]> {
  const members = await directory(scope).members(organisationId);
  const others = members.filter(({ personId, platform }) => personId !== first.personId && platform === first.platform);
  const ids = others.map(({ personId }) => personId);
  const willing = await contactable(scope, ids, 'survey');
  // It leaves at the end of the first one's quiet hours: some may still have theirs.
  const at = (await quietUntil(scope, [first.personId])).get(first.personId) ?? scope.now;
  const quiet = await quietUntil({ ...scope, now: at }, ids);
  return [first, ...others.filter(({ personId }) => willing.has(personId) && !quiet.has(personId))];
}

/** The one that is open in a room, besides this one; null where none is. One that never arrived is in nobody's way. */
export async function openConversationIn(
  scope: RegionScope,
  room: Room,
  besides?: string,
): Promise<SurveyConversation | null> {
  for (const one of await roomStore(scope).conversationsIn(room)) {
    if (one.id !== besides && one.queuedAt === null && (await isOpeningSentOrPending(scope, one))) return one;
  }
  return null;
}

/** Whether the message that opens it stands, or is on its way. */
export async function isOpeningSentOrPending(
  scope: RegionScope,
  { deliveryKey }: SurveyConversation,
): Promise<boolean> {
  const opening = (await sentUnder(scope, deliveryKey)).find(({ key }) => key === deliveryKey);
  return opening !== undefined && opening.status !== 'REFUSED' && opening.status !== 'UNKNOWN';
}

/** Gives a conversation its turn in its room: whatever was open there waits until it is done. */
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
    // One that was only opened to be corrected is left as it is.
    const queuedAt = other.closedAt === null ? scope.now : null;
    await store.keep({ ...other, question: null, queuedAt });
  }
  return markRoomRead(scope, room, { ...conversation, queuedAt: null });
}

/** Marks all that was said in the room so far as read: what was said before its turn isn't meant for it. */
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

/** The conversation that something said in another one's room is meant for: the one that is open there. */
export async function addressedConversation(
  scope: RegionScope,
  conversation: SurveyConversation,
): Promise<SurveyConversation> {
  return (conversation.room !== null && (await openConversationIn(scope, conversation.room))) || conversation;
}
