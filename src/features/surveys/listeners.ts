import type { Context } from '../../access/operation/context.ts';
import { errorText } from '../../access/operation/error-text.ts';
import type { IncomingFile, IncomingMessage } from '../../chat/platform.ts';
import { UserError } from '../../chat/user-error.ts';
import { type Listener, NO_TOPIC } from '../../dispatch/registry.ts';
import { fetchPhoto } from '../../files/fetch-file.ts';
import { foldedWords } from '../../reading/index.ts';
import { type AnswerOperations, expectsFile, passOver, tellRefused } from './answering/operations/answer.ts';
import { expectsFileInDirectMessage } from './answering/operations/answer-directly.ts';

const ABOUT = 'survey:';

/** Words that call for the menu; they are never an answer. */
const calls = new Set(['menu', 'aide', 'help', 'mois', 'month']);

/** Refusals meaning that the author may not answer there: the message was meant for somebody else. */
const NOT_THEIRS: ReadonlySet<string> = new Set(['common.errors.notFound', 'surveys.errors.notYours']);

type Answers = Pick<AnswerOperations, 'answerTyped' | 'answerDirectly' | 'answerEdited'>;

/** Listens to messages in survey threads, and to direct messages to the bot outside them. */
export function surveyListeners(answers: Answers): readonly Listener[] {
  return [
    async (context, said, about) => {
      if (said.edited !== undefined) return changed(answers, context, said, said.edited, about);
      if (about.startsWith(ABOUT)) return inThread(answers, context, said, about.slice(ABOUT.length));
      return about === NO_TOPIC && said.direct && outside(answers, context, said);
    },
  ];
}

async function inThread(
  { answerTyped }: Answers,
  context: Context,
  { id: messageId, text, files, mentionsBot: callsBot }: IncomingMessage,
  conversationId: string,
): Promise<true> {
  const { channel } = context.place;
  try {
    const sent = await fetched(files[0], () => context.do(expectsFile, { conversationId }));
    await context.do(answerTyped, { conversationId, messageId, channel, text, callsBot, ...sent });
  } catch (error) {
    // A member of the thread who may not answer is talking with the others.
    if (isNotTheirs(error)) await context.do(passOver, { conversationId, messageId });
    else await told(context, error, { conversationId, messageId });
  }
  return true;
}

/** Handles an edited message. Returns false when it isn't about the survey. */
async function changed(
  { answerEdited }: Answers,
  context: Context,
  { id: messageId, text, files, direct }: IncomingMessage,
  change: string,
  about: string,
): Promise<boolean> {
  const inItsThread = about.startsWith(ABOUT);
  if (!inItsThread && !direct) return false;
  const { place } = context;
  const conversationId = inItsThread ? about.slice(ABOUT.length) : null;
  const said = { messageId, channel: place.channel, text, file: null, lost: null, change };
  try {
    return await context.do(answerEdited, { place, conversationId, withFile: files.length > 0, ...said });
  } catch (error) {
    if (isNotTheirs(error)) return false;
    return told(context, error, { conversationId, messageId, change });
  }
}

async function outside(
  { answerDirectly }: Answers,
  context: Context,
  { id: messageId, text, files }: IncomingMessage,
): Promise<boolean> {
  if (calls.has(foldedWords(text))) return false;
  const { place } = context;
  try {
    const sent = await fetched(files[0], () => context.do(expectsFileInDirectMessage, { messageId }));
    return await context.do(answerDirectly, { place, messageId, channel: place.channel, text, ...sent });
  } catch (error) {
    // The menu answers instead.
    if (isNotTheirs(error)) return false;
    return told(context, error, { conversationId: null, messageId });
  }
}

function isNotTheirs(error: unknown): boolean {
  return error instanceof UserError && NOT_THEIRS.has(error.id);
}

/** Tells the author about a refusal. Rethrows anything but a UserError. */
async function told(
  context: Context,
  error: unknown,
  said: { readonly conversationId: string | null; readonly messageId: string; readonly change?: string },
): Promise<true> {
  if (!(error instanceof UserError)) throw error;
  const { place, t } = context;
  await context.do(tellRefused, { ...said, place, words: errorText(t, error, context) });
  return true;
}

/** Fetches a file that was sent, if a file is expected. Throws UserError when the author may not answer there. */
async function fetched(sent: IncomingFile | undefined, isWanted: () => Promise<boolean>) {
  if (!sent) return { file: null, lost: null };
  const lost = { reason: 'common.errors.fileGone', name: sent.name };
  if (!(await isWanted())) return { file: null, lost };
  try {
    return { file: await fetchPhoto(sent), lost: null };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { file: null, lost: { ...lost, reason: error.id } };
  }
}
