import type { RegionScope } from '../../../access/region/region-scope.ts';
import type { PlatformName } from '../../../chat/place.ts';
import { clientOf } from '../../../database/transaction.ts';
import { registeredPlatform } from '../../../platforms/registered.ts';
import { type EventRow, eventColumns } from '../../events/queries.ts';
import { questionnaireFields, questionnaireOf } from '../questionnaires/questionnaire-store.ts';
import { isQuestionId } from '../questions/catalogue.ts';
import type { Room, StoredQuestionnaire, SurveyConversation } from '../survey.ts';

/** The columns to select for `conversationOf`. */
export const conversationFields = {
  id: true,
  questionnaireId: true,
  personId: true,
  platform: true,
  deliveryKey: true,
  question: true,
  card: true,
  typedBelow: true,
  version: true,
  closedAt: true,
  lastSeenId: true,
  unread: true,
  room: true,
  queuedAt: true,
  inPrivate: true,
  alsoAsked: true,
} as const;

interface Row extends Omit<SurveyConversation, 'platform' | 'question' | 'room'> {
  readonly platform: string;
  readonly question: string | null;
  readonly room: string | null;
}

/** The prefix of the keys of all messages in survey conversations. */
export const CONVERSATION_KEY_PREFIX = 'survey:';

function isRoom(room: string | null): room is Room {
  return room !== null && /^(organisation|direct):/.test(room);
}

export function conversationOf({ platform, question, room, ...row }: Row): SurveyConversation {
  return {
    ...row,
    platform: registeredPlatform(platform),
    room: isRoom(room) ? room : null,
    question: question !== null && isQuestionId(question) ? question : null,
  };
}

/** A conversation, its questionnaire, and the columns of the event that one is about. */
interface ConversationToAnswer {
  readonly conversation: SurveyConversation;
  readonly stored: StoredQuestionnaire;
  readonly eventRow: EventRow | null;
}

/** Returns a conversation with what it asks, read together; null when there is none. */
export async function conversationToAnswer(
  { tx, region }: RegionScope,
  id: string,
): Promise<ConversationToAnswer | null> {
  const row = await clientOf(tx).surveyConversation.findFirst({
    where: { regionId: region.id, id, questionnaire: { regionId: region.id } },
    select: {
      ...conversationFields,
      questionnaire: { select: { ...questionnaireFields, event: { select: eventColumns } } },
    },
  });
  if (!row) return null;
  const { questionnaire, ...conversation } = row;
  const { event: eventRow, ...stored } = questionnaire;
  return { conversation: conversationOf(conversation), stored: questionnaireOf(stored), eventRow };
}

/** Stores the conversations in which questionnaires are answered. */
export function conversationStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  return {
    async byId(id: string): Promise<SurveyConversation | null> {
      const row = await client.surveyConversation.findFirst({ where: { regionId, id }, select: conversationFields });
      return row ? conversationOf(row) : null;
    },

    /** Returns the conversation that the sending with this key opened. */
    async openedBy(deliveryKey: string): Promise<SurveyConversation | null> {
      const row = await client.surveyConversation.findFirst({
        where: { regionId, deliveryKey },
        select: conversationFields,
      });
      return row ? conversationOf(row) : null;
    },

    /** Returns this person's conversation about a questionnaire, the private one first. */
    async of(questionnaireId: string, personId: string): Promise<SurveyConversation | null> {
      const row = await client.surveyConversation.findFirst({
        where: { regionId, questionnaireId, personId },
        select: conversationFields,
        orderBy: [{ inPrivate: 'desc' }, { id: 'asc' }],
      });
      return row ? conversationOf(row) : null;
    },

    async ofQuestionnaire(questionnaireId: string): Promise<readonly SurveyConversation[]> {
      const rows = await client.surveyConversation.findMany({
        where: { regionId, questionnaireId },
        select: conversationFields,
        orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(conversationOf);
    },

    /** Returns those of them that show a card. */
    async shownOf(questionnaireId: string): Promise<readonly SurveyConversation[]> {
      return (await this.ofQuestionnaire(questionnaireId)).filter(({ card }) => card !== null);
    },

    async ofQuestionnaires(questionnaireIds: readonly string[]): Promise<readonly SurveyConversation[]> {
      if (questionnaireIds.length === 0) return [];
      const rows = await client.surveyConversation.findMany({
        where: { regionId, questionnaireId: { in: [...questionnaireIds] } },
        select: conversationFields,
        orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(conversationOf);
    },

    async create(given: {
      readonly questionnaireId: string;
      readonly personId: string;
      readonly platform: PlatformName;
      readonly room: Room | null;
      readonly inPrivate: boolean;
    }): Promise<SurveyConversation> {
      const id = crypto.randomUUID();
      const row = await client.surveyConversation.create({
        data: {
          ...given,
          id,
          regionId,
          platform: given.platform,
          deliveryKey: `${CONVERSATION_KEY_PREFIX}${id}`,
          openedAt: scope.now,
        },
        select: conversationFields,
      });
      return conversationOf(row);
    },

    /** Opens a conversation again, in another place or with another person. Nothing is shown there yet. */
    async reopen(
      { id, version, personId }: SurveyConversation,
      platform: PlatformName,
      room: Room | null,
    ): Promise<SurveyConversation> {
      const row = await client.surveyConversation.update({
        where: { id },
        data: {
          platform,
          deliveryKey: `${CONVERSATION_KEY_PREFIX}${id}:again-${version + 1}`,
          version: version + 1,
          personId,
          room,
          queuedAt: null,
          card: null,
          typedBelow: 0,
          question: null,
          openedAt: scope.now,
          closedAt: null,
          // These belong to the former place.
          lastSeenId: null,
          unread: [],
          alsoAsked: [],
        },
        select: conversationFields,
      });
      return conversationOf(row);
    },

    /** Removes a conversation that never began. */
    async remove({ id }: Pick<SurveyConversation, 'id'>): Promise<void> {
      await client.surveyConversation.deleteMany({ where: { regionId, id } });
    },

    /** Stores the state of a conversation. */
    async keep({ id, question, card, closedAt, queuedAt }: SurveyConversation): Promise<void> {
      await client.surveyConversation.updateMany({
        where: { regionId, id },
        data: { question, card, closedAt, queuedAt },
      });
    },
  };
}
