import type { types } from '@slack/bolt';

type Leaf = types.RichTextText | types.RichTextLink;

/**
 * Text that stays as it was typed: leaves of rich text and `plain_text` are never read for markup, mentions or emoji
 * codes, unlike mrkdwn, so nothing needs escaping in them.
 */
export function plain(text: string): types.PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}

const address = /https?:\/\/[^\s<>"«»]+/g;

/** Whether it holds an address worth pressing. */
export function hasAddress(text: string): boolean {
  return leaves(text).some((leaf) => leaf.type === 'link');
}

/** Leaves that show exactly this text, addresses in it as links. */
export function leaves(text: string, style?: { bold: true }): Leaf[] {
  const styled = style ? { style } : {};
  const found: Leaf[] = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
    const url = match[0].replace(/[.,;:!?)\]}'…]+$/, '');
    if (!URL.canParse(url)) continue;
    if (match.index > from) found.push({ type: 'text', text: text.slice(from, match.index), ...styled });
    found.push({ type: 'link', url, text: url, ...styled });
    from = match.index + url.length;
  }
  if (from < text.length) found.push({ type: 'text', text: text.slice(from), ...styled });
  return found;
}

export function paragraph(...elements: readonly Leaf[]): types.RichTextSection {
  return { type: 'rich_text_section', elements: [...elements] };
}

export function richText(...elements: types.RichTextBlock['elements']): types.RichTextBlock {
  return { type: 'rich_text', elements };
}

/** For the few texts Slack reads as mrkdwn: nothing in them can become a mention or a link any more. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
