import type { Message } from '../../chat/message.ts';
import type { MessageRef } from '../../chat/place.ts';
import { DeliveryError } from '../../chat/platform.ts';
import { contentDigest, type DeliveryMark, markedAs, markOf } from './delivery-key.ts';
import { earlierTries, sortedByContent } from './earlier-try.ts';
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

/** Slack's codes for a message that isn't there: deleted by somebody, or by an earlier try of the edit. */
const gone: ReadonlySet<string> = new Set(['message_not_found']);

/** The messages that an edit finds, and how far Slack got with their files. */
interface Former {
  readonly parts: readonly MessageRef[];
  /** The message that shows the files; null where there is none. */
  readonly share: MessageRef | null;
  /** Messages that show nothing any more of what the sending became. */
  readonly others: readonly MessageRef[];
  /** Slack's ids of the files that those show. */
  readonly otherFiles: readonly string[];
  readonly handed: Handed;
  /** Uploads that Slack hasn't shown. */
  readonly unseen: readonly string[];
  /** The number of times Slack accepted them and showed them nowhere. */
  readonly rounds: number;
}

/**
 * Edits messages to show this one; further ones are posted, surplus ones deleted. Files that didn't change stay. An edit
 * that was broken off anywhere is made again with the same key and the same messages: what it has posted by then is found
 * by its mark. Throws DeliveryError.
 */
export async function editAll(
  context: SendContext,
  refs: readonly MessageRef[],
  message: Message,
  key: string,
): Promise<readonly MessageRef[]> {
  const { uploader } = context;
  const [first] = refs;
  if (!first) return [];
  const inThread = first.place.thread === first.id;
  const shown = renderMessage(inThread ? pointingToThread(message, uploader) : message);
  const former = await formerOf(context, refs, shown, key);
  const kept = former.share !== null && former.handed.files === idsOf(shown.files);
  const { rendered, uploads } = kept
    ? { rendered: shown, uploads: [] }
    : await preparedAgain(context, message, former, key, inThread);
  const handed = kept ? former.handed : handedOver(uploads, former.rounds + 1);
  const destination: Destination = { channel: first.place.channel, thread: first.place.thread, opensThread: false };
  const earlier = earlierTries(context, destination, refs, key);
  const edited: MessageRef[] = [];
  const replaced: MessageRef[] = [];
  for (const [index, part] of rendered.parts.entries()) {
    const says = contentDigest(part, handed.uploads);
    const mark = { key, part: index + 1, of: rendered.parts.length, ...handed, says };
    const written = await writePart(context, former.parts[index] ?? null, { part, mark, destination, earlier });
    edited.push(written.ref);
    replaced.push(...written.replaced);
  }
  await deleteReplaced(context, replaced);
  const isShareOver = former.share !== null && !kept;
  // Slack keeps a file whose message is deleted.
  const filesOver = isShareOver ? former.handed.uploads.split(',').filter((id) => id !== '') : [];
  await discardFiles(context, [...filesOver, ...former.otherFiles]);
  const surplus = former.parts.slice(rendered.parts.length);
  await deleteAll(context, [...surplus, ...former.others, ...(former.share && isShareOver ? [former.share] : [])]);
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
  context: SendContext,
  refs: readonly MessageRef[],
  shown: Rendered,
  key: string,
): Promise<Former> {
  const nothing = { share: null, others: [], otherFiles: [], unseen: [], rounds: 0 };
  const plain: Former = { ...nothing, parts: refs, handed: handedOver([], 0) };
  const [first] = refs;
  if (!first || (shown.files.length === 0 && refs.length === shown.parts.length)) return plain;
  const message = await messageAt(context.client, first.place, first.id);
  const mark = message ? markOf(message) : null;
  if (!mark) return plain;
  const { of, files, uploads, round } = mark;
  // Once this edit has been begun, the first message says what becomes of the others, and not what they are.
  const isBegun = mark.key === key;
  const sorted = isBegun
    ? await sortedByContent(context, refs)
    : { parts: refs.slice(0, of), others: refs.slice(of), files: [] };
  const { parts, others } = sorted;
  const former: Former = { ...nothing, parts, others, otherFiles: sorted.files, handed: { files, uploads, round } };
  if (uploads === '') return former;
  const [known, ...surplus] = others;
  if (!isBegun && known) return { ...former, share: known, others: surplus };
  const ids = uploads.split(',');
  const last = parts.at(-1) ?? first;
  const found = await context.uploader.shared(ids, { ...last.place, after: last.id });
  if (typeof found === 'object') {
    const isOther = ({ id }: MessageRef) => id !== found.shownIn;
    const otherFiles = sorted.files.filter((id) => !ids.includes(id));
    return { ...former, share: { place: last.place, id: found.shownIn }, others: others.filter(isOther), otherFiles };
  }
  // A round in which Slack was away or limited the bot isn't one in which it kept them back.
  return { ...former, unseen: ids, rounds: found === 'unseen' ? round : round - 1 };
}

interface Writing {
  readonly part: RenderedPart;
  readonly mark: DeliveryMark;
  readonly destination: Destination;
  readonly earlier: ReturnType<typeof earlierTries>;
}

interface Written {
  readonly ref: MessageRef;
  /** The messages that it stands in the place of. */
  readonly replaced: readonly MessageRef[];
}

/**
 * Shows a part in its message, or posts it where there is none or it can't be edited: once, however often the edit is made
 * again. A message that an earlier try has deleted has one in its place.
 */
async function writePart(context: SendContext, ref: MessageRef | null, writing: Writing): Promise<Written> {
  const { part, mark, destination, earlier } = writing;
  const { pause, log } = context;
  const hindrance = ref && (await update(context, ref, part, mark));
  if (ref && hindrance === null) return { ref, replaced: [] };
  const posted = await earlier(mark.part);
  const isGone = gone.has(slackCode(hindrance) ?? '');
  if (isGone && posted.length === 0) throw hindrance;
  let stands: MessageRef | null = null;
  for (const one of posted) {
    const saysIt = one.mark.says === mark.says || (await update(context, one.ref, part, mark)) === null;
    if (saysIt) stands ??= one.ref;
  }
  if (stands === null) {
    if (ref) log.info('slack.posted-anew', { code: slackCode(hindrance) });
    const post = async () => refTo(destination, (await postPart(context.client, destination, part, mark, log)).ts);
    stands = await (ref ? post() : afterFirst(post, pause));
  }
  const { id } = stands;
  // A thread hangs on its first message, which stays.
  const former = ref && !isGone && ref.place.thread !== ref.id ? [ref] : [];
  return { ref: stands, replaced: [...former, ...posted.map((one) => one.ref).filter((one) => one.id !== id)] };
}

/**
 * Edits a message. Where Slack insists on rich text, it is edited into rich text. Returns the error where it can't be
 * edited at all, and null where it was. Throws any other.
 */
async function update(
  { client, log }: SendContext,
  { id: ts, place }: MessageRef,
  part: RenderedPart,
  mark: DeliveryMark,
): Promise<unknown> {
  const write = ({ text, blocks }: Content) =>
    attemptToSend(() => client.chat.update({ channel: place.channel, ts, text, blocks, metadata: markedAs(mark) }));
  try {
    await plainerIfRefused(part, log, (content) =>
      write(content).catch((error: unknown) => {
        if (slackCode(error) !== 'block_mismatch') throw error;
        return write({ ...content, blocks: richer(content) });
      }),
    );
    return null;
  } catch (error) {
    const code = slackCode(error) ?? '';
    if (!notEditable.has(code) && !gone.has(code)) throw error;
    return error;
  }
}

/** Deletes messages that others stand in the place of. One that Slack won't delete stays. Throws what may pass. */
async function deleteReplaced(context: SendContext, replaced: readonly MessageRef[]): Promise<void> {
  for (const ref of replaced) {
    await deleteAll(context, [ref]).catch((error: unknown) => {
      if (!(error instanceof DeliveryError) || error.failure.kind !== 'refused') throw error;
      context.log.warn('slack.replaced-not-deleted', { code: slackCode(error) });
    });
  }
}
