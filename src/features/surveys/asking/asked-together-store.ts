import type { RegionScope } from '../../../access/region/region-scope.ts';
import { clientOf } from '../../../database/transaction.ts';
import type { SurveyConversation } from '../survey.ts';
import { conversationFields, conversationOf } from './conversation-store.ts';

/** Stores which questionnaires somebody was asked in one message. */
export function askedTogetherStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  return {
    /** Returns the conversations opened with this person since then that aren't over, latest first. */
    async openedSince(personId: string, since: Date): Promise<readonly SurveyConversation[]> {
      const rows = await client.surveyConversation.findMany({
        where: { regionId, personId, openedAt: { gte: since }, closedAt: null, queuedAt: null },
        select: conversationFields,
        orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
      });
      return rows.map(conversationOf);
    },

    /** Returns the conversations whose card also asks for this questionnaire. */
    async alsoAsking(questionnaireId: string): Promise<readonly SurveyConversation[]> {
      const rows = await client.surveyConversation.findMany({
        where: { regionId, alsoAsked: { has: questionnaireId }, card: { not: null } },
        select: conversationFields,
        orderBy: { id: 'asc' },
      });
      return rows.map(conversationOf);
    },

    /** Notes that a conversation's opening also asks for this questionnaire. Returns the changed conversation. */
    async alsoAsk(conversation: SurveyConversation, questionnaireId: string): Promise<SurveyConversation> {
      const { id, alsoAsked } = conversation;
      if (alsoAsked.includes(questionnaireId)) return conversation;
      const data = { alsoAsked: { push: questionnaireId } };
      return conversationOf(
        await client.surveyConversation.update({ where: { id }, data, select: conversationFields }),
      );
    },
  };
}
