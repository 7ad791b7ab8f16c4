import { canonical } from '../../../chat/formatted/canonical.ts';
import type { Formatted, Mark } from '../../../chat/formatted/formatted.ts';
import { splitWithEnding } from '../../../chat/formatted/split.ts';
import type { Copy, CopyPart } from '../../../chat/relaying.ts';
import { CAPACITY_ON_SLACK } from '../formatted/capacity.ts';
import { escapeText } from '../rich-text.ts';

/**
 * Splits a copy into messages. Its files stand in one of their own, after the first one: Slack shares them in the bot's name, so
 * that one names the author. Something stands before them in any case, under the author's name, so that a text may be added
 * by an edit, and files be taken away; they stay where they are when an edit makes the text longer or shorter.
 */
export function copyParts({ author, otherwise, picture, content, ending, files }: Copy): readonly CopyPart[] {
  // The notification names the author, and a message that is posted without a name of its own does so above the text.
  const limit = CAPACITY_ON_SLACK.limit - escapeText(author).length - BETWEEN.length;
  const by = { author, otherwise, picture };
  const names = files.length > 0 ? line(`📎 ${files.map(({ name }) => name).join(', ')}`) : nothing;
  const shown = content.blocks.length > 0 ? content : names;
  const texts = splitWithEnding(shown, ending, { ...CAPACITY_ON_SLACK, limit });
  const said = texts.length > 0 ? texts : [nothing];
  const shared = files.length > 0 ? [{ ...by, content: line(author, 'bold'), files: [...files.keys()] }] : [];
  const [first, ...rest] = said.map((text): CopyPart => ({ ...by, content: text, files: [] }));
  return [...(first ? [first] : []), ...shared, ...rest];
}

/** The words between the author's name and the text in a notification. */
export const BETWEEN = ' : ';

const nothing: Formatted = { blocks: [] };

function line(text: string, ...marks: readonly Mark[]): Formatted {
  return canonical([{ kind: 'line', quoted: false, leaves: [{ kind: 'text', text, marks }] }]);
}
