import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from '../../src/chat/formatted/canonical.ts';
import type { Formatted } from '../../src/chat/formatted/formatted.ts';
import { type MentionedThere, mentionedThere } from '../../src/chat/formatted/mentions.ts';
import { readMarkdown } from '../../src/platforms/discord/formatted/read-markdown.ts';
import { writeMarkdown } from '../../src/platforms/discord/formatted/write-markdown.ts';
import { readSlackMessage } from '../../src/platforms/slack/formatted/read-rich-text.ts';
import { writeForSlack } from '../../src/platforms/slack/formatted/write-rich-text.ts';
import { anyText } from '../bad-input/hostile-text.ts';
import { asOnDiscord, asOnSlack } from '../chat/formatted/on-platforms.ts';
import { outline } from '../chat/formatted/outline.ts';
import { formattedWith, markup, wordsOf } from '../chat/formatted/trees.ts';

const inWords = (at: number) => `le ${at}`;

/** On the other platform one person and one channel are known; the others have names that try to be something else. */
const onDiscord: MentionedThere = {
  person: (id) => (id === 'U1' ? { id: '11' } : { name: '@<@&5> @everyone' }),
  channel: (id) => (id === 'C1' ? { id: '22' } : { name: '#**général**' }),
  group: () => '@here',
};
const onSlack: MentionedThere = {
  person: (id) => (id === '11' ? { id: 'U1' } : { name: '@<!channel> *Ana*' }),
  channel: (id) => (id === '22' ? { id: 'C1' } : { name: '#<!here|general>' }),
  group: () => '@<!everyone>',
};

const toDiscord = (read: Formatted) => writeMarkdown(mentionedThere(read, onDiscord));
const toSlack = (read: Formatted) => writeForSlack(mentionedThere(read, onSlack), inWords);

/** Returns whom a message on Discord mentions, by what its server looks for. */
const calledOnDiscord = (content: string) => content.match(/<@[!&]?\d+>|(?<!\\)@(?:everyone|here)/g) ?? [];
/** Returns whom a message on Slack mentions, in its layout and in the text beside it. */
function calledOnSlack({ text, blocks }: ReturnType<typeof writeForSlack>): readonly string[] {
  const inLayout = JSON.stringify(blocks).match(/"type":"(?:user|usergroup|broadcast|team)","[a-z_]+":"[^"]*"/g) ?? [];
  return [...inLayout, ...(text.match(/<[@!][^>]*>/g) ?? [])];
}

const slackIds = { person: fc.constantFrom('U1', 'U2'), channel: fc.constantFrom('C1', 'C2') };
const discordIds = { person: fc.constantFrom('11', '12'), channel: fc.constantFrom('22', '23') };

describe('what people write, passed on', () => {
  it('from Slack to Discord and back: the same words, the same marks, nobody called who wasn’t', () => {
    fc.assert(
      fc.property(formattedWith(slackIds), (written) => {
        const said = readSlackMessage({ ...writeForSlack(written, inWords) });
        const there = toDiscord(said);
        for (const called of calledOnDiscord(there)) expect(called).toBe('<@11>');
        expect(readMarkdown(there)).toEqual(asOnDiscord(mentionedThere(said, onDiscord)));
        const back = toSlack(readMarkdown(there));
        expect(outline(readSlackMessage({ ...back }))).toEqual(
          outline(asOnSlack(mentionedThere(readMarkdown(there), onSlack), inWords)),
        );
        expect(wordsOf(readSlackMessage({ ...back }))).toBe(
          wordsOf(mentionedThere(asOnDiscord(mentionedThere(said, onDiscord)), onSlack)),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('from Discord to Slack and back: the same words, the same marks, nobody called who wasn’t', () => {
    fc.assert(
      fc.property(formattedWith(discordIds), (written) => {
        const said = readMarkdown(writeMarkdown(written));
        const there = toSlack(said);
        for (const called of calledOnSlack(there)) expect(called).toMatch(/^(?:"type":"user","user_id":"U1"|<@U1>)$/);
        const read = readSlackMessage({ ...there });
        expect(read).toEqual(asOnSlack(mentionedThere(said, onSlack), inWords));
        expect(readMarkdown(toDiscord(read))).toEqual(asOnDiscord(mentionedThere(read, onDiscord)));
      }),
      { numRuns: 500 },
    );
  });

  const plain = (typed: string): Formatted =>
    canonical([{ kind: 'line', quoted: false, leaves: [{ kind: 'text', text: typed, marks: [] }] }]);
  const section = (typed: string) => ({ type: 'rich_text_section', elements: [{ type: 'text', text: typed }] });

  it('what was typed on Slack without any formatting has none on Discord, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, markup), (typed) => {
        const said = readSlackMessage({ blocks: [{ type: 'rich_text', elements: [section(typed)] }] });
        const there = toDiscord(said);
        expect(calledOnDiscord(there)).toEqual([]);
        expect(readMarkdown(there)).toEqual(plain(typed.replace(/\n$/, '')));
      }),
      { numRuns: 1_500 },
    );
  });

  it('what was typed on Discord, escaped, has none on Slack, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, markup), (typed) => {
        const there = toSlack(readMarkdown(writeMarkdown(plain(typed))));
        expect(calledOnSlack(there)).toEqual([]);
        expect(readSlackMessage({ ...there })).toEqual(plain(typed));
      }),
      { numRuns: 1_500 },
    );
  });

  it.each([
    ['@everyone', '@everyone'],
    ['<!channel>', '<!channel>'],
    ['<!here|tous>', '<!here|tous>'],
    ['<@&1> <@1> <#1>', '<@&1> <@1> <#1>'],
    ['＠everyone @еveryone', '＠everyone @еveryone'],
    ['\u202e@everyone\u202c', '@everyone'],
    ['@\u200beveryone', '@everyone'],
    ['[ici](https://a.fr)', '[ici](https://a.fr)'],
  ])('%j calls and formats nothing', (typed, shown) => {
    const said = readSlackMessage({ blocks: [{ type: 'rich_text', elements: [section(typed)] }] });
    const there = toDiscord(said);
    expect(calledOnDiscord(there)).toEqual([]);
    expect(outline(readMarkdown(there))).toEqual([shown]);
  });

  it.each([
    '**',
    '*',
    '_',
    '__',
    '~~',
    '||',
    '`',
    '```',
    '[',
    '[a](',
    '<',
    '> ',
    '>>> ',
    '- ',
    '\\',
    '(',
    '&lt;',
    '\u200b',
  ])('a thousand times %j and a word is read, passed on and read', (sign) => {
    for (const typed of [
      `${sign.repeat(1_000)}mot${sign.repeat(1_000)}`,
      `${sign}\n`.repeat(1_000),
      sign.repeat(50_000),
    ]) {
      const read = readMarkdown(typed);
      expect(readSlackMessage({ ...toSlack(read) })).toEqual(asOnSlack(mentionedThere(read, onSlack), inWords));
      expect(readMarkdown(writeMarkdown(read))).toEqual(asOnDiscord(read));
    }
  });
});
