import { describe, expect, it } from 'vitest';
import { addUp, rangeOf } from '../../src/features/nation/from-files/combine.ts';
import { makeNation } from '../../src/features/nation/from-files/make-nation.ts';
import { eighteen, fileOf, type Invented, signedFile, textOf } from '../support/invented-regions.ts';

const nothing = { regions: null, same: null, published: null, year: null };
const [a, b] = eighteen as readonly [Invented, Invented];

/** What the nation tells of each kind of medium, where one of two regions tells how many there are in all as surely as this. */
async function kinds(precision: string, value: number | null) {
  const strange = JSON.parse(textOf(a));
  Object.assign(strange.details.figures.mediaMentions, { precision, value });
  const { nation } = await makeNation([await signedFile(a, JSON.stringify(strange)), await fileOf(b)], nothing);
  return nation.media;
}

describe('how many items of each kind of medium there are', () => {
  it('is told no more surely than a region tells how many there are in all', async () => {
    const { press, radio } = (await kinds('at_least', a.articles)) ?? {};
    expect(press).toEqual({ value: a.articles + b.articles, precision: 'at_least' });
    expect(radio).toEqual({ value: 0, precision: 'at_least' });
  });

  it('is no zero where nobody knows', async () => {
    expect((await kinds('unknown', null))?.tv).toEqual({ value: 0, precision: 'at_least' });
  });

  it('is exact where every region has counted', async () => {
    expect((await kinds('exact', a.articles))?.radio).toEqual({ value: 0, precision: 'exact' });
  });
});

describe('a sum of which a part is between two numbers', () => {
  const between = { value: 90, precision: 'estimated', range: { from: 80, to: 100 } } as const;
  const ten = { value: 10, precision: 'exact' } as const;

  it('has the sums of the ends as its ends', () => {
    expect(rangeOf([between, ten])).toEqual({ from: 90, to: 110 });
    expect(rangeOf([ten])).toBeUndefined();
  });

  it('counts by the lower end wherever it is a minimum, whatever makes it one', () => {
    expect(addUp([between, ten]).value).toBe(100);
    expect(addUp([between, ten], 1)).toMatchObject({ value: 90, precision: 'at_least' });
    expect(addUp([between, ten], 0, true)).toMatchObject({ value: 90, precision: 'at_least' });
  });
});
