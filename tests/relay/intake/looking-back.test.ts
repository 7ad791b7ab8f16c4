import { describe, expect, it } from 'vitest';
import { beforeEachTest, copiesIn, type TwoChannels } from '../setting.ts';

let one: TwoChannels;
beforeEachTest((given) => {
  one = given;
});

const DAY = 24 * 60 * 60_000;
/** Longer than it takes to look at all that is looked at. */
const LONG_MS = 5_000;

describe.each(['slack', 'discord'] as const)('what was said long before an outage on %s', (side) => {
  const from = () => one[side];
  const to = () => one[side === 'slack' ? 'discord' : 'slack'];

  /** Says so much, and has it stand on the other side. */
  async function say(count: number, words = 'mot'): Promise<readonly string[]> {
    const ids = Array.from({ length: count }, (_, index) => from().say('Léa', `${words} ${index + 1}`));
    await one.tell();
    return ids;
  }

  /** The bot is off while this happens, of which it is told nothing. */
  async function outage(happens: () => void, starts = true): Promise<void> {
    await one.kill();
    happens();
    from().events.length = 0;
    if (starts) await one.start();
  }

  async function pass(pages = 3): Promise<void> {
    for (let page = 0; page < pages; page += 1) {
      one.clock.advance(LONG_MS);
      await one.rest();
    }
  }

  it('is changed and goes as its originals did, page by page, and nothing else changes', async () => {
    const ids = await say(340);
    const root = from().say('Léa', 'La liste des courses');
    await one.tell();
    const before = to().standing.map(({ id }) => id);
    await outage(() => {
      for (const [index, text] of [
        [0, 'premier, relu'],
        [99, 'centième, relu'],
        [230, 'récent, relu'],
      ] as const)
        from().change(ids[index] ?? '', text);
      for (const index of [1, 100, 229]) from().remove(ids[index] ?? '');
      from().react(ids[2] ?? '');
    });
    await pass(6);
    const texts = copiesIn(to());
    expect(texts).toHaveLength(341 - 3);
    expect(texts.slice(0, 3)).toEqual(['premier, relu', expect.stringMatching(/^mot 3 👍 1/u), 'mot 4']);
    expect(texts).toEqual(expect.arrayContaining(['centième, relu', 'récent, relu']));
    for (const gone of ['mot 2', 'mot 101', 'mot 230']) expect(texts).not.toContain(gone);
    const left = new Set(to().standing.map(({ id }) => id));
    expect([...left].filter((id) => !before.includes(id))).toEqual([]);
    expect(root).toBeDefined();
  });

  it('holds up nothing that is said meanwhile, also while it can’t be read', async () => {
    const ids = await say(150);
    from().fateOf = (about) => (about === 'what was said long ago' ? 'unavailable' : null);
    await outage(() => from().change(ids[0] ?? '', 'relu'));
    from().say('Zoé', 'Nous revoilà');
    await one.tell();
    expect(copiesIn(to()).at(-1)).toBe('Nous revoilà');
    expect(copiesIn(to())[0]).toBe('mot 1');
    from().fateOf = () => null;
    await pass();
    expect(copiesIn(to())[0]).toBe('relu');
  });

  it('is looked at again after another outage before that was done', async () => {
    const ids = await say(250);
    await outage(() => from().change(ids[0] ?? '', 'relu'));
    expect(copiesIn(to())[0]).toBe('mot 1');
    await outage(() => from().remove(ids[1] ?? ''));
    await pass();
    expect(copiesIn(to()).slice(0, 2)).toEqual(['relu', 'mot 3']);
  });

  it('isn’t overwritten by what was read of it before it was changed once more', async () => {
    const ids = await say(150);
    const { relaying } = from().platform;
    const read = relaying?.between;
    if (!relaying || !read) throw new Error('nothing can be read here');
    await outage(() => from().change(ids[0] ?? '', 'relu'), false);
    Object.assign(relaying, {
      between: async (...given: Parameters<typeof read>) => {
        const found = await read(...given);
        from().change(ids[0] ?? '', 'relu encore');
        from().remove(ids[1] ?? '');
        for (const event of from().events.splice(0)) await one.relay.intake(from().platform)?.take(event);
        return found;
      },
    });
    await one.start();
    await pass();
    expect(copiesIn(to()).slice(0, 2)).toEqual(['relu encore', 'mot 3']);
  });

  it('keeps its copy where it is more than thirty days old', async () => {
    const [old = ''] = await say(120, 'vieux');
    one.clock.advance(31 * DAY);
    const [first = '', second = ''] = await say(120, 'récent');
    await outage(() => {
      from().change(old, 'vieux, relu');
      from().change(first, 'récent, relu');
      from().remove(second);
    });
    await pass();
    const texts = copiesIn(to());
    expect(texts).toEqual(expect.arrayContaining(['vieux 1', 'récent, relu']));
    expect(texts).not.toContain('récent 2');
  });
});
