import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copiesOf, platforms, type TiedWorld, tiedWorld } from '../support/tied-world.ts';

let tied: TiedWorld;
beforeAll(async () => {
  tied = await tiedWorld();
});
afterAll(() => tied?.world.close());

const SIGNS = ['!', '🔇', ':mute:'] as const;

describe.each(platforms)('a message on %s', (title, side) => {
  const speaker = () => tied.people[side];
  const reader = () => tied.people[tied.other[side]];
  const file = (name: string) => ({ name, type: 'text/plain', bytes: new TextEncoder().encode('plan'), alt: '' });
  /** Returns what the other side has of it, its files included. */
  const elsewhere = (words: string, name: string) =>
    reader()
      .screen()
      .filter(({ text, files }) => text.includes(words) || files.some((one) => one.name === name))
      .flatMap(({ text, files }) => [text, ...files.map((one) => one.name)])
      .filter((one) => one !== '');

  it.each(SIGNS)('stays there, text and files, when it begins with %s', async (sign) => {
    const [words, name] = [`Pour ${title} seulement (${sign})`, `reste-${side}-${SIGNS.indexOf(sign)}.txt`];
    await speaker().write('general', `${sign} ${words}`, [file(name)]);
    expect(elsewhere(words, name)).toEqual([]);
    await speaker().edit(`${sign} ${words}, corrigé`, words);
    expect(elsewhere(words, name)).toEqual([]);
  });

  it.each(SIGNS)(
    'loses its copies, text and files, by an edit that puts %s before it, and has them again without',
    async (sign) => {
      const [words, name] = [`D'abord pour tous (${sign}, ${title})`, `retire-${side}-${SIGNS.indexOf(sign)}.txt`];
      await speaker().write('general', words, [file(name)]);
      expect(elsewhere(words, name)).toEqual(expect.arrayContaining([expect.stringContaining(words), name]));
      await speaker().edit(`${sign} ${words}`, words);
      expect(elsewhere(words, name)).toEqual([]);
      await speaker().edit(words, words);
      expect(elsewhere(words, name)).toEqual(expect.arrayContaining([expect.stringContaining(words), name]));
    },
  );

  it('that is pinned is pinned again with its copy, once the sign is taken away', async () => {
    const words = `À retenir, ${title}`;
    await speaker().write('general', words);
    await tied.world.coordinator[side].pin(words);
    const pinned = () => copiesOf(reader(), words).map((copy) => copy.pinned);
    expect(pinned()).toEqual([true]);
    await speaker().edit(`! ${words}`, words);
    expect(pinned()).toEqual([]);
    await speaker().edit(words, words);
    expect(pinned()).toEqual([true]);
  });

  it('passes when the sign stands elsewhere in it', async () => {
    await speaker().write('general', `Venez nombreux ! 🔇 les téléphones, ${title}`);
    expect(copiesOf(reader(), `les téléphones, ${title}`)).toHaveLength(1);
  });
});
