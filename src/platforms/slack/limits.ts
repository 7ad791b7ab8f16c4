/**
 * Slack's limits, in UTF-16 units (its own counting is not published; this is the stricter reading). Where a number is
 * the bot's own, the comment says so.
 */
export const limits = {
  message: {
    blocks: 50,
    /** All text of a message's blocks: Slack refuses somewhat above 13 000, so this stays below. */
    text: 12_000,
    /** `text` beside the blocks: chat.update refuses more than 4 000 after escaping. */
    fallback: 3_900,
  },
  section: { text: 3_000 },
  header: { text: 150 },
  context: { text: 2_000 },
  /**
   * The bot's own: a longer list or rich text continues in another block, so that messages can be split between them.
   */
  richText: { text: 3_000 },
  table: { rows: 100, cells: 20, text: 10_000, cell: 2_000 },
  actions: { elements: 25 },
  button: { text: 75, url: 3_000 },
  /** `text` is the bot's own: of all options of a list together, so that its message stays below the limit. */
  select: { placeholder: 150, options: 100, groups: 100, text: 9_000 },
  option: { text: 75, description: 75 },
  radio: { options: 5 },
  checkboxes: { options: 10 },
  modal: { title: 24, submit: 24, close: 24, blocks: 100, label: 2_000, hint: 2_000, error: 2_000 },
  home: { blocks: 100 },
  input: { text: 3_000 },
  files: { perInput: 10, alt: 1_000, bytes: 1_073_741_824 },
  username: 80,
  actionId: 255,
  manifest: {
    name: 35,
    description: 140,
    commands: 50,
    commandDescription: 2_000,
    usageHint: 1_000,
    shortcut: 24,
    shortcutDescription: 150,
  },
  /** A response_url may be used 5 times; the last one is kept in reserve. */
  responseUrlUses: 4,
} as const;

/** The bot's own: a field takes at most 3 blocks (typed date, day, time), and a modal holds 100. */
export const FIELDS_PER_FORM = 30;

/** The bot's own: Slack takes ten thousand, in groups, but a modal holds 250 000 bytes, of which a thousand take half. */
export const OPTIONS_PER_FIELD = 1_000;

export function chunks<T>(items: readonly T[], size: number): T[][] {
  const found: T[][] = [];
  for (let at = 0; at < items.length; at += size) found.push(items.slice(at, at + size));
  return found;
}
