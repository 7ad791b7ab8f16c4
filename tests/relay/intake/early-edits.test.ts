import { describe, expect, it } from 'vitest';
import type { RelayEvent } from '../../../src/chat/relaying.ts';
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
