import type { types } from '@slack/bolt';
import type { Content } from './plainer.ts';
import { leaves, paragraph, richText } from './rich-text.ts';

/** Returns the blocks with their texts as rich text, which is all that a message with rich text can be edited into. */
export function richer({ blocks }: Content): types.KnownBlock[] {
  return blocks.map((block): types.KnownBlock => {
    if (block.type === 'header') return richText(paragraph(...leaves(block.text.text, { bold: true })));
    if (block.type !== 'section' || block.accessory || block.text?.type !== 'plain_text') return block;
    return richText(paragraph(...leaves(block.text.text)));
  });
}
