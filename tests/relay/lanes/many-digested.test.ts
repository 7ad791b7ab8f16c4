import { describe, expect, it } from 'vitest';
import { beforeEachTest, copiesIn, type TwoChannels } from '../setting.ts';

let one: TwoChannels;
beforeEachTest((given) => {
  one = given;
});

const MOST_LINKS = 20;
const DAY = 24 * 60 * 60_000;
/** The most messages that these platforms, of forty characters each, need for one digest. */
const PARTS = 30;

describe.each(['slack', 'discord'] as const)('five hundred messages of a long outage on %s', (side) => {
  const from = () => one[side];
  const to = () => one[side === 'slack' ? 'discord' : 'slack'];

  /** The bot is off while so much is said there. */
  async function outage(count: number): Promise<void> {
    await one.kill();
    for (let index = 0; index < count; index += 1) from().say(`Ana ${index % 7}`, `message ${index}`);
    from().events.length = 0;
    one.clock.advance(2 * DAY);
  }

  /** Returns how many messages each digest is told to stand for, and has to. */
  async function digests(): Promise<{ readonly told: readonly number[]; readonly stored: readonly number[] }> {
    const rows = await one.database.prisma.relayCopy.findMany({ orderBy: { sequence: 'asc' } });
    expect(rows.filter(({ status }) => status !== 'POSTED' && status !== 'DIGESTED')).toEqual([]);
    const heads = rows.filter(({ id, digestId }) => id === digestId);
    expect(heads.filter(({ status }) => status !== 'POSTED')).toEqual([]);
    const ofHeads = heads.map(({ id }) => rows.filter(({ digestId }) => digestId === id).length);
    // Each message stands there, or is one of a digest that stands there.
    const alone = rows.filter(({ status, digestId }) => status === 'POSTED' && digestId === null);
    expect(ofHeads.reduce((all, count) => all + count, alone.length)).toBe(rows.length);
    const told = copiesIn(to())
      .join('')
      .replaceAll(/\s/gu, '')
      .matchAll(/🗂Pendantunelonguecoupure,(\d+)/gu);
    return { told: [...told].map(([, count]) => Number(count)), stored: ofHeads };
  }

  it('are counted in a digest that leads to the first, and what follows stands as ever', async () => {
    await outage(500);
    await one.start();
    await one.later();
    from().say('Léa', 'Nous revoilà');
    await one.tell();
    const { told, stored } = await digests();
    expect(told).toEqual(stored);
    // Those that came first may have been posted before it was known how many there are; the others wait until all is read.
    expect(stored).toHaveLength(1);
    expect(stored.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(490);
    const all = copiesIn(to());
    for (const count of stored) expect(all.join('').replaceAll(/\s/gu, '')).toContain(`…et${count - MOST_LINKS}autres`);
    expect(all.at(-1)).toBe('Nous revoilà');
    expect(all.length).toBeLessThan((PARTS + 10) * stored.length);
    expect(new Set(to().standing.map(({ key }) => key)).size).toBe(all.length);
  });

  it.each([1, 5, 9, 14, 20, 30, 45])('are told once, though the process is killed after %d steps', async (steps) => {
    await outage(500);
    one.dieAfter(steps);
    await one.start().catch(() => {});
    for (let times = 0; times < 2; times += 1) {
      await one.kill();
      await one.start();
      await one.later();
    }
    const { told, stored } = await digests();
    expect(told).toEqual(stored);
    const keys = to().standing.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeLessThan((PARTS + 10) * stored.length);
  });
});
