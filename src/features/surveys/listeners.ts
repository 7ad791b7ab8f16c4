import type { Context } from '../../access/context.ts';
import type { IncomingFile, IncomingMessage } from '../../chat/platform.ts';
import { UserError } from '../../chat/user-error.ts';
import { type Listener, NOTHING } from '../../dispatch/registry.ts';
import { fetchFile } from '../../files/store.ts';
import { fold } from '../../names/index.ts';
import { type AnswerOperations, passOver } from './operations/answer.ts';

const ABOUT = 'survey:';

/** What nobody answers a question with, whatever it is: they want the menu. */
const calls = new Set(['menu', 'aide', 'help', 'mois', 'month']);

type Answers = Pick<AnswerOperations, 'answerTyped' | 'answerDirectly'>;

/** What is typed in a survey's thread, and, to the bot alone, outside it. */
export function surveyListeners(answers: Answers): readonly Listener[] {
  return [
    async (context, said, about) => {
      if (about.startsWith(ABOUT)) return inThread(answers, context, said, about.slice(ABOUT.length));
      return about === NOTHING && said.direct && outside(answers, context, said);
    },
  ];
}

async function inThread(
  { answerTyped }: Answers,
  context: Context,
  { id: messageId, text, files }: IncomingMessage,
  conversationId: string,
): Promise<true> {
  try {
    await context.do(answerTyped, { conversationId, messageId, text, ...(await fetched(files[0])) });
  } catch (error) {
    // Somebody in the thread who may not answer: they talk with the others.
    if (!(error instanceof UserError)) throw error;
    await context.do(passOver, { conversationId, messageId });
  }
  return true;
}

async function outside(
  { answerDirectly }: Answers,
  context: Context,
  { id: messageId, text, files }: IncomingMessage,
): Promise<boolean> {
  if (calls.has(fold(text).replace(/^\W+|\W+$/g, ''))) return false;
  const { place } = context;
  try {
    return await context.do(answerDirectly, { place, messageId, text, ...(await fetched(files[0])) });
  } catch (error) {
    // Not theirs to answer any more: whatever they meant, the menu helps on.
    if (!(error instanceof UserError)) throw error;
    return false;
  }
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
