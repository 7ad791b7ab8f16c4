import type { SeenBlock } from './local-platform.ts';

/** Returns blocks in reading order, with what stands in a card in the place of the card. */
export function withoutCards(blocks: readonly SeenBlock[]): readonly SeenBlock[] {
  return blocks.flatMap((block) => (block.kind === 'card' ? withoutCards(block.blocks) : [block]));
}
