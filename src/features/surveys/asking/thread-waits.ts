import type { ThreadWaits } from '../../organisations/thread-waits.ts';
import { loadQuestionnairesById } from '../questionnaires/load.ts';
import { isWaiting } from '../questionnaires/waiting.ts';
import { leftOf, questionnaireTitle } from '../questionnaires/words.ts';
import { roomStore } from './room-store.ts';
import { organisationRoom } from './rooms.ts';

/** Words each questionnaire that is to be answered in an organisation's thread, the open one first. */
export const questionnairesInThread: ThreadWaits = async (scope, { organisationId, platform, t }) => {
  const lines: string[] = [];
  const inRoom = await roomStore(scope).conversationsIn(organisationRoom(organisationId));
  const all = inRoom.filter((conversation) => conversation.platform === platform);
  const questionnaires = await loadQuestionnairesById(
    scope,
    all.map(({ questionnaireId }) => questionnaireId),
  );
  const open = all.filter(({ queuedAt }) => queuedAt === null);
  for (const conversation of [...open, ...all.filter((one) => !open.includes(one))]) {
    const questionnaire = questionnaires.get(conversation.questionnaireId);
    if (!questionnaire || !isWaiting(questionnaire) || questionnaire.survey.closedAt !== null) continue;
    const title = questionnaireTitle(t, questionnaire);
    lines.push(t.text('surveys.thread.waits', { title, count: leftOf(questionnaire).questions }));
  }
  return lines;
};
