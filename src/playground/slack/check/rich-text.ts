import { uri } from './composition.ts';
import { anything, arrayOf, boolean, byType, integer, object, oneOf, string } from './report.ts';

const type = anything;
const style = object(
  {},
  {
    bold: boolean,
    italic: boolean,
    strike: boolean,
    underline: boolean,
    code: boolean,
    highlight: boolean,
    client_highlight: boolean,
    unlink: boolean,
  },
);
const styled = { style };

const leaf = byType({
  text: object({ type, text: string({ min: 1 }) }, styled),
  link: object({ type, url: uri }, { text: string(), unsafe: boolean, ...styled }),
  user: object({ type, user_id: string({ pattern: /^[UW][A-Z0-9]+$/ }) }, styled),
  usergroup: object({ type, usergroup_id: string({ pattern: /^S[A-Z0-9]+$/ }) }, styled),
  channel: object({ type, channel_id: string({ pattern: /^[CDG][A-Z0-9]+$/ }) }, styled),
  emoji: object(
    { type, name: string({ min: 1 }) },
    { skin_tone: integer(1, 6), unicode: string({ min: 1 }), ...styled },
  ),
  broadcast: object({ type, range: oneOf('here', 'channel', 'everyone') }, styled),
  color: object({ type, value: string({ min: 1 }) }, styled),
  team: object({ type, team_id: string({ min: 1 }) }, styled),
  date: object(
    { type, timestamp: integer(0, 9_999_999_999), format: string({ min: 1 }) },
    { url: uri, fallback: string(), ...styled },
  ),
});
const leaves = arrayOf(leaf, 0, 10_000);
const section = object({ type, elements: leaves });

export const richTextElement = byType({
  rich_text_section: section,
  rich_text_preformatted: object({ type, elements: leaves }, { border: integer(0, 1), language: string({ min: 1 }) }),
  rich_text_quote: object({ type, elements: leaves }, { border: integer(0, 1) }),
  rich_text_list: object(
    { type, style: oneOf('bullet', 'ordered'), elements: arrayOf(byType({ rich_text_section: section }), 1, 10_000) },
    { indent: integer(0, 8), offset: integer(0, 1_000_000), border: integer(0, 1) },
  ),
});

export const richTextBlock = byType({
  rich_text: object(
    { type, elements: arrayOf(richTextElement, 0, 10_000) },
    { block_id: string({ min: 1, max: 255 }) },
  ),
});
