import { elementsOf } from './check/payload.ts';
import type { JsonObject } from './json.ts';
import { randomId } from './random.ts';

/** Slack gives ids to the blocks and elements that came without. */
export function withIds(blocks: readonly JsonObject[]): JsonObject[] {
  return structuredClone([...blocks]).map((block) => {
    if (!block.block_id) block.block_id = randomId('', 5);
    for (const element of elementsOf(block)) if (!element.action_id) element.action_id = randomId('', 5);
    return block;
  });
}
