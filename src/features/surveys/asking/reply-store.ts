import type { RegionScope } from '../../../access/region/region-scope.ts';
import { byTime } from '../../../chat/order.ts';
import type { PlatformName } from '../../../chat/place.ts';
import { clientOf } from '../../../database/transaction.ts';
import type { QuestionId } from '../questions/catalogue.ts';
import type { SurveyConversation } from '../survey.ts';
import { conversationFields, conversationOf } from './conversation-store.ts';

/** The most unreadable messages remembered per conversation. */
const MOST_UNREAD = 10;

/** Selects conversations that may get a typed reply: not ended, or with an answer open to be corrected. */
const expectsReplies = { queuedAt: null, OR: [{ closedAt: null }, { question: { not: null } }] };

/** Selects surveys that are open or were closed after this. */
function notLongClosed(closedAfter: Date) {
  return { OR: [{ closedAt: null }, { closedAt: { gt: closedAfter } }] };
}

/** The progress in reading the messages of a conversation. */
export interface ConversationRead {
  readonly deliveryKey: string;
  /** Id of the last message read; null before anything was typed. */
  readonly lastSeenId: string | null;
}

/** Stores where typed replies are expected, and how far they were read. */
export function replyStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  return {
    /** Returns a person's conversations in which a question waits, if their survey is open or was closed after `closedAfter`. */
    async askedOf(personId: string, platform: PlatformName, closedAfter: Date): Promise<readonly SurveyConversation[]> {
      const rows = await client.surveyConversation.findMany({
        where: {
          regionId,
          personId,
          platform,
          queuedAt: null,
          question: { not: null },
          questionnaire: { declinedAt: null, survey: notLongClosed(closedAfter) },
        },
        select: conversationFields,
        orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(conversationOf);
    },

    /**
     * Returns the conversations that may get a typed reply, if their survey is open or was closed after `closedAfter`.
     * `among` limits them to these ids.
     */
    async awaiting(
      platform: PlatformName,
      closedAfter: Date,
      among?: readonly string[],
    ): Promise<readonly ConversationRead[]> {
      return client.surveyConversation.findMany({
        where: {
          regionId,
          ...(among ? { id: { in: [...among] } } : {}),
          platform,
          ...expectsReplies,
          questionnaire: { survey: notLongClosed(closedAfter) },
        },
        select: { deliveryKey: true, lastSeenId: true },
        orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
      });
    },

    /** Notes a message that couldn't be read as the answer to this question. */
    async noteUnread({ id }: Pick<SurveyConversation, 'id'>, question: QuestionId, messageId: string): Promise<void> {
      const row = await client.surveyConversation.findFirst({ where: { regionId, id }, select: { unread: true } });
      const name = `${question}/${messageId}`;
      const unread = [...(row?.unread ?? []).filter((one) => one !== name), name].slice(-MOST_UNREAD);
      await client.surveyConversation.updateMany({ where: { regionId, id }, data: { unread } });
    },

    /** Notes a message that was read: it stands below the card. */
    async noteTyped(
      { id, lastSeenId }: Pick<SurveyConversation, 'id' | 'lastSeenId'>,
      messageId: string,
    ): Promise<void> {
      const isNewer = lastSeenId === null || byTime(messageId, lastSeenId) > 0;
      await client.surveyConversation.updateMany({
        where: { regionId, id },
        data: { typedBelow: { increment: 1 }, ...(isNewer ? { lastSeenId: messageId } : {}) },
      });
    },

    /** Advances the last message or press that was read; an earlier one changes nothing. */
    async noteSeen({ id, lastSeenId }: Pick<SurveyConversation, 'id' | 'lastSeenId'>, seen: string): Promise<void> {
      if (lastSeenId !== null && byTime(seen, lastSeenId) <= 0) return;
      await client.surveyConversation.updateMany({ where: { regionId, id }, data: { lastSeenId: seen } });
    },
  };
}
