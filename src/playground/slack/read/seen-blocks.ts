import type { SeenBlock, SeenControl, SeenSpan } from '../../local-platform.ts';
import { type JsonObject, listOf, objectOf, objectsOf, textOf } from '../json.ts';
import type { SlackControl } from './controls.ts';
import {
  cellText,
  markdownText,
  mrkdwnSpans,
  type Names,
  richTextParts,
  textObject,
  textOfSpans,
} from './plain-text.ts';

export interface SeenBlocks {
  readonly names: Names;
  control(control: SlackControl): SeenControl;
  /** Returns where an image file of the workspace can be fetched on this machine. */
  image(element: JsonObject): string;
}

/** Returns blocks as the screen shows them, in reading order. */
export function seenBlocks(
  blocks: readonly JsonObject[],
  controls: readonly SlackControl[],
  reading: SeenBlocks,
): SeenBlock[] {
  return blocks.flatMap((block) => [
    ...readable(block, reading),
    ...usable(controls.filter((control) => control.block === block).map((control) => reading.control(control))),
  ]);
}

export function textOfBlocks(blocks: readonly SeenBlock[]): string {
  return blocks.flatMap((block) => ('text' in block && block.text !== '' ? [block.text] : [])).join('\n');
}

function usable(controls: readonly SeenControl[]): SeenBlock[] {
  return controls.length > 0 ? [{ kind: 'controls', controls }] : [];
}

function readable(block: JsonObject, reading: SeenBlocks): SeenBlock[] {
  const { names } = reading;
  switch (block.type) {
    case 'header':
      return [written('heading', textObject(objectOf(block.text), names))];
    case 'section': {
      const picture = objectOf(block.accessory);
      const fields = objectsOf(block.fields).map((field) => textObject(field, names));
      return [
        ...objectsOf([block.text ?? null]).map((text) => written('text', textObject(text, names))),
        ...(fields.length > 0
          ? [{ kind: 'fields' as const, text: fields.map(textOfSpans).filter(Boolean).join('\n'), fields }]
          : []),
        ...(picture.type === 'image' ? [imageOf(picture, reading)] : []),
      ];
    }
    case 'context':
      return contextBlocks(block, reading);
    case 'divider':
      return [{ kind: 'divider' }];
    case 'image': {
      const title = textOf(objectOf(block.title).text);
      return [...(title ? [plain('small', title)] : []), imageOf(block, reading)];
    }
    case 'rich_text':
      return richTextParts(block, names);
    case 'markdown':
      return [plain('text', markdownText(textOf(block.text)))];
    case 'table':
      return [tableOf(block, names)];
    case 'video':
      return [
        plain('text', textOf(objectOf(block.title).text)),
        plain('small', textOf(objectOf(block.description).text)),
      ];
    case 'input':
      return [plain('text', textOf(objectOf(block.label).text))];
    default:
      return [];
  }
}

function contextBlocks(block: JsonObject, reading: SeenBlocks): SeenBlock[] {
  const elements = objectsOf(block.elements);
  const texts = elements.filter((element) => element.type !== 'image');
  const images = elements.filter((element) => element.type === 'image').map((element) => imageOf(element, reading));
  const spans = texts.flatMap((element, index) => [
    ...(index > 0 ? [{ text: ' ' }] : []),
    ...textObject(element, reading.names),
  ]);
  return [...images, ...(textOfSpans(spans) ? [written('small', spans)] : [])];
}

/** A piece of text with what it looks like. */
export function written(kind: 'heading' | 'text' | 'small', spans: readonly SeenSpan[]): SeenBlock {
  return { kind, text: textOfSpans(spans), spans };
}

const plain = (kind: 'text' | 'small', text: string): SeenBlock => written(kind, [{ text }]);

function imageOf(element: JsonObject, reading: SeenBlocks): SeenBlock {
  return { kind: 'image', url: reading.image(element), alt: textOf(element.alt_text) };
}

function tableOf(block: JsonObject, names: Names): SeenBlock {
  const rows = listOf(block.rows).map((row) => objectsOf(row).map((cell) => cellText(cell, names)));
  return { kind: 'table', text: rows.map((row) => row.join(' | ')).join('\n'), rows };
}

/** Returns secondary attachments, which are legacy but still sent by some apps. */
export function seenAttachments(attachments: readonly JsonObject[], reading: SeenBlocks): SeenBlock[] {
  return attachments.flatMap((attachment) => {
    const blocks = objectsOf(attachment.blocks);
    if (blocks.length > 0) return seenBlocks(blocks, [], reading);
    const texts = ['pretext', 'title', 'text'].map((name) => mrkdwnSpans(textOf(attachment[name]), reading.names));
    const fields = objectsOf(attachment.fields).flatMap((field) => [textOf(field.title), textOf(field.value)]);
    return [...texts, ...fields.map((text) => [{ text }])]
      .filter((spans) => textOfSpans(spans) !== '')
      .map((spans) => written('text', spans));
  });
}
