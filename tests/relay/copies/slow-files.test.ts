import { describe, expect, it } from 'vitest';
import { createFileMemory } from '../../../src/relay/copies/file-memory.ts';
import { beforeEachTest, copiesIn, type TwoChannels } from '../setting.ts';

const SECOND_MS = 1_000;

let one: TwoChannels;
beforeEachTest((given) => {
  one = given;
});

describe.each(['slack', 'discord'] as const)('a file on %s that comes too slowly', (side) => {
  const other = side === 'slack' ? 'discord' : 'slack';
  const standing = () => one[other].standing.filter(({ isCopy }) => isCopy);

  async function seconds(count: number): Promise<void> {
    for (let left = count; left > 0; left -= 1) {
      one.clock.advance(SECOND_MS);
      await one.rest();
    }
  }

  it('is tried again, and then told with a link, and what follows stands after it', async () => {
    one[side].filesAreSlow = true;
    one[side].sayWithFile('Ana', 'Le plan', 'plan.pdf');
    one[side].say('Léa', 'Merci !');
    await one.tell();
    expect([one[side].fetched, copiesIn(one[other])]).toEqual([1, []]);
    await seconds(3);
    expect(one[side].fetched).toBe(2);
    const words = copiesIn(one[other]).join(' ');
    expect(words).toMatch(/^Le plan 📎 plan.pdf .*trop long à récupérer/u);
    expect(copiesIn(one[other]).at(-1)).toBe('Merci !');
    expect(standing().flatMap(({ files }) => files)).toEqual([]);
  });

  it('is copied after all when it comes at the second try', async () => {
    one[side].filesAreSlow = true;
    one[side].sayWithFile('Ana', 'Le plan', 'plan.pdf');
    await one.tell();
    one[side].filesAreSlow = false;
    await seconds(3);
    expect(copiesIn(one[other]).join(' ').trim()).toBe('Le plan');
    expect(standing().flatMap(({ files }) => files)).toEqual(['plan.pdf']);
  });

  it('holds up no change of its message, which goes on leading to it', async () => {
    one[side].filesAreSlow = true;
    const id = one[side].sayWithFile('Ana', 'Le plan', 'plan.pdf');
    await one.tell();
    await seconds(3);
    one[side].filesAreSlow = false;
    one[side].change(id, 'Le beau plan');
    await one.tell();
    expect(one[side].fetched).toBe(2);
    expect(copiesIn(one[other]).join(' ')).toMatch(/^Le beau plan 📎 plan.pdf .*https:/u);
  });
});

it('the files of one region never take all memory, and small ones wait for no large ones', async () => {
  const memory = createFileMemory();
  const log: string[] = [];
  const takes = (region: string, bytes: number, name: string) =>
    void memory
      .of({ id: name, regionId: region })
      .take(bytes)
      .then(() => log.push(name));
  takes('A', 25_000_000, 'A 1');
  takes('A', 25_000_000, 'A 2');
  takes('A', 1_000_000, 'A small');
  takes('B', 15_000_000, 'B large');
  takes('B', 2_000_000, 'B small');
  for (let left = 9; left > 0; left -= 1) takes('A', 2_500_000, 'A more');
  takes('C', 2_500_000, 'C small');
  await new Promise((resolve) => setImmediate(resolve));
  expect(log.toSorted()).toEqual(['A 1', 'A more', 'A small', 'B large', 'B small', 'C small']);
});
