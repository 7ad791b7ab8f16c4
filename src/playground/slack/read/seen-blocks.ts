import type { SeenBlock, SeenControl } from '../../local-platform.ts';
import { type JsonObject, listOf, objectOf, objectsOf, textOf } from '../json.ts';
import type { SlackControl } from './controls.ts';
import { cellText, markdownText, mrkdwnText, type Names, richTextParts, textObject } from './plain-text.ts';

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
      return [{ kind: 'heading', text: textObject(objectOf(block.text), names) }];
    case 'section': {
      const texts = [...objectsOf([block.text ?? null]), ...objectsOf(block.fields)];
      const picture = objectOf(block.accessory);
      return [
        ...texts.map((text) => ({ kind: 'text' as const, text: textObject(text, names) })),
        ...(picture.type === 'image' ? [imageOf(picture, reading)] : []),
      ];
    }
    case 'context':
      return contextBlocks(block, reading);
    case 'divider':
      return [{ kind: 'divider' }];
    case 'image': {
      const title = textOf(objectOf(block.title).text);
      return [...(title ? [{ kind: 'small' as const, text: title }] : []), imageOf(block, reading)];
    }
    case 'rich_text':
      return richTextParts(block, names);
    case 'markdown':
      return [{ kind: 'text', text: markdownText(textOf(block.text)) }];
    case 'table':
      return [{ kind: 'text', text: tableText(block, names) }];
    case 'video':
      return [
        { kind: 'text', text: textOf(objectOf(block.title).text) },
        { kind: 'small', text: textOf(objectOf(block.description).text) },
      ];
    case 'input':
      return [{ kind: 'text', text: textOf(objectOf(block.label).text) }];
    default:
      return [];
  }
}

function contextBlocks(block: JsonObject, reading: SeenBlocks): SeenBlock[] {
  const elements = objectsOf(block.elements);
  const texts = elements.filter((element) => element.type !== 'image');
  const images = elements.filter((element) => element.type === 'image').map((element) => imageOf(element, reading));
  const text = texts.map((element) => textObject(element, reading.names)).join(' ');
  return [...images, ...(text ? [{ kind: 'small' as const, text }] : [])];
}

function imageOf(element: JsonObject, reading: SeenBlocks): SeenBlock {
  return { kind: 'image', url: reading.image(element), alt: textOf(element.alt_text) };
}

function tableText(block: JsonObject, names: Names): string {
  return listOf(block.rows)
    .map((row) =>
      objectsOf(row)
        .map((cell) => cellText(cell, names))
        .join(' | '),
    )
    .join('\n');
}

/** Returns secondary attachments, which are legacy but still sent by some apps. */
export function seenAttachments(attachments: readonly JsonObject[], reading: SeenBlocks): SeenBlock[] {
  return attachments.flatMap((attachment) => {
    const blocks = objectsOf(attachment.blocks);
    if (blocks.length > 0) return seenBlocks(blocks, [], reading);
    const texts = ['pretext', 'title', 'text'].map((name) => mrkdwnText(textOf(attachment[name]), reading.names));
    const fields = objectsOf(attachment.fields).flatMap((field) => [textOf(field.title), textOf(field.value)]);
    return [...texts, ...fields].filter((text) => text !== '').map((text) => ({ kind: 'text' as const, text }));
  });
}
