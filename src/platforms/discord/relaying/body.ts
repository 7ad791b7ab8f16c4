import type { APIAttachment, RawFile } from 'discord.js';
import { cut } from '../../../chat/cut.ts';
import type { Formatted } from '../../../chat/formatted/formatted.ts';
import { legible } from '../../../chat/legible.ts';
import { RecentMap } from '../../../chat/recent-map.ts';
import type { CopyFile, CopyPart } from '../../../chat/relaying.ts';
import { escapeMarkdown } from '../escape.ts';
import { writeMarkdown } from '../formatted/write-markdown.ts';
import { ALT_TEXT, MENTIONS, WEBHOOK_NAME } from '../limits.ts';
import { oneLine } from '../one-line.ts';
import { SNOWFLAKE } from '../snowflake.ts';
import { uploadName } from '../upload-name.ts';

/** The number of refused names that are remembered; a forgotten one is refused once more. */
const REMEMBERED = 1_000;

/** The text of a copy's message and whom it notifies, whether it is posted or changed. */
export interface CopyBody {
  readonly content: string;
  readonly allowed_mentions: { readonly parse: readonly never[]; readonly users: readonly string[] };
}

/**
 * Returns the body of a message that shows this part. Only those whom it mentions are notified: without that, Discord
 * would look for mentions of everybody in each text, of a changed message too.
 */
export function bodyOf(part: CopyPart, name: string): CopyBody {
  return {
    content: contentOf(part, name),
    allowed_mentions: { parse: [], users: mentionedIn(part.content) },
  };
}

/** Returns what a part says below a name: where that isn't its author's, it begins with its author. */
function contentOf(part: CopyPart, name: string): string {
  const text = writeMarkdown(part.content);
  return name === part.author ? text : [authorLine(part.author), text].filter((line) => line !== '').join('\n');
}

/** Returns the line that says whose a message is, below a name that isn't theirs. */
export const authorLine = (author: string): string => `**${escapeMarkdown(postableName(author))}**`;

/** Returns a name as Discord takes it for a webhook's message. */
export const postableName = (name: string): string => cut(oneLine(legible(name)), WEBHOOK_NAME) || '…';

function mentionedIn({ blocks }: Formatted): readonly string[] {
  const ids = blocks.flatMap((block) =>
    block.kind === 'code' ? [] : block.leaves.flatMap((leaf) => (leaf.kind === 'person' ? [leaf.id] : [])),
  );
  return [...new Set(ids)].filter((id) => SNOWFLAKE.test(id)).slice(0, MENTIONS);
}

export interface CopyUploads {
  readonly attachments: readonly { readonly id: string; readonly filename: string; readonly description?: string }[];
  readonly files: RawFile[];
}

/** Returns the files of a part as they are uploaded, with what they show in words. */
export function uploadsOf(part: CopyPart, all: readonly CopyFile[]): CopyUploads {
  const names = new Set<string>();
  const files = part.files.flatMap((index) => all[index] ?? []);
  const named = files.map((file) => ({ file, name: uploadName(file.name, names) }));
  return {
    attachments: named.map(({ file, name }, index) => ({
      id: String(index),
      filename: name,
      ...(file.alt === null ? {} : { description: cut(file.alt, ALT_TEXT) }),
    })),
    files: named.map(({ file, name }) => ({ name, contentType: file.type, data: Buffer.from(file.bytes) })),
  };
}

/** Returns those of a message's files that are still among the copy's: known by size and name, of which a number is no part. */
export function keptFiles(
  standing: readonly APIAttachment[],
  files: readonly CopyFile[],
): readonly { readonly id: string }[] {
  const left = files.map((file) => ({ name: unnumbered(uploadName(file.name, new Set())), size: file.size }));
  return standing.flatMap(({ id, filename, size }) => {
    const index = left.findIndex((file) => file.size === size && file.name === unnumbered(filename));
    return left.splice(index, index < 0 ? 0 : 1).map(() => ({ id }));
  });
}

const unnumbered = (name: string): string => name.replace(/-\d+(\.[^.]*)?$/, '$1');

/** Knows which names Discord refuses, and gives the one to post under. */
export class CopyNames {
  readonly #refused = new RecentMap<string, true>(REMEMBERED);

  /** Returns the part's author, or another name where Discord refuses theirs. */
  of({ author, otherwise }: CopyPart): string {
    // Discord keeps everybody from being taken for itself; what else it refuses it doesn't say beforehand.
    const isRefused = /discord|clyde/i.test(postableName(author)) || this.#refused.has(author);
    return isRefused ? otherwise : author;
  }

  noteRefused(name: string): void {
    this.#refused.set(name, true);
  }
}
