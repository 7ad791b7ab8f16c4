import { describe, expect, it } from 'vitest';
import { readAtOnce, readInSlices } from '../../../src/reading/places/gazetteer.ts';

describe('the list of communes', () => {
  it('is the same read in slices, between which others have their turn', async () => {
    let turns = 0;
    let reading = true;
    const turn = () => {
      turns += 1;
      if (reading) setImmediate(turn);
    };
    setImmediate(turn);
    const slices = await readInSlices();
    reading = false;
    expect(slices).toEqual(readAtOnce());
    expect(turns).toBeGreaterThan(100);
  });
});
