import type { Message } from '../../chat/message.ts';
import type { MessageRef } from '../../chat/place.ts';
import { type DeliveryMark, markedAs, markOf } from './delivery-key.ts';
import { attemptToSend, slackCode } from './errors.ts';
import { messageAt } from './history.ts';
import {
  filesInWords,
  type Handed,
  handedOver,
  idsOf,
  type Preparation,
  pointingToThread,
  prepared,
  readersOf,
} from './message-files.ts';
import { type Content, plainerIfRefused } from './plainer.ts';
import { afterFirst, type Destination, postPart, refTo } from './posting.ts';
import { type Rendered, renderMessage } from './render-message.ts';
import { richer } from './richer.ts';
import { deleteAll, type SendContext, shareFiles } from './send.ts';
import type { RenderedPart } from './split.ts';
import { discardFiles } from './take-back.ts';

/** Slack's codes for a message that can't be edited, though another may be posted in its place. */
const notEditable: ReadonlySet<string> = new Set(['block_mismatch', 'edit_window_closed']);
/** Files that Slack accepted this many times and never showed are given as links. */
const MOST_ROUNDS = 3;

/** The messages that an edit finds, and how far Slack got with their files. */
interface Former {
  readonly parts: readonly MessageRef[];
  /** The message that shows the files; null where there is none. */
  readonly share: MessageRef | null;
  readonly handed: Handed;
  /** Uploads that Slack hasn't shown. */
  readonly unseen: readonly string[];
  /** The number of times Slack accepted them and showed them nowhere. */
  readonly rounds: number;
}

/** Edits messages to show this one; further ones are posted, surplus ones deleted. Files that didn't change stay. */
export async function editAll(
  context: SendContext,
  refs: readonly MessageRef[],
  message: Message,
  key: string,
): Promise<readonly MessageRef[]> {
  const { client, uploader, pause, log } = context;
  const [first] = refs;
  if (!first) return [];
  const inThread = first.place.thread === first.id;
  const shown = renderMessage(inThread ? pointingToThread(message, uploader) : message);
  const former = await formerOf(context, refs, shown);
  const kept = former.share !== null && former.handed.files === idsOf(shown.files);
  const { rendered, uploads } = kept
    ? { rendered: shown, uploads: [] }
    : await preparedAgain(context, message, former, key, inThread);
  const handed = kept ? former.handed : handedOver(uploads, former.rounds + 1);
  const destination: Destination = { channel: first.place.channel, thread: first.place.thread, opensThread: false };
  const edited: MessageRef[] = [];
  for (const [index, part] of rendered.parts.entries()) {
    const mark = { key, part: index + 1, of: rendered.parts.length, ...handed };
    const ref = former.parts[index];
    const post = async () => refTo(destination, (await postPart(client, destination, part, mark, log)).ts);
    edited.push(ref ? await update(context, ref, part, mark, post) : await afterFirst(post, pause));
  }
  const surplus = former.parts.slice(rendered.parts.length);
  // Slack keeps a file whose message is deleted.
  if (former.share && !kept)
    await discardFiles(
      context,
      former.handed.uploads.split(',').filter((id) => id !== ''),
    );
  await deleteAll(context, [...surplus, ...(former.share && !kept ? [former.share] : [])]);
  if (kept && former.share) return [...edited, former.share];
  return [...edited, ...(await shareFiles(context, uploads, destination, key, edited))];
}

/**
 * Hands the files to Slack anew. Those that it never showed are discarded first, so that they can't appear beside the
 * new ones; after some rounds links replace them.
 */
async function preparedAgain(
  { uploader, log }: SendContext,
  message: Message,
  { unseen, rounds }: Former,
  key: string,
  inThread: boolean,
): Promise<Preparation> {
  await uploader.discard(unseen);
  if (rounds < MOST_ROUNDS) return prepared(message, uploader, readersOf(key), 'later', inThread);
  log.warn('slack.files-never-shared', { files: unseen.length, rounds });
  return { rendered: renderMessage(await filesInWords(message, uploader, readersOf(key))), uploads: [] };
}

/**
 * Finds out which of the messages hold blocks and which one the files. Slack is asked only where that isn't clear.
 */
async function formerOf(
  { client, uploader }: SendContext,
  refs: readonly MessageRef[],
  shown: Rendered,
): Promise<Former> {
  const plain: Former = { parts: refs, share: null, handed: handedOver([], 0), unseen: [], rounds: 0 };
  const [first] = refs;
  if (!first || (shown.files.length === 0 && refs.length === shown.parts.length)) return plain;
  const message = await messageAt(client, first.place, first.id);
  const mark = message ? markOf(message) : null;
  if (!mark) return plain;
  const parts = refs.slice(0, mark.of);
  const known = refs[mark.of];
  const { files, uploads, round } = mark;
  const handed = { files, uploads, round };
  if (known || uploads === '') return { ...plain, parts, share: known ?? null, handed };
  const ids = uploads.split(',');
  const last = parts.at(-1) ?? first;
  const found = await uploader.shared(ids, { ...last.place, after: last.id });
  if (typeof found === 'object') return { ...plain, parts, share: { place: last.place, id: found.shownIn }, handed };
  // A round in which Slack was away or limited the bot isn't one in which it kept them back.
  return { parts, share: null, handed, unseen: ids, rounds: found === 'unseen' ? round : round - 1 };
}

/**
 * Edits a message. Where Slack insists on rich text, it is edited into rich text; a message that can't be edited at
 * all is posted anew, and the former one deleted.
 */
async function update(
  context: SendContext,
  ref: MessageRef,
  part: RenderedPart,
  mark: DeliveryMark,
  post: () => Promise<MessageRef>,
): Promise<MessageRef> {
  const { client, log } = context;
  const { id: ts, place } = ref;
  const write = ({ text, blocks }: Content) =>
    attemptToSend(() => client.chat.update({ channel: place.channel, ts, text, blocks, metadata: markedAs(mark) }));
  try {
    await plainerIfRefused(part, log, (content) =>
      write(content).catch((error: unknown) => {
        if (slackCode(error) !== 'block_mismatch') throw error;
        return write({ ...content, blocks: richer(content) });
      }),
    );
    return ref;
  } catch (error) {
    if (!notEditable.has(slackCode(error) ?? '')) throw error;
    log.info('slack.posted-anew', { code: slackCode(error) });
    const anew = await post();
    // A thread hangs on its first message, which stays.
    if (place.thread !== ts) await deleteAll(context, [ref]).catch(() => {});
    return anew;
  }
}
