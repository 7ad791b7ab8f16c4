import { describe, expect, it } from 'vitest';
import { byTime } from '../../../src/chat/order.ts';
import type { RelayEvent } from '../../../src/chat/relaying.ts';
import { manualClock } from '../../../src/playground/clock.ts';
import { createEarlyEdits } from '../../../src/relay/intake/early-edits.ts';
import type { TiedChannel } from '../../../src/relay/ties/tied-store.ts';
import { beforeEachTest, copiesIn, type TwoChannels } from '../setting.ts';

let one: TwoChannels;
beforeEachTest((given) => {
  one = given;
});

const SECOND_MS = 1_000;

describe.each(['slack', 'discord'] as const)('a change on %s that is told before its message', (side) => {
  const other = side === 'slack' ? 'discord' : 'slack';
  const copies = () => copiesIn(one[other]);

  /** Has everything be told in the order of these numbers, of which 0 is what happened first; what isn't named is lost. */
  function toldAs(...order: readonly number[]): Promise<void> {
    const events = one[side].events.splice(0);
    one[side].events.push(...order.flatMap((index): readonly RelayEvent[] => (events[index] ? [events[index]] : [])));
    return one.tell();
  }

  it('stands in its place, as it was changed', async () => {
    one[side].say('Ana', 'un');
    const id = one[side].say('Ana', 'deux');
    one[side].change(id, 'deux bis');
    one[side].say('Léa', 'trois');
    await toldAs(2, 0, 3, 1);
    expect(copies()).toEqual(['un', 'deux bis', 'trois']);
  });

  it('is posted once, with its last words, and is changed as ever afterwards', async () => {
    const id = one[side].say('Ana', 'un');
    one[side].change(id, 'un bis');
    one[side].change(id, 'un ter');
    one[side].say('Léa', 'deux');
    await toldAs(2, 1, 3, 0, 1);
    expect(copies()).toEqual(['un ter', 'deux']);
    one[side].change(id, 'un enfin');
    await one.tell();
    expect(copies()).toEqual(['un enfin', 'deux']);
  });

  it('keeps it out from the first, where it says so', async () => {
    const id = one[side].say('Ana', 'entre nous');
    one[side].change(id, '! entre nous');
    one[side].say('Léa', 'pour tous');
    const asked: string[] = [];
    one[other].fateOf = (text) => {
      asked.push(text);
      return null;
    };
    await toldAs(1, 2, 0);
    expect([copies(), asked]).toEqual([['pour tous'], ['pour tous']]);
  });

  it('is said no more once it is deleted, whichever is told first', async () => {
    const id = one[side].say('Ana', 'un');
    one[side].change(id, 'un bis');
    one[side].remove(id);
    one[side].say('Léa', 'deux');
    await toldAs(1, 2, 3, 0);
    expect(copies()).toEqual(['deux']);
  });

  it('waits a second for it, which holds up what follows and nothing else; then what was said before is read back', async () => {
    const first = one[side].say('Ana', 'un');
    await one.tell();
    one[side].say('Ana', 'deux');
    const id = one[side].say('Ana', 'trois');
    one[side].change(id, 'trois bis');
    one[side].say('Léa', 'quatre');
    one[side].change(first, 'un bis');
    one[other].say('Max', 'ailleurs');
    await toldAs(2, 3, 4);
    expect(copies()).toEqual(['un bis']);
    expect(copiesIn(one[side])).toEqual(['ailleurs']);
    one.clock.advance(SECOND_MS + 1);
    await one.rest();
    expect(copies()).toEqual(['un bis', 'deux', 'trois bis', 'quatre']);
  });

  it('passes with what was said before it when the process ends meanwhile', async () => {
    one[side].say('Ana', 'un');
    const id = one[side].say('Ana', 'deux');
    one[side].change(id, 'deux bis');
    one[side].say('Léa', 'trois');
    await toldAs(2, 3);
    expect(copies()).toEqual([]);
    await one.kill();
    one[side].events.length = 0;
    await one.start();
    await one.later();
    expect(copies()).toEqual(['un', 'deux bis', 'trois']);
  });
});

describe('a flood of changes that are told before their messages', () => {
  const channel = { id: 'one' } as TiedChannel;

  /** Returns how often two messages are compared until so many that were changed, and as many behind them, are stored. */
  async function comparisons(count: number, order: 'forwards' | 'backwards'): Promise<number> {
    let compared = 0;
    const stored: string[] = [];
    const early = createEarlyEdits({
      pace: manualClock(),
      compare: (id, other) => {
        compared += 1;
        return byTime(id, other);
      },
      isStored: async () => false,
      readBack: async () => {},
    });
    const ids = Array.from({ length: 2 * count }, (_, index) => String(100_000 + index));
    const told = order === 'forwards' ? ids : ids.toReversed();
    const isChanged = (id: string) => Number(id) % 2 === 0;
    const store = (id: string, words: string) => async () => {
      early.storing(channel.id, id);
      stored.push(`${id} ${words}`);
    };
    const changes = told.filter(isChanged).map((id) => early.changed(channel, id, store(id, 'changed')));
    await Promise.resolve();
    const said = ids.map((id) => early.said(channel.id, id, store(id, 'said')));
    await Promise.all([...changes, ...said]);
    expect(early.waiting()).toBe(0);
    expect(stored).toHaveLength(2 * count);
    expect(new Set(stored)).toEqual(new Set(ids.map((id) => `${id} ${isChanged(id) ? 'changed' : 'said'}`)));
    return compared;
  }

  it.each(['forwards', 'backwards'] as const)(
    'takes as much work for each, told %s, however many there are',
    async (order) => {
      const [few, many] = [await comparisons(200, order), await comparisons(3_200, order)];
      // A search in an ordered list of sixteen times as many looks at four more.
      expect(many / 3_200).toBeLessThan((few / 200) * 2);
      expect(many / 3_200).toBeLessThan(100);
    },
  );

  it('is woken together where all are of one message', async () => {
    let woken = 0;
    const early = createEarlyEdits({
      pace: manualClock(),
      compare: byTime,
      isStored: async () => false,
      readBack: async () => {},
    });
    const changes = Array.from({ length: 2_000 }, () =>
      early.changed(channel, '1', async () => {
        woken += 1;
        early.storing(channel.id, '1');
      }),
    );
    await Promise.resolve();
    expect(early.waiting()).toBe(2_000);
    await Promise.all([
      ...changes,
      early.said(channel.id, '1', async () => {}),
      early.said(channel.id, '2', async () => {}),
    ]);
    expect([woken, early.waiting()]).toEqual([2_000, 0]);
  });
});
