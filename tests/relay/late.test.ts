import { afterEach, describe, expect, it } from 'vitest';
import { type ManualClock, manualClock } from '../../src/playground/clock.ts';
import { copies, platforms, type TiedWorld, tiedWorld } from '../support/tied-world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let tied: TiedWorld;
let clock: ManualClock;
afterEach(() => tied?.world.close());

/** Starts where the platforms' clock shows a time before now, up to which it can be moved. */
async function begin(before: number): Promise<void> {
  clock = manualClock(Date.now() - before);
  tied = await tiedWorld({ protocolClock: clock });
}

describe.each(platforms)('what was said on %s while the bot was away', (title, side) => {
  const reader = () => tied.people[tied.other[side]];
  const say = (text: string) => {
    const place = { channel: tied.channel(side), thread: null };
    return tied.world.platforms[side].say(tied.people[side].user.id, place, text);
  };

  it('for some minutes arrives in its order, each marked with its time, and what follows isn’t', async () => {
    await begin(10 * MINUTE);
    await tied.world.restartBot(async () => {
      for (const text of ['Un', 'Deux']) await say(text);
      clock.advance(10 * MINUTE);
    });
    await tied.world.settle();
    await say('Trois');
    await tied.world.settle();
    expect(copies(reader()).map(({ text }) => text.replaceAll(/\s/gu, ' '))).toEqual([
      expect.stringMatching(/^🕑 Dit .*\d{1,2} h.* Un$/u),
      expect.stringMatching(/^🕑 Dit .*\d{1,2} h.* Deux$/u),
      'Trois',
    ]);
    const before = copies(reader()).map(({ id }) => id);
    await tied.world.restartBot();
    await tied.world.settle();
    expect(copies(reader()).map(({ id }) => id)).toEqual(before);
  });

  it('for more than a day is named in a digest, with links, and what follows stands as ever', async () => {
    await begin(26 * HOUR);
    const said: string[] = [];
    await tied.world.restartBot(async () => {
      for (let count = 1; count <= 30; count += 1) said.push(await say(`Message ${count} de ${title}`));
      clock.advance(26 * HOUR);
    });
    await tied.world.settle();
    await say('Nous revoilà');
    await tied.world.settle();
    // Its links may be more than one message holds.
    const digest = copies(reader()).map(({ text }) => text);
    expect(digest.pop()).toBe('Nous revoilà');
    // The first may be posted before it is known how many there are.
    const alone = digest.filter((text) => text.includes('Message ')).length;
    expect(alone).toBeLessThan(10);
    for (const words of [`${30 - alone} messages ont été écrits sur ${title}`, tied.people[side].name])
      expect(digest.join('\n')).toContain(words);
    const { requests } = tied.world.platforms[tied.other[side]];
    const sent = JSON.stringify(requests.map(({ body }) => body));
    const link = (id: string) => (side === 'slack' ? `/p${id.replace('.', '')}` : `/${tied.channel(side)}/${id}`);
    expect(said.slice(alone, alone + 20).filter((id) => !sent.includes(link(id)))).toEqual([]);
  });

  it('for more than a day by five hundred messages and more takes no more room than a few, and each is counted once', async () => {
    await begin(26 * HOUR);
    const count = 520;
    await tied.world.restartBot(async () => {
      for (let index = 1; index <= count; index += 1) await say(`Message ${index} de ${title}`);
      clock.advance(26 * HOUR);
    });
    await tied.world.settle();
    await say('Nous revoilà');
    await tied.world.settle();
    const texts = copies(reader()).map(({ text }) => text);
    expect(texts.pop()).toBe('Nous revoilà');
    const alone = texts.filter((text) => text.includes('Message ')).length;
    // The first copies may be posted before it is known how many there are, and a digest before the last of them are read.
    expect(alone).toBeLessThan(10);
    const told = [...texts.join('\n').matchAll(/([\d\s]+) messages ont été écrits sur/gu)];
    const counts = told.map(([, number = '']) => Number(number.replaceAll(/\s/gu, '')));
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(count - alone);
    expect(counts.length).toBeLessThan(3);
    for (const one of counts) expect(texts.join('\n').replaceAll(/\s/gu, ' ')).toContain(`… et ${one - 20} autres`);
    expect(texts.length - alone).toBeLessThan(5);
    const before = copies(reader()).map(({ id }) => id);
    await tied.world.restartBot();
    await tied.world.settle();
    expect(copies(reader()).map(({ id }) => id)).toEqual(before);
  });
});
