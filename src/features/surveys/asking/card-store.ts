import type { RegionScope } from '../../../access/region/region-scope.ts';
import { clientOf } from '../../../database/transaction.ts';
import type { SurveyConversation } from '../survey.ts';
import { CONVERSATION_KEY_PREFIX } from './conversation-store.ts';

/**
 * Stores the state of a conversation and gives it another card, which is returned with it. Where the card opens a
 * thread of its own, what is said from then on hangs on it.
 */
export async function moveCard(
  { tx, region }: RegionScope,
  conversation: SurveyConversation,
  opensThread: boolean,
): Promise<SurveyConversation> {
  const { id, question, closedAt, queuedAt } = conversation;
  const version = conversation.version + 1;
  const card = opensThread
    ? `${CONVERSATION_KEY_PREFIX}${id}:again-${version}`
    : `${conversation.deliveryKey}:card-${version}`;
  const deliveryKey = opensThread ? card : conversation.deliveryKey;
  const moved = { version, card, deliveryKey, typedBelow: 0 };
  await clientOf(tx).surveyConversation.updateMany({
    where: { regionId: region.id, id },
    data: { question, closedAt, queuedAt, ...moved },
  });
  return { ...conversation, ...moved };
}
