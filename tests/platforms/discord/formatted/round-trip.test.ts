import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readMarkdown } from '../../../../src/platforms/discord/formatted/read-markdown.ts';
import { writeMarkdown } from '../../../../src/platforms/discord/formatted/write-markdown.ts';
import { asOnDiscord } from '../../../chat/formatted/on-platforms.ts';
import { formattedWith, markup } from '../../../chat/formatted/trees.ts';

const id = fc.constantFrom('1', '123456789012345678');

it('what is written in Discord’s markup is read as it was', () => {
  fc.assert(
    fc.property(formattedWith({ person: id, channel: id }), (formatted) => {
      const meant = asOnDiscord(formatted);
      const written = writeMarkdown(formatted);
      expect(readMarkdown(written)).toEqual(meant);
      // Discord leaves out what is white at both ends.
      expect(readMarkdown(written.trim())).toEqual(meant);
    }),
    { numRuns: 1_500 },
  );
});

it('whatever somebody typed is read, and is the same when it is written and read again', () => {
  fc.assert(
    fc.property(markup, (typed) => {
      const read = readMarkdown(typed);
      expect(readMarkdown(writeMarkdown(read))).toEqual(asOnDiscord(read));
    }),
    { numRuns: 2_000, examples: [['_\\¯\\_(ツ)_/¯']] },
  );
});
