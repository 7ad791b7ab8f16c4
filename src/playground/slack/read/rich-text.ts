import type { JsonObject } from '../json.ts';
import { randomId } from '../random.ts';
import { type Inline, readMrkdwn, type Style } from './mrkdwn.ts';

const elementTypes = { plain: 'rich_text_section', quote: 'rich_text_quote', code: 'rich_text_preformatted' } as const;

/**
 * Builds the `rich_text` block that Slack makes of a text: clients send it with typed messages, and the history shows
 * it.
 */
export function richTextOf(text: string): JsonObject {
  const elements = readMrkdwn(text).map((passage) => ({
    type: elementTypes[passage.kind],
    elements: passage.inlines.map(leafOf),
    ...(passage.kind === 'code' ? { border: 0 } : {}),
  }));
  return { type: 'rich_text', block_id: randomId('', 5), elements };
}

function leafOf(inline: Inline): JsonObject {
  switch (inline.kind) {
    case 'text':
      return { type: 'text', text: inline.text, ...styled(inline.style) };
    case 'link':
      return {
        type: 'link',
        url: inline.url,
        ...(inline.label === null ? {} : { text: inline.label }),
        ...styled(inline.style),
      };
    case 'user':
      return { type: 'user', user_id: inline.id };
    case 'channel':
      return { type: 'channel', channel_id: inline.id };
    case 'group':
      return { type: 'usergroup', usergroup_id: inline.id };
    case 'broadcast':
      return { type: 'broadcast', range: inline.range };
    case 'date':
      return { type: 'date', timestamp: inline.at, format: inline.format, fallback: inline.fallback };
    case 'emoji':
      return { type: 'emoji', name: inline.name };
  }
}

function styled(style: Style): JsonObject {
  return Object.keys(style).length > 0 ? { style: { ...style } } : {};
}
