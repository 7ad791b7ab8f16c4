import { describe, expect, it } from 'vitest';
import { beforeEachTest, type TwoChannels } from '../setting.ts';

let one: TwoChannels;
beforeEachTest((given) => {
  one = given;
});

describe('a message that nobody was told of', () => {
  describe.each(['slack', 'discord'] as const)('on %s', (side) => {
    const from = () => one[side];
    const to = () => (side === 'slack' ? one.discord : one.slack);
    const shown = () =>
      to()
        .standing.filter(({ isCopy }) => isCopy)
        .map(({ text, thread }) => [text, thread]);

    it('stands in its order when somebody reacts to it', async () => {
      from().say('Léa', 'un');
      const id = from().say('Léa', 'deux');
      from().events.length = 0;
      from().react(id);
      await one.tell();
      expect(shown().map(([text]) => text)).toEqual(['un', expect.stringMatching(/^deux 👍 1/u)]);
    });

    it('stands in its thread when somebody reacts to it', async () => {
      const root = from().say('Léa', 'Le repas');
      const id = from().say('Zoé', 'À midi', root);
      from().events.length = 0;
      from().react(id);
      await one.tell();
      const [first] = to().standing;
      expect(shown()).toEqual([
        ['Le repas', null],
        [expect.stringMatching(/^À midi 👍 1/u), first?.id],
      ]);
    });

    it('isn’t looked for when somebody reacts to a copy, or to what the bot says', async () => {
      to().say('Ana', 'Bonjour');
      await one.tell();
      const copy = from().standing.find(({ isCopy }) => isCopy)?.id ?? '';
      from().say('Léa', 'un');
      from().events.length = 0;
      const place = { channel: from().channel, thread: null };
      for (const id of [copy, '1999999']) from().events.push({ kind: 'touched', place, id });
      await one.tell();
      expect(shown()).toEqual([]);
    });
  });
});
