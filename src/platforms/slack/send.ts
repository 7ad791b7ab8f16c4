import type { Block, Message } from '../../chat/message.ts';
import { note, text } from '../../chat/message.ts';
import type { MessageRef, Target } from '../../chat/place.ts';
import type { LinkReader } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import type { SlackClient } from './client.ts';
import { type DeliveryMark, markedAs, markOf } from './delivery-key.ts';
import type { Directory } from './directory.ts';
import { attemptToSend, refusedBecause, slackCode } from './errors.ts';
import { messageAt } from './history.ts';
import { type Content, plainerIfRefused } from './plainer.ts';
import { afterFirst, type Destination, destinationOf, postPart, refTo } from './posting.ts';
import { type Rendered, type RenderedFile, renderMessage } from './render-message.ts';
import { richer } from './richer.ts';
import type { RenderedPart } from './split.ts';
import type { Upload, Uploader } from './uploads.ts';

export interface SendOptions {
  readonly client: SlackClient;
  readonly directory: Directory;
  readonly uploader: Uploader;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly log: Log;
}

export interface Sending {
  post(target: Target, message: Message, key: string): Promise<readonly MessageRef[]>;
  edit(refs: readonly MessageRef[], message: Message, key: string): Promise<readonly MessageRef[]>;
  delete(refs: readonly MessageRef[]): Promise<void>;
}

export function createSending({ client, directory, uploader, pause, log }: SendOptions): Sending {
  async function post(target: Target, message: Message, key: string): Promise<readonly MessageRef[]> {
    let destination = await destinationOf(target, directory);
    const { rendered, uploads } = await prepared(message, uploader, readersOf(key), 'later', destination.opensThread);
    const refs: MessageRef[] = [];
    const handed = handedOver(uploads, 1);
    for (const [index, part] of rendered.parts.entries()) {
      const mark = { key, part: index + 1, of: rendered.parts.length, ...handed };
      const send = () => postPart(client, destination, part, mark, log);
      const { ts, channel } = index === 0 ? await send() : await afterFirst(send, pause);
      if (index === 0 && destination.opensThread) destination = { ...destination, channel, thread: ts };
      refs.push(refTo(destination, ts));
    }
    return [...refs, ...(await share(uploads, destination, key, refs))];
  }

  /** Shares files in a message of their own, after the others; posts a sentence for each where Slack refuses them. */
  async function share(
    uploads: readonly Upload[],
    destination: Destination,
    key: string,
    before: readonly MessageRef[],
  ): Promise<MessageRef[]> {
    if (uploads.length === 0) return [];
    const { channel, thread } = destination;
    const where = { channel, thread, after: before.at(-1)?.id ?? '0' };
    const ts = await afterFirst(
      () =>
        uploader.share(uploads, where).catch(async (error: unknown) => {
          if (!refusedBecause(error, 'no-permission', 'other')) throw error;
          const [part] = renderMessage(sentences(await uploader.sentences(uploads, readersOf(key)))).parts;
          if (!part) return null;
          const mark = { key: `${key}/files`, part: 1, of: 1, ...handedOver([], 0) };
          return (await postPart(client, destination, part, mark, log)).ts;
        }),
      pause,
    );
    return ts === null ? [] : [refTo(destination, ts)];
  }

  async function edit(refs: readonly MessageRef[], message: Message, key: string): Promise<readonly MessageRef[]> {
    const [first] = refs;
    if (!first) return [];
    const inThread = first.place.thread === first.id;
    const shown = renderMessage(inThread ? pointingToThread(message, uploader) : message);
    const former = await formerOf(refs, shown);
    const kept = former.share !== null && former.handed.files === idsOf(shown.files);
    const { rendered, uploads } = kept ? { rendered: shown, uploads: [] } : await again(message, former, key, inThread);
    const handed = kept ? former.handed : handedOver(uploads, former.rounds + 1);
    const destination: Destination = { channel: first.place.channel, thread: first.place.thread, opensThread: false };
    const edited: MessageRef[] = [];
    for (const [index, part] of rendered.parts.entries()) {
      const mark = { key, part: index + 1, of: rendered.parts.length, ...handed };
      const ref = former.parts[index];
      const post = async () => refTo(destination, (await postPart(client, destination, part, mark, log)).ts);
      edited.push(ref ? await update(ref, part, mark, post) : await afterFirst(post, pause));
    }
    await remove([...former.parts.slice(rendered.parts.length), ...(former.share && !kept ? [former.share] : [])]);
    if (kept && former.share) return [...edited, former.share];
    return [...edited, ...(await share(uploads, destination, key, edited))];
  }

  /**
   * Hands the files to Slack anew. Those that it never showed are discarded first, so that they can't appear beside the
   * new ones; after some rounds links replace them.
   */
  async function again(
    message: Message,
    { unseen, rounds }: Former,
    key: string,
    inThread: boolean,
  ): Promise<Preparation> {
    await uploader.discard(unseen);
    if (rounds < MOST_ROUNDS) return prepared(message, uploader, readersOf(key), 'later', inThread);
    log.warn('slack.files-never-shared', { files: unseen.length, rounds });
    return { rendered: renderMessage(await inWords(message, uploader, readersOf(key))), uploads: [] };
  }

  /**
   * Finds out which of the messages hold blocks and which one the files. Slack is asked only where that isn't clear.
   */
  async function formerOf(refs: readonly MessageRef[], shown: Rendered): Promise<Former> {
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
    ref: MessageRef,
    part: RenderedPart,
    mark: DeliveryMark,
    post: () => Promise<MessageRef>,
  ): Promise<MessageRef> {
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
      if (place.thread !== ts) await remove([ref]).catch(() => {});
      return anew;
    }
  }

  async function remove(refs: readonly MessageRef[]): Promise<void> {
    for (const ref of refs) {
      try {
        await attemptToSend(() => client.chat.delete({ channel: ref.place.channel, ts: ref.id }));
      } catch (error) {
        if (!refusedBecause(error, 'message-gone')) throw error;
      }
    }
  }

  return { post, edit, delete: remove };
}

/** Slack's codes for a message that can't be edited, though another may be posted in its place. */
const notEditable: ReadonlySet<string> = new Set(['block_mismatch', 'edit_window_closed']);
/** Files that Slack accepted this many times and never showed are given as links. */
const MOST_ROUNDS = 3;

/** Returns who gets the links in a delivery. */
const readersOf = (key: string): LinkReader => ({ kind: 'delivery', key });

type Handed = Pick<DeliveryMark, 'files' | 'uploads' | 'round'>;

interface Former {
  readonly parts: readonly MessageRef[];
  readonly share: MessageRef | null;
  readonly handed: Handed;
  /** Uploads that Slack hasn't shown. */
  readonly unseen: readonly string[];
  /** How many times Slack accepted them and showed them nowhere. */
  readonly rounds: number;
}

interface Preparation {
  readonly rendered: Rendered;
  readonly uploads: readonly Upload[];
}

function handedOver(uploads: readonly Upload[], round: number): Handed {
  const files = idsOf(uploads.map((upload) => upload.file));
  return { files, uploads: uploads.map(({ id }) => id).join(','), round: uploads.length > 0 ? round : 0 };
}

/**
 * Hands a message's files to Slack, and returns the message with a sentence for each that Slack refused. `inThread`:
 * the files will stand in the message's thread.
 */
export async function prepared(
  message: Message,
  uploader: Uploader,
  reader: LinkReader,
  otherwise: 'later' | 'sentence',
  inThread = false,
): Promise<Preparation> {
  const rendered = renderMessage(message);
  if (rendered.files.length === 0) return { rendered, uploads: [] };
  const { uploads, sentences: said } = await uploader.prepare(rendered.files, reader, otherwise);
  const noted = inThread && uploads.length > 0 ? pointingToThread(message, uploader) : message;
  if (said.length === 0) return { rendered: renderMessage(noted), uploads };
  return { rendered: renderMessage(withSentences(noted, said)), uploads };
}

/** Returns the message with a sentence in the place of each of its files. */
async function inWords(message: Message, uploader: Uploader, reader: LinkReader): Promise<Message> {
  const files = renderMessage(message).files.map((file) => ({ file }));
  return withSentences(message, await uploader.sentences(files, reader));
}

function withSentences({ blocks }: Message, said: readonly string[]): Message {
  return { blocks: [...blocks.filter((block) => !isFile(block)), ...sentences(said).blocks] };
}

/**
 * Adds a note about the thread in the place of the files, which hang in the thread of a private message and are easily
 * missed there.
 */
function pointingToThread({ blocks }: Message, uploader: Uploader): Message {
  const first = blocks.findIndex(isFile);
  if (first < 0) return { blocks };
  return { blocks: [...blocks.slice(0, first), note(uploader.inThread()), ...blocks.slice(first)] };
}

function isFile({ kind }: Block): boolean {
  return kind === 'image' || kind === 'file';
}

export function sentences(said: readonly string[]): Message {
  return { blocks: said.map(text) };
}

function idsOf(files: readonly RenderedFile[]): string {
  return files.map(({ file }) => file.id).join(',');
}
