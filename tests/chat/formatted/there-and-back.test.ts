import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Formatted } from '../../../src/chat/formatted/formatted.ts';
import { type MentionedThere, mentionedThere } from '../../../src/chat/formatted/mentions.ts';
import { readMarkdown } from '../../../src/platforms/discord/formatted/read-markdown.ts';
import { writeMarkdown } from '../../../src/platforms/discord/formatted/write-markdown.ts';
import { readSlackMessage } from '../../../src/platforms/slack/formatted/read-rich-text.ts';
import { writeForSlack } from '../../../src/platforms/slack/formatted/write-rich-text.ts';
import { anyText } from '../../bad-input/hostile-text.ts';
import { asOnDiscord, asOnSlack } from './on-platforms.ts';
import { formattedWith, markup, wordsOf } from './trees.ts';

const DATE = 'samedi 14 novembre 2026';

/** Somebody's id on Slack is that of Discord behind a letter. */
const named = (person: (id: string) => string, channel: (id: string) => string): MentionedThere => ({
  person: (id) => ({ id: person(id) }),
  channel: (id) => ({ id: channel(id) }),
  group: (id) => `@${id}`,
});
const digits = (id: string) => id.slice(1);
const THERE = {
  discord: named(digits, digits),
  slack: named(
    (id) => `U${id}`,
    (id) => `C${id}`,
  ),
};

const onDiscord = (formatted: Formatted) => readMarkdown(writeMarkdown(formatted));
const onSlack = (formatted: Formatted) => readSlackMessage({ ...writeForSlack(formatted, () => DATE) });
const toDiscord = (formatted: Formatted) => onDiscord(mentionedThere(formatted, THERE.discord));
const toSlack = (formatted: Formatted) => onSlack(mentionedThere(formatted, THERE.slack));

const ids = (letters: string) => fc.constantFrom('1', '123456789012345678').map((id) => `${letters}${id}`);

describe('a text that was written on one platform', () => {
  it('comes back from Discord as it was written on Slack, whatever it holds', () => {
    fc.assert(
      fc.property(formattedWith({ person: ids('U'), channel: ids('C') }), (formatted) => {
        const written = onSlack(formatted);
        expect(toSlack(toDiscord(written))).toEqual(written);
      }),
      { numRuns: 1_500 },
    );
  });

  it('comes back from Slack with all of its words as it was written on Discord, and no more changes on the next way', () => {
    const typed = fc.oneof(
      markup,
      anyText.map((some) => some.slice(0, 300)),
    );
    fc.assert(
      fc.property(typed, (some) => {
        const written = onDiscord(readMarkdown(some));
        const back = toDiscord(toSlack(written));
        expect(wordsOf(back)).toBe(wordsOf(asOnSlack(asOnDiscord(written), () => DATE)));
        expect(toDiscord(toSlack(back))).toEqual(back);
      }),
      { numRuns: 1_500 },
    );
  });
});
