import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readSlackMessage } from '../../../../src/platforms/slack/formatted/read-rich-text.ts';
import { writeForSlack } from '../../../../src/platforms/slack/formatted/write-rich-text.ts';
import { asOnSlack } from '../../../chat/formatted/on-platforms.ts';
import { formattedWith, markup } from '../../../chat/formatted/trees.ts';

const ids = { person: fc.constantFrom('U0ABC', 'W1'), channel: fc.constantFrom('C0ABC', 'G1') };
const inWords = (at: number) => `le ${at}`;

it('what is written as rich text is read as it was', () => {
  fc.assert(
    fc.property(formattedWith(ids), (formatted) => {
      const written = writeForSlack(formatted, inWords);
      expect(readSlackMessage({ ...written })).toEqual(asOnSlack(formatted, inWords));
    }),
    { numRuns: 1_500 },
  );
});

it('a message without rich text is read, whatever its text is', () => {
  fc.assert(
    fc.property(markup, (typed) => {
      const read = readSlackMessage({ text: typed });
      const again = readSlackMessage({ ...writeForSlack(read, inWords) });
      expect(again).toEqual(asOnSlack(read, inWords));
    }),
    { numRuns: 1_000 },
  );
});
