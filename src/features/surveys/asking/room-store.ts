import type { RegionScope } from '../../../access/region/region-scope.ts';
import { byTime } from '../../../chat/order.ts';
import { clientOf } from '../../../database/transaction.ts';
import type { Room, SurveyConversation } from '../survey.ts';
import { conversationFields, conversationOf } from './conversation-store.ts';

/** Stores the conversations that share a room, of which one is open at a time. */
export function roomStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  return {
    /** Locks a room, so that conversations there are opened and ended one after the other. */
    async lock(room: Room): Promise<void> {
      await client.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${regionId} ${room}`}, 0))::text`;
    },

    /**
     * Returns the conversations of a room that still have something to answer: the open one, then the waiting ones, the
     * longest waiting first.
     */
    async conversationsIn(room: Room): Promise<readonly SurveyConversation[]> {
      const rows = await client.surveyConversation.findMany({
        where: { regionId, room, OR: [{ closedAt: null }, { question: { not: null } }, { queuedAt: { not: null } }] },
        select: conversationFields,
        orderBy: [{ queuedAt: 'asc' }, { openedAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(conversationOf);
    },

    /** Returns the id of the newest message read in a room; null before anything was typed there. */
    async lastSeenIn(room: Room): Promise<string | null> {
      const rows = await client.surveyConversation.findMany({
        where: { regionId, room, lastSeenId: { not: null } },
        select: { lastSeenId: true },
      });
      return (
        rows
          .flatMap(({ lastSeenId }) => lastSeenId ?? [])
          .sort(byTime)
          .at(-1) ?? null
      );
    },

    /** Returns the conversation about this questionnaire in a room; null when there is none. */
    async ofQuestionnaireIn(questionnaireId: string, room: Room): Promise<SurveyConversation | null> {
      const row = await client.surveyConversation.findFirst({
        where: { regionId, questionnaireId, room },
        select: conversationFields,
        orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
      });
      return row ? conversationOf(row) : null;
    },
  };
}
