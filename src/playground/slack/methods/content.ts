import { checkMessageBlocks } from '../check/payload.ts';
import { checkSlackFiles } from '../check/slack-files.ts';
import type { SlackCore } from '../core.ts';
import { isObject, type Json, type JsonObject, objectsOf, textOf } from '../json.ts';
import { ProtocolError } from '../protocol-error.ts';
import { linkedNames } from '../typed-text.ts';
import { flag } from './method.ts';

export const longestText = 40_000;
export const longestUpdate = 4000;
const longestMarkdown = 12_000;
const largestMetadata = 16_000;

/** The content of a message, as the arguments of a call give it. */
export interface PostedContent {
  readonly text?: string;
  readonly blocks?: JsonObject[];
  readonly attachments?: JsonObject[];
}

export function contentOf(core: SlackCore, args: JsonObject, longest = longestText): PostedContent {
  const blocks = args.blocks;
  const attachments = args.attachments;
  const markdown = args.markdown_text;
  if (blocks !== undefined) {
    checkMessageBlocks(blocks);
    checkSlackFiles(core.workspace, blocks, 'invalid_blocks', '/blocks');
  }
  if (attachments !== undefined) checkAttachments(attachments);
  if (markdown !== undefined) {
    if (args.text !== undefined || blocks !== undefined) throw new ProtocolError('markdown_text_conflict');
    const text = textOf(markdown);
    if (text.length > longestMarkdown) throw new ProtocolError('msg_too_long');
    return { text, blocks: [{ type: 'markdown', text }] };
  }
  const given = args.text;
  const text = given === undefined || given === null ? undefined : String(given);
  if (text !== undefined && text.length > longest && longest === longestUpdate) throw new ProtocolError('msg_too_long');
  return {
    ...(text === undefined ? {} : { text: storedText(core, text.slice(0, longest), args) }),
    ...(blocks === undefined ? {} : { blocks: objectsOf(blocks) }),
    ...(attachments === undefined ? {} : { attachments: objectsOf(attachments) }),
  };
}

/** Returns the stored text: a lone ampersand is escaped; names become mentions only where the app asks for it. */
function storedText(core: SlackCore, text: string, args: JsonObject): string {
  const escaped = text.replace(/&(?!amp;|lt;|gt;)/g, '&amp;');
  return flag(args.link_names) || args.parse === 'full' ? linkedNames(core.workspace, escaped) : escaped;
}

function checkAttachments(attachments: Json): void {
  if (!Array.isArray(attachments) || !attachments.every(isObject)) throw new ProtocolError('invalid_attachments');
  if (attachments.length > 100) throw new ProtocolError('too_many_attachments');
  attachments.forEach((attachment, index) => {
    const blocks = isObject(attachment) ? attachment.blocks : undefined;
    if (blocks !== undefined) checkMessageBlocks(blocks, `/attachments/${index}/blocks`);
  });
}

/** Returns null without metadata, and for an empty object, which removes the earlier metadata. */
export function metadataOf(given: Json | undefined): JsonObject | null {
  if (given === undefined || given === null) return null;
  if (!isObject(given)) throw new ProtocolError('invalid_metadata_format');
  if (Object.keys(given).length === 0) return null;
  const { event_type: type, event_payload: payload } = given;
  if (typeof type !== 'string' || type === '' || !isObject(payload)) throw new ProtocolError('invalid_metadata_format');
  if (JSON.stringify(given).length > largestMetadata) throw new ProtocolError('metadata_too_large');
  return given;
}
