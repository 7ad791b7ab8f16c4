import type { RegionScope } from '../../../access/region/region-scope.ts';
import { byTime } from '../../../chat/order.ts';
import type { PlatformName } from '../../../chat/place.ts';
import { clientOf } from '../../../database/transaction.ts';
import type { QuestionId } from '../questions/catalogue.ts';
import type { SurveyConversation } from '../survey.ts';
import { conversationFields, conversationOf } from './conversation-store.ts';

/** How many unreadable messages of a conversation are remembered, with the question each was typed for. */
const MOST_UNREAD = 10;

/** A typed reply may come in it: it isn't over, or one of its answers was opened to be corrected. */
const expectsReplies = { queuedAt: null, OR: [{ closedAt: null }, { question: { not: null } }] };

/** How far what people type in a conversation was read. */
export interface ConversationRead {
  readonly deliveryKey: string;
  /** Null before anything was typed. */
  readonly lastSeenId: string | null;
}

/** Where typed replies are expected, and how far they were read. */
export function replyStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  return {
    /** Returns a person's conversations in which a question of this survey waits for an answer. */
    async askedOf(surveyId: string, personId: string, platform: PlatformName): Promise<readonly SurveyConversation[]> {
      const rows = await client.surveyConversation.findMany({
        where: {
          regionId,
          personId,
          platform,
          queuedAt: null,
          question: { not: null },
          questionnaire: { surveyId, declinedAt: null },
        },
        select: conversationFields,
        orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(conversationOf);
    },

    /**
     * Returns the conversations in which a typed reply may come, of a survey that is open or was closed after this;
     * `among`: ids.
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
          questionnaire: { survey: { OR: [{ closedAt: null }, { closedAt: { gt: closedAfter } }] } },
        },
        select: { deliveryKey: true, lastSeenId: true },
        orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
      });
    },

    /** Notes a message that could not be read as the answer to this question. */
    async noteUnread({ id }: Pick<SurveyConversation, 'id'>, question: QuestionId, messageId: string): Promise<void> {
      const row = await client.surveyConversation.findFirst({ where: { regionId, id }, select: { unread: true } });
      const name = `${question}/${messageId}`;
      const unread = [...(row?.unread ?? []).filter((one) => one !== name), name].slice(-MOST_UNREAD);
      await client.surveyConversation.updateMany({ where: { regionId, id }, data: { unread } });
    },

    /** Notes what was taken in last of what somebody typed or pressed; what came late moves nothing back. */
    async noteSeen({ id, lastSeenId }: Pick<SurveyConversation, 'id' | 'lastSeenId'>, seen: string): Promise<void> {
      if (lastSeenId !== null && byTime(seen, lastSeenId) <= 0) return;
      await client.surveyConversation.updateMany({ where: { regionId, id }, data: { lastSeenId: seen } });
    },
  };
}
