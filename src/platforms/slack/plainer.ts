import type { types } from '@slack/bolt';
import { pieces } from '../../chat/cut.ts';
import type { Log } from '../../log.ts';
import { refusesLayout } from './errors.ts';
import { limits } from './limits.ts';
import { plain } from './rich-text.ts';
import { fallbackOf, type RenderedPart } from './split.ts';

export interface Content {
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

/**
 * Sends a message in its intended layout. Where Slack refuses that, it is sent once more as plain text above its
 * controls, then as text alone: whoever waits for it reads it all the same. Throws any other refusal.
 */
export async function plainerIfRefused<T>(
  part: RenderedPart,
  log: Log,
  send: (content: Content) => Promise<T>,
): Promise<T> {
  for (const content of [{ text: part.text, blocks: part.blocks }, withoutLayout(part)]) {
    try {
      return await send(content);
    } catch (error) {
      if (!refusesLayout(error)) throw error;
      log.error('slack.layout-refused', error, { blocks: content.blocks.length });
    }
  }
  return await send({ text: fallbackOf(part.plain || '·'), blocks: [] });
}

function withoutLayout(part: RenderedPart): Content {
  const texts = pieces(part.plain, limits.section.text).filter((piece) => piece.trim() !== '');
  return {
    text: part.text,
    blocks: [
      ...texts.map((piece): types.KnownBlock => ({ type: 'section', text: plain(piece) })),
      ...part.blocks.flatMap(controlsIn),
    ],
  };
}

/**
 * Returns the controls of a block without links: their addresses stand in the text, and a refused one must not come
 * back as a button.
 */
function controlsIn(block: types.KnownBlock): types.KnownBlock[] {
  if (block.type === 'section') return block.accessory ? [block] : [];
  if (block.type !== 'actions') return [];
  const elements = block.elements.filter((element) => !(element.type === 'button' && element.url));
  return elements.length > 0 ? [{ ...block, elements }] : [];
}
