import { describe, expect, it } from 'vitest';
import type { ScriptedChannel } from '../scripted-channel.ts';
import { beforeEachTest, type TwoChannels } from '../setting.ts';

let one: TwoChannels;
beforeEachTest((given) => {
  one = given;
});

const LOOK_MS = 500;

/** Returns the copies that stand, oldest first, each with its parts put together and without spaces. */
function copies({ standing }: ScriptedChannel): readonly { readonly text: string; readonly thread: string | null }[] {
  const found = new Map<string, { text: string; readonly thread: string | null }>();
  for (const { isCopy, key, text, thread } of standing) {
    if (!isCopy) continue;
    const name = key?.split(':')[0] ?? '';
    found.set(name, { thread, text: (found.get(name)?.text ?? '') + text.replaceAll(/\s/gu, '') });
  }
  return [...found.values()];
}

async function passes(milliseconds: number): Promise<void> {
  one.clock.advance(milliseconds);
  await one.rest();
}

describe.each([
  ['slack', 'discord'],
  ['discord', 'slack'],
] as const)(
  'what answers, in a thread, a copy from %s of which it isn’t known yet that it stands',
  (side, otherSide) => {
    const from = () => one[side];
    const to = () => one[otherSide];

    /** Says something whose copy stands, while the platform can't tell that it does. Returns both. */
    async function unsure(): Promise<{ readonly root: string; readonly copy: string }> {
      to().fates.push('answer-lost', 'unavailable');
      const root = from().say('Léa', 'la salle');
      await one.tell();
      const [copy] = to().standing;
      if (!copy) throw new Error('nothing stands');
      return { root, copy: copy.id };
    }

    it('stands in its thread as soon as that is known, in its order', async () => {
      const { root, copy } = await unsure();
      to().say('Ana', 'un', copy);
      to().say('Ana', 'deux', copy);
      await one.tell();
      expect(copies(from())).toEqual([]);
      await passes(1_001);
      to().say('Ana', 'trois', copy);
      await one.tell();
      await passes(LOOK_MS + 1);
      expect(copies(from())).toEqual(['un', 'deux', 'trois'].map((text) => ({ text, thread: root })));
    });

    it('stands there in its order, though the last of it came when it was known, and the first waited still', async () => {
      const { root, copy } = await unsure();
      await passes(700);
      to().say('Ana', 'un', copy);
      await one.tell();
      await passes(301);
      to().say('Ana', 'deux', copy);
      await one.tell();
      await passes(LOOK_MS + 1);
      expect(copies(from())).toEqual(['un', 'deux'].map((text) => ({ text, thread: root })));
    });

    it('stands there when the process was killed before it noted that the copy stands', async () => {
      to().fateOf = (about) => (about === '' ? 'unavailable' : null);
      to().fates.push('not-noted');
      const root = from().say('Léa', 'la salle');
      await one.tell();
      await one.kill();
      to().say('Ana', 'un', to().standing[0]?.id);
      to().events.length = 0;
      await one.start();
      expect(copies(from())).toEqual([]);
      to().fateOf = () => null;
      await passes(1_001);
      await passes(LOOK_MS + 1);
      expect(copies(from())).toEqual([{ text: 'un', thread: root }]);
    });

    it('holds up nothing else, and is deleted without ever having stood', async () => {
      const { copy } = await unsure();
      const id = to().say('Ana', 'un', copy);
      to().say('Ana', 'ailleurs');
      await one.tell();
      expect(copies(from())).toEqual([{ text: 'ailleurs', thread: null }]);
      to().remove(id);
      await one.tell();
      await one.later();
      expect(copies(from())).toEqual([{ text: 'ailleurs', thread: null }]);
    });

    it('stands in the channel after a while where that is never known, which says nothing that isn’t so', async () => {
      const { copy } = await unsure();
      to().fateOf = (about) => (about === '' ? 'unavailable' : null);
      to().say('Ana', 'un', copy);
      await one.tell();
      await one.later();
      expect(copies(from())).toEqual([{ text: expect.stringMatching(/unmessageplusancienun$/u), thread: null }]);
      to().say('Ana', 'deux', copy);
      await one.tell();
      expect(copies(from())).toHaveLength(2);
    });

    it('quotes it once that is known, where it answers outside threads', async () => {
      const { copy } = await unsure();
      to().say('Ana', 'un', null, copy);
      await one.tell();
      expect(copies(from())).toEqual([{ text: expect.stringContaining('unmessageplusancienun'), thread: null }]);
      await passes(1_001);
      await passes(LOOK_MS + 1);
      expect(copies(from())).toEqual([{ text: expect.stringMatching(/Léa.*lasalle.*un$/u), thread: null }]);
    });
  },
);

it('what is said in a thread below another bot’s message stands at once, and says that this one didn’t pass', async () => {
  const id = one.slack.say('un robot', 'rappel');
  one.slack.events.length = 0;
  one.discord.say('Ana', 'un');
  await one.tell();
  one.slack.fates.push('lost');
  one.discord.say('Ana', 'perdu');
  await one.tell();
  one.slack.say('Léa', 'deux', id);
  await one.tell();
  expect(copies(one.discord)).toEqual([{ text: expect.stringMatching(/paspassédeux$/u), thread: null }]);
});
