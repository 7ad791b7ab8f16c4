import { type APIMessageTopLevelComponent, MessageFlags, type RawFile } from 'discord.js';
import type { FileRef, Message } from '../../chat/message.ts';
import { DeliveryError, type FileSource, type GivenLink, type LinkReader } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import type { PlatformText } from '../platform-text.ts';
import { isUploadRefusal } from './errors.ts';
import { FILE_SIZE, MENTIONS } from './limits.ts';
import { type RenderedPart, renderMessage } from './render-message.ts';
import type { Upload } from './unit.ts';

/** One message as the REST API takes it. */
export interface MessagePayload {
  readonly body: PayloadBody;
  readonly files: RawFile[];
}

export interface PayloadBody {
  readonly flags: number;
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly attachments: readonly { readonly id: string; readonly filename: string; readonly description?: string }[];
  readonly allowed_mentions: { readonly parse: readonly never[]; readonly users?: readonly string[] };
}

export interface PayloadSource {
  of(message: Message, locale: 'fr' | 'en', how: PayloadHow): Promise<readonly MessagePayload[]>;
}

export interface PayloadHow {
  /** Who gets links to those files that can't be uploaded. */
  readonly reader: LinkReader;
  /** Ids of files that can't be uploaded. */
  readonly withheld: ReadonlySet<string>;
  /** The nth message's first component carries it. */
  readonly ids?: ComponentIds;
  /** Who is to hear of it: the last message mentions them. */
  readonly calls?: readonly string[];
}

export type ComponentIds = (index: number, total: number) => number;

export interface PayloadOptions {
  readonly files: FileSource;
  readonly text: PlatformText;
  readonly log: Log;
  /** Whether what people type in a server comes with its text. */
  readonly readsMessages: () => boolean;
}

export function payloadSource(options: PayloadOptions): PayloadSource {
  return {
    async of(message, locale, { reader, withheld, ids, calls: all = [] }) {
      const calls = all.slice(0, MENTIONS);
      const bytes = new Map<string, Uint8Array>();
      const refused = new Set(withheld);
      for (const file of filesOf(message)) {
        if (refused.has(file.id) || file.size > FILE_SIZE || bytes.has(file.id)) continue;
        const read = await options.files.bytes(file.id).catch((cause: unknown) => {
          throw new DeliveryError({ kind: 'unavailable' }, { cause });
        });
        if (read) bytes.set(file.id, read);
        else {
          // The words matter more than the picture: the message goes out without it, with a line in its place.
          options.log.warn('discord.file-missing', { file: file.id });
          refused.add(file.id);
        }
      }
      const links = new Map<string, GivenLink | null>();
      for (const file of filesOf(message)) {
        if (!bytes.has(file.id) && !links.has(file.id)) links.set(file.id, await options.files.link(file, reader));
      }
      const fileLine = (file: FileRef): string => {
        const link = links.get(file.id) ?? null;
        return link === null
          ? options.text(locale, 'platforms.discord.file.unsent', { name: file.name })
          : options.text(locale, 'platforms.discord.file.link', { name: file.name, ...link });
      };
      const shown = options.readsMessages() ? message : withoutTyping(message);
      const parts = renderMessage(shown, { withheld: refused, fileLine, calls });
      return parts.map((part, index) => {
        const called = index === parts.length - 1 ? calls : [];
        return toPayload(part, bytes, ids?.(index, parts.length), called);
      });
    },
  };
}

function toPayload(
  part: RenderedPart,
  bytes: ReadonlyMap<string, Uint8Array>,
  id: number | undefined,
  calls: readonly string[],
): MessagePayload {
  const [first, ...others] = part.components;
  return {
    body: {
      flags: MessageFlags.IsComponentsV2,
      components: first && id !== undefined ? [{ ...first, id }, ...others] : part.components,
      attachments: part.uploads.map((upload, index) => ({
        id: String(index),
        filename: upload.name,
        ...(upload.alt === null ? {} : { description: upload.alt }),
      })),
      // Nothing the bot says calls anyone else, whatever stands in it.
      allowed_mentions: { parse: [], ...(calls.length > 0 ? { users: calls } : {}) },
    },
    files: part.uploads.map((upload) => rawFile(upload, bytes)),
  };
}

/** Nobody is invited to type where it couldn't be read. */
function withoutTyping({ blocks }: Message): Message {
  return { blocks: blocks.filter((block) => block.kind !== 'note' || block.typing !== true) };
}

function rawFile(upload: Upload, bytes: ReadonlyMap<string, Uint8Array>): RawFile {
  return { name: upload.name, contentType: upload.file.type, data: bytes.get(upload.file.id) ?? new Uint8Array() };
}

/** Ids of the files of a message: what to leave out when uploads are refused. */
const fileIdsOf = (message: Message): ReadonlySet<string> => new Set(filesOf(message).map((file) => file.id));

function filesOf(message: Message): readonly FileRef[] {
  return message.blocks.flatMap((block) => (block.kind === 'file' || block.kind === 'image' ? [block.file] : []));
}

/** Does it, and once more without uploads if those were refused. */
export async function withoutRefusedUploads<T>(
  message: Message,
  attempt: (withheld: ReadonlySet<string>) => Promise<T>,
): Promise<T> {
  try {
    return await attempt(new Set());
  } catch (error) {
    const files = fileIdsOf(message);
    if (files.size === 0 || !isUploadRefusal(error)) throw error;
    return attempt(files);
  }
}
