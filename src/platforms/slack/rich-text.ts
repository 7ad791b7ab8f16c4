import type { types } from '@slack/bolt';
import { addressesIn } from '../../chat/address.ts';

type Leaf = types.RichTextText | types.RichTextLink;

/**
 * Returns text that stays as it was typed: leaves of rich text and `plain_text` are never read for markup, mentions or
 * emoji codes, unlike mrkdwn, so nothing needs escaping in them.
 */
export function plain(text: string): types.PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}

/** Returns whether a text holds an address worth pressing. */
export function hasAddress(text: string): boolean {
  return addressesIn(text).length > 0;
}

/** Returns leaves that show exactly this text, with addresses as links where Slack takes them as such. */
export function leaves(text: string, style?: { bold: true }): Leaf[] {
  const styled = style ? { style } : {};
  const found: Leaf[] = [];
  let from = 0;
  for (const { index, typed, url } of addressesIn(text)) {
    if (index > from) found.push({ type: 'text', text: text.slice(from, index), ...styled });
    found.push({ type: 'link', url, text: typed, ...styled });
    from = index + typed.length;
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

/** Escapes the few texts that Slack reads as mrkdwn: nothing in them can become a mention or a link any more. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Returns the text that Slack sent escaped. */
export function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
