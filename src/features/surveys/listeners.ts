import type { IncomingFile } from '../../chat/platform.ts';
import { UserError } from '../../chat/user-error.ts';
import type { Listener } from '../../dispatch/registry.ts';
import { fetchFile } from '../../files/store.ts';
import type { AnswerOperations } from './operations/answer.ts';

const ABOUT = 'survey:';

/** What is typed in a survey's thread. */
export function surveyListeners({ answerTyped }: Pick<AnswerOperations, 'answerTyped'>): readonly Listener[] {
  return [
    async (context, { id, text, files }, about) => {
      if (!about.startsWith(ABOUT)) return false;
      const conversationId = about.slice(ABOUT.length);
      const { file, lost } = await fetched(files[0]);
      try {
        await context.do(answerTyped, { conversationId, messageId: id, text, file, lost });
      } catch (error) {
        // Somebody in the thread who may not answer: they talk with the others.
        if (!(error instanceof UserError)) throw error;
      }
      return true;
    },
  ];
}

async function fetched(sent: IncomingFile | undefined) {
  if (!sent) return { file: null, lost: null };
  try {
    return { file: await fetchFile(sent), lost: null };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { file: null, lost: { reason: error.id, name: sent.name } };
  }
}
