import { type APIMessageTopLevelComponent, MessageFlags, type RawFile } from 'discord.js';
import type { FileRef, Message } from '../../chat/message.ts';
import { DeliveryError, type FileSource, type GivenLink, type LinkReader } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import type { PlatformText } from '../platform-text.ts';
import { isUploadRefusal } from './errors.ts';
import { FILE_SIZE, MENTIONS } from './limits.ts';
import { type RenderedPart, renderMessage } from './render-message.ts';
import type { AttachedFile } from './unit.ts';

/** One message in the shape the REST API takes. */
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
  /** The reader who gets the links to files that can't be uploaded. */
  readonly reader: LinkReader;
  /** Ids of the files that can't be uploaded. */
  readonly withheld: ReadonlySet<string>;
  /** Gives the id of the nth message's first component. */
  readonly ids?: ComponentIds;
  /** User ids to mention in the last message. */
  readonly calls?: readonly string[];
}

export type ComponentIds = (index: number, total: number) => number;

export interface PayloadOptions {
  readonly files: FileSource;
  readonly text: PlatformText;
  readonly log: Log;
  /** Whether messages typed in servers come with their text. */
  readonly readsMessages: () => boolean;
}

export function payloadSource(options: PayloadOptions): PayloadSource {
  return {
    async of(message, locale, { reader, withheld, ids, calls: all = [] }) {
      const calls = all.slice(0, MENTIONS);
      const bytes = new Map<string, Uint8Array>();
      const refused = new Set(withheld);
      const erased = new Set<string>();
      for (const file of filesOf(message)) {
        if (refused.has(file.id) || file.size > FILE_SIZE || bytes.has(file.id)) continue;
        const read = await options.files.bytes(file.id).catch((cause: unknown) => {
          throw new DeliveryError({ kind: 'unavailable' }, { cause });
        });
        if (read === 'erased') {
          erased.add(file.id);
          refused.add(file.id);
        } else if (read) bytes.set(file.id, read);
        else {
          // The text matters more than the picture: the message is sent without it, with a line in its place.
          options.log.warn('discord.file-missing', { file: file.id });
          refused.add(file.id);
        }
      }
      const links = new Map<string, GivenLink | null>();
      for (const file of filesOf(message)) {
        if (!bytes.has(file.id) && !erased.has(file.id) && !links.has(file.id))
          links.set(file.id, await options.files.link(file, reader));
      }
      const fileLine = (file: FileRef): string => {
        if (erased.has(file.id)) return options.text(locale, 'platforms.discord.file.erased', { name: file.name });
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
      // The bot mentions nobody else, whatever its text contains.
      allowed_mentions: { parse: [], ...(calls.length > 0 ? { users: calls } : {}) },
    },
    files: part.uploads.map((upload) => rawFile(upload, bytes)),
  };
}

/** Removes the invitations to type, for a place where the bot couldn't read the text. */
function withoutTyping({ blocks }: Message): Message {
  return { blocks: blocks.filter((block) => block.kind !== 'note' || block.typing !== true) };
}

function rawFile(upload: AttachedFile, bytes: ReadonlyMap<string, Uint8Array>): RawFile {
  return { name: upload.name, contentType: upload.file.type, data: bytes.get(upload.file.id) ?? new Uint8Array() };
}

/** Returns the ids of a message's files: those to leave out when uploads are refused. */
const fileIdsOf = (message: Message): ReadonlySet<string> => new Set(filesOf(message).map((file) => file.id));

function filesOf(message: Message): readonly FileRef[] {
  return message.blocks.flatMap((block) => (block.kind === 'file' || block.kind === 'image' ? [block.file] : []));
}

/** Runs the action, and once more without uploads if Discord refused them. */
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
