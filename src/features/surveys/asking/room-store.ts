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
     * Locks the questionnaire of the conversation that a message in this one's room is meant for, and returns the id of that
     * conversation: the open one there, whose opening was sent or is on its way; this one itself where it has no room or none is
     * open. It is `addressedConversation` and `lockOf` in one statement. Null when the region has no such conversation.
     */
    async lockAddressed(conversationId: string): Promise<string | null> {
      const [row] = await client.$queryRaw<{ readonly addressed: string }[]>`
        WITH given AS (
          SELECT "id", "room" FROM "SurveyConversation" WHERE "regionId" = ${regionId}::uuid AND "id" = ${conversationId}::uuid
        ), addressed AS (
          SELECT COALESCE((
            SELECT one."id" FROM "SurveyConversation" one
            WHERE one."regionId" = ${regionId}::uuid AND one."room" = given."room" AND one."queuedAt" IS NULL
              AND (one."closedAt" IS NULL OR one."question" IS NOT NULL)
              AND EXISTS (SELECT 1 FROM "Delivery" opening WHERE opening."regionId" = ${regionId}::uuid
                AND opening."key" = one."deliveryKey" AND opening."editOf" IS NULL AND opening."status" NOT IN ('REFUSED', 'UNKNOWN'))
            ORDER BY one."openedAt", one."id" LIMIT 1), given."id") AS "id"
          FROM given
        )
        SELECT (SELECT "id" FROM addressed) AS "addressed" FROM "Questionnaire" WHERE "id" =
          (SELECT "questionnaireId" FROM "SurveyConversation" WHERE "id" = (SELECT "id" FROM addressed))
        FOR UPDATE`;
      return row?.addressed ?? null;
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
