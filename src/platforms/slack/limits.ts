/**
 * What Slack accepts, in UTF-16 units (its own counting is not published; these are the stricter reading). Where a
 * number is not Slack's but ours, the comment says so.
 */
export const limits = {
  message: {
    blocks: 50,
    /** All text of a message's blocks: Slack refuses somewhat above 13 000; we stay below. */
    text: 12_000,
    /** `text` beside the blocks: chat.update refuses more than 4 000 after escaping. */
    fallback: 3_900,
  },
  section: { text: 3_000 },
  header: { text: 150 },
  context: { text: 2_000 },
  /** Ours: a longer list or rich text goes on in another block, so that messages can be split between them. */
  richText: { text: 3_000 },
  table: { rows: 100, cells: 20, text: 10_000, cell: 2_000 },
  actions: { elements: 25 },
  button: { text: 75, url: 3_000 },
  /** `text`, ours: of all options of a list together, so that its message stays below the limit. */
  select: { placeholder: 150, options: 100, groups: 100, text: 9_000 },
  option: { text: 75, description: 75 },
  radio: { options: 5 },
  checkboxes: { options: 10 },
  modal: { title: 24, submit: 24, close: 24, blocks: 100, label: 2_000, hint: 2_000, error: 2_000 },
  input: { text: 3_000 },
  files: { perInput: 10, altText: 1_000 },
  actionId: 255,
  manifest: { name: 35, description: 140, commands: 50, commandDescription: 2_000, usageHint: 1_000, shortcut: 24 },
  /** A response_url may be used 5 times; the last one is kept in reserve. */
  responseUrlUses: 4,
} as const;

/** Ours: blocks a field may take are at most 3 (typed date, day, time), and a modal holds 100. */
export const FIELDS_PER_FORM = 30;

/** `text` with at most `max` units, the cut shown by an ellipsis and never inside a surrogate pair. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${whole(text.slice(0, max - 1))}…`;
}

/** Pieces of at most `max` units, at line ends or spaces where there are some in the second half of a piece. */
export function pieces(text: string, max: number): string[] {
  const found: string[] = [];
  let rest = text;
  while (rest.length > max) {
    const window = rest.slice(0, max);
    const line = window.lastIndexOf('\n');
    const space = window.lastIndexOf(' ');
    const at = line >= max / 2 ? line + 1 : space >= max / 2 ? space + 1 : whole(window).length;
    found.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  if (rest !== '') found.push(rest);
  return found;
}

/** Without the first half of a character that was cut in two. */
function whole(text: string): string {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? text.slice(0, -1) : text;
}

export function chunks<T>(items: readonly T[], size: number): T[][] {
  const found: T[][] = [];
  for (let at = 0; at < items.length; at += size) found.push(items.slice(at, at + size));
  return found;
}
