import type { types } from '@slack/bolt';
import { pieces } from '../../chat/cut.ts';
import type { Block, FileRef, LabelledText, Message } from '../../chat/message.ts';
import { progressBar } from '../../chat/progress.ts';
import { ActionIds } from './action-ids.ts';
import { limits } from './limits.ts';
import { controlBlocks } from './render-controls.ts';
import { tableBlocks, tableText } from './render-table.ts';
import { hasAddress, leaves, paragraph, plain, richText } from './rich-text.ts';
import { type Piece, type RenderedPart, split } from './split.ts';

export interface RenderedFile {
  readonly file: FileRef;
}

/** A Message in Slack's shape: one or more messages, then one that carries its files. */
export interface Rendered {
  readonly parts: readonly RenderedPart[];
  readonly files: readonly RenderedFile[];
}

/** Slack refuses a message without blocks; this stands for one that had nothing to show. */
const NOTHING = '·';

export function renderMessage(message: Message): Rendered {
  const ids = new ActionIds();
  const files = message.blocks.flatMap((block) =>
    block.kind === 'image' || block.kind === 'file' ? [{ file: block.file }] : [],
  );
  const found = message.blocks.flatMap((block) => piecesOf(block, ids));
  const named = files.map(({ file }) => file.name).join('\n');
  // Files can't carry the key of their sending: a message of the bot's has to stand before them.
  const shown = found.length > 0 ? found : noteOf(named.trim() || NOTHING);
  return { parts: split(shown), files };
}

function piecesOf(block: Block, ids: ActionIds): Piece[] {
  switch (block.kind) {
    case 'heading':
      return headingOf(block.text);
    case 'text':
      return textOf(block.text);
    case 'note':
      return noteOf(block.text);
    case 'fields':
      return fieldsOf(block.fields);
    case 'list':
      return listOf(block.items);
    case 'table':
      return tableBlocks(block.header, block.rows).map((table) => ({
        block: table,
        fallback: tableText(table),
      }));
    case 'progress':
      return textOf(
        [block.label, progressBar(block.done, block.total)].filter((line) => line.trim() !== '').join('\n'),
      );
    case 'divider':
      return [{ block: { type: 'divider' }, fallback: '' }];
    case 'actions':
      return controlBlocks(block.controls, ids).map((one) => ({ block: one, fallback: '' }));
    // Files follow the message, see RenderedFile. Slack doesn't reliably keep an alternative text with them.
    case 'image':
      return noteOf(block.alt);
    case 'file':
      return [];
  }
}

function headingOf(text: string): Piece[] {
  if (isBlank(text)) return [];
  if (text.length <= limits.header.text && !text.includes('\n')) {
    return [{ block: { type: 'header', text: plain(text) }, fallback: text }];
  }
  return pieces(text, limits.richText.text).map((piece) => ({
    block: richText(paragraph(...leaves(piece, { bold: true }))),
    fallback: piece,
  }));
}

/** Returns rich text only where there is an address to press: in `plain_text` a text is sure to stay as typed. */
function textOf(text: string): Piece[] {
  return pieces(text, limits.section.text).flatMap((piece): Piece[] => {
    if (isBlank(piece)) return [];
    const block: types.KnownBlock = hasAddress(piece)
      ? richText(paragraph(...leaves(piece)))
      : { type: 'section', text: plain(piece) };
    return [{ block, fallback: piece }];
  });
}

function noteOf(text: string): Piece[] {
  return pieces(text, limits.context.text).flatMap((piece): Piece[] =>
    isBlank(piece) ? [] : [{ block: { type: 'context', elements: [plain(piece)] }, fallback: piece }],
  );
}

function fieldsOf(fields: readonly LabelledText[]): Piece[] {
  const lines = fields.flatMap(({ label, text }) => {
    const [first = '', ...rest] = pieces(text, limits.richText.text);
    const bold = isBlank(label) ? [] : leaves(`${label} `, { bold: true });
    const elements = [...bold, ...leaves(first)];
    if (elements.length === 0) return [];
    const all = [elements, ...rest.map((piece) => leaves(piece))];
    return all.map((line, index) => ({
      element: paragraph(...line),
      text: index === 0 ? [label, first].filter((part) => !isBlank(part)).join(' · ') : (rest[index - 1] ?? ''),
    }));
  });
  return grouped(lines, (elements) => richText(...elements));
}

function listOf(items: readonly string[]): Piece[] {
  const lines = items.flatMap((item) =>
    pieces(item, limits.richText.text).flatMap((piece) =>
      isBlank(piece) ? [] : [{ element: paragraph(...leaves(piece)), text: `• ${piece}` }],
    ),
  );
  return grouped(lines, (elements) => richText({ type: 'rich_text_list', style: 'bullet', elements }));
}

interface Line {
  readonly element: types.RichTextSection;
  readonly text: string;
}

/** Groups lines into blocks, as many lines to a block as fit. */
function grouped(lines: readonly Line[], blockOf: (elements: types.RichTextSection[]) => types.RichTextBlock): Piece[] {
  const groups: Line[][] = [];
  let size = 0;
  for (const line of lines) {
    const last = groups.at(-1);
    if (last && size + line.text.length <= limits.richText.text) last.push(line);
    else {
      groups.push([line]);
      size = 0;
    }
    size += line.text.length;
  }
  return groups.map((group) => ({
    block: blockOf(group.map((line) => line.element)),
    fallback: group.map((line) => line.text).join('\n'),
  }));
}

/** Returns whether a block has nothing to read, for which Slack refuses it. */
function isBlank(text: string): boolean {
  return text.trim() === '';
}
