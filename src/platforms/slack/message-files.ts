import type { Block, Message } from '../../chat/message.ts';
import { note, text } from '../../chat/message.ts';
import type { LinkReader } from '../../chat/platform.ts';
import type { DeliveryMark } from './delivery-key.ts';
import { type Rendered, type RenderedFile, renderMessage } from './render-message.ts';
import type { Upload, Uploader } from './uploads.ts';

/** The facts that a message keeps of the files that were handed to Slack with it. */
export type Handed = Pick<DeliveryMark, 'files' | 'uploads' | 'round'>;

export interface Preparation {
  readonly rendered: Rendered;
  readonly uploads: readonly Upload[];
}

/** Returns who gets the links in a delivery. */
export const readersOf = (key: string): LinkReader => ({ kind: 'delivery', key });

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

export function handedOver(uploads: readonly Upload[], round: number): Handed {
  const files = idsOf(uploads.map((upload) => upload.file));
  return { files, uploads: uploads.map(({ id }) => id).join(','), round: uploads.length > 0 ? round : 0 };
}

/** Returns the message with a sentence in the place of each of its files. */
export async function filesInWords(message: Message, uploader: Uploader, reader: LinkReader): Promise<Message> {
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
export function pointingToThread({ blocks }: Message, uploader: Uploader): Message {
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

/** Returns the files' own ids, as a message keeps them: two lists of the same files are the same text. */
export function idsOf(files: readonly RenderedFile[]): string {
  return files.map(({ file }) => file.id).join(',');
}
