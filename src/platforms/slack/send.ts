import type { Block, Message } from '../../chat/message.ts';
import { note, text } from '../../chat/message.ts';
import type { MessageRef, Target } from '../../chat/place.ts';
import type { Log } from '../../log.ts';
import type { SlackClient } from './client.ts';
import { type DeliveryMark, markedAs, markOf } from './delivery-key.ts';
import type { Directory } from './directory.ts';
import { attempt, refusedBecause } from './errors.ts';
import { messageAt, messagesIn } from './history.ts';
import { plainerIfRefused } from './plainer.ts';
import { afterFirst, type Destination, destinationOf, postPart, refTo } from './posting.ts';
import { type Rendered, type RenderedFile, renderMessage } from './render-message.ts';
import type { RenderedPart } from './split.ts';
import type { Upload, Uploader } from './uploads.ts';
import { listAt, textAt } from './wire.ts';

export interface SendOptions {
  readonly client: SlackClient;
  readonly directory: Directory;
  readonly uploader: Uploader;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly log: Log;
  /** The bot's user id, known once it is connected. */
  readonly bot: () => string;
}

export interface Sending {
  post(target: Target, message: Message, key: string): Promise<readonly MessageRef[]>;
  edit(refs: readonly MessageRef[], message: Message, key: string): Promise<readonly MessageRef[]>;
  delete(refs: readonly MessageRef[]): Promise<void>;
}

export function createSending({ client, directory, uploader, pause, log, bot }: SendOptions): Sending {
  async function post(target: Target, message: Message, key: string): Promise<readonly MessageRef[]> {
    let destination = await destinationOf(target, directory);
    const { rendered, uploads } = await prepared(message, uploader, 'later', destination.opensThread);
    const refs: MessageRef[] = [];
    for (const [index, part] of rendered.parts.entries()) {
      const mark = markFor(rendered, index, key, uploads);
      const send = () => postPart(client, destination, part, mark, log);
      const { ts, channel } = index === 0 ? await send() : await afterFirst(send, pause);
      if (index === 0 && destination.opensThread) destination = { ...destination, channel, thread: ts };
      refs.push(refTo(destination, ts));
    }
    return [...refs, ...(await share(uploads, destination, key))];
  }

  /** Files stand in a message of their own, after the others; a sentence each where Slack won't have them. */
  async function share(uploads: readonly Upload[], destination: Destination, key: string): Promise<MessageRef[]> {
    if (uploads.length === 0) return [];
    const { channel, thread } = destination;
    const ts = await afterFirst(
      () =>
        uploader.share(uploads, channel, thread).catch(async (error: unknown) => {
          if (!refusedBecause(error, 'no-permission', 'other')) throw error;
          const [part] = renderMessage(sentences(await uploader.sentences(uploads))).parts;
          if (!part) return null;
          return (await postPart(client, destination, part, { key: `${key}/files`, part: 1, of: 1, files: '' }, log))
            .ts;
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
    const kept = former.share !== null && former.files === idsOf(shown.files);
    const { rendered, uploads } = kept
      ? { rendered: shown, uploads: [] }
      : await prepared(message, uploader, 'later', inThread);
    const files = kept ? former.files : undefined;
    const destination: Destination = { channel: first.place.channel, thread: first.place.thread, opensThread: false };
    const edited: MessageRef[] = [];
    for (const [index, part] of rendered.parts.entries()) {
      const mark = markFor(rendered, index, key, uploads, files);
      const ref = former.parts[index];
      if (ref) await update(ref, part, mark);
      const post = async () => (await postPart(client, destination, part, mark, log)).ts;
      edited.push(ref ?? refTo(destination, await afterFirst(post, pause)));
    }
    await remove([...former.parts.slice(rendered.parts.length), ...(former.share && !kept ? [former.share] : [])]);
    if (kept && former.share) return [...edited, former.share];
    return [...edited, ...(await share(uploads, destination, key))];
  }

  /** Which of the messages hold blocks and which one the files: only asked where it isn't plain to see. */
  async function formerOf(refs: readonly MessageRef[], shown: Rendered): Promise<Former> {
    const [first] = refs;
    if (!first || (shown.files.length === 0 && refs.length === shown.parts.length))
      return { parts: refs, share: null, files: '' };
    const message = await messageAt(client, first.place, first.id);
    const mark = message ? markOf(message) : null;
    if (!mark) return { parts: refs, share: null, files: '' };
    const parts = refs.slice(0, mark.of);
    const same = mark.files !== '' && mark.files === idsOf(shown.files);
    const share = refs[mark.of] ?? (same ? await lateShare(parts, shown) : null);
    return { parts, share, files: mark.files };
  }

  /** Slack may have shared the files after we stopped waiting for it: else they would be sent a second time. */
  async function lateShare(parts: readonly MessageRef[], shown: Rendered): Promise<MessageRef | null> {
    const last = parts.at(-1);
    if (!last) return null;
    const names = shown.files.map(({ file }) => file.name).join('\n');
    const later = await messagesIn(client, last.place, last.id);
    const found = later.find(
      (message) =>
        message.user === bot() &&
        listAt(message, 'files')
          .map((file) => textAt(file, 'title'))
          .join('\n') === names,
    );
    const ts = textAt(found, 'ts');
    return ts === null ? null : { place: last.place, id: ts };
  }

  function update(ref: MessageRef, part: RenderedPart, mark: DeliveryMark): Promise<unknown> {
    return plainerIfRefused(part, log, (content) =>
      attempt(() =>
        client.chat.update({ channel: ref.place.channel, ts: ref.id, ...content, metadata: markedAs(mark) }),
      ),
    );
  }

  async function remove(refs: readonly MessageRef[]): Promise<void> {
    for (const ref of refs) {
      try {
        await attempt(() => client.chat.delete({ channel: ref.place.channel, ts: ref.id }));
      } catch (error) {
        if (!refusedBecause(error, 'message-gone')) throw error;
      }
    }
  }

  return { post, edit, delete: remove };
}

interface Former {
  readonly parts: readonly MessageRef[];
  readonly share: MessageRef | null;
  readonly files: string;
}

/**
 * The message with its files handed to Slack; a sentence in it for each that Slack refused. `inThread`: the files will
 * hang in the thread of the message.
 */
export async function prepared(
  message: Message,
  uploader: Uploader,
  otherwise: 'later' | 'sentence',
  inThread = false,
): Promise<{ readonly rendered: Rendered; readonly uploads: readonly Upload[] }> {
  const rendered = renderMessage(message);
  if (rendered.files.length === 0) return { rendered, uploads: [] };
  const { uploads, sentences: said } = await uploader.prepare(rendered.files, otherwise);
  const noted = inThread && uploads.length > 0 ? pointingToThread(message, uploader) : message;
  if (said.length === 0) return { rendered: renderMessage(noted), uploads };
  const blocks = noted.blocks.filter((block) => !isFile(block));
  return { rendered: renderMessage({ blocks: [...blocks, ...sentences(said).blocks] }), uploads };
}

/** Files hang in the thread that a private message opens, where they are easily missed: it says so in their place. */
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

function markFor(
  rendered: Rendered,
  index: number,
  key: string,
  uploads: readonly Upload[],
  files: string = idsOf(uploads.map((upload) => upload.file)),
): DeliveryMark {
  return { key, part: index + 1, of: rendered.parts.length, files };
}

function idsOf(files: readonly RenderedFile[]): string {
  return files.map(({ file }) => file.id).join(',');
}
