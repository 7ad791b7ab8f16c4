import { directory } from '../../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { loadQuestionnaire } from '../questionnaires/load.ts';
import { questionnaireStore } from '../questionnaires/questionnaire-store.ts';
import { isWaiting } from '../questionnaires/waiting.ts';
import { openSurveyConversation } from './ask.ts';
import { conversationStore } from './conversation-store.ts';
import { organisationIn } from './rooms.ts';

/** Asks the waiting question in a new thread, after the conversation's thread was deleted, locked or archived. */
export async function reopenLost(scope: RegionScope, deliveryKey: string): Promise<void> {
  const store = conversationStore(scope);
  const found = await store.openedBy(deliveryKey);
  if (!found) return;
  await questionnaireStore(scope).lock(found.questionnaireId);
  const conversation = await store.openedBy(deliveryKey);
  const questionnaire = await loadQuestionnaire(scope, found.questionnaireId);
  const contact = await directory(scope).person(found.personId);
  if (
    conversation?.closedAt !== null ||
    questionnaire.survey.closedAt !== null ||
    !isWaiting(questionnaire) ||
    !contact
  )
    return;
  const organisationId = organisationIn(conversation.room);
  await openSurveyConversation(scope, questionnaire, contact, { organisationId, unsolicited: false });
}
