import { expect, it } from 'vitest';
import { atOnce } from '../../src/concurrency/turns.ts';
import { makeNation } from '../../src/features/nation/from-files/make-nation.ts';
import type { RegionMediaItem, RegionReport } from '../../src/features/nation/from-files/region.ts';
import { sharedMedia } from '../../src/features/nation/from-files/same.ts';
import { readRegionTable } from '../../src/features/nation/from-files/tables.ts';
import { eighteen, signedFile, textOf } from '../support/invented-regions.ts';

const [a] = eighteen;
if (!a) throw new Error('no regions');

/** Regions, each with these articles. */
function regionsWith(count: number, itemsOf: (region: number) => readonly RegionMediaItem[]): readonly RegionReport[] {
  const lines = Array.from({ length: count }, (_, at) => `Secteur ${at};2026`);
  const { regions } = readRegionTable('t.csv', ['region;year', ...lines].join('\n'));
  return regions.map((region, at) => ({ ...region, media: { ...region.media, items: itemsOf(at) } }));
}

const article = { outlet: 'Le Courrier', medium: 'press', publishedOn: '2026-11-12', link: null } as const;

it('of many articles of one outlet and day each title is looked at a few times, however many there are', () => {
  let looks = 0;
  const titled = (title: string): RegionMediaItem => ({
    ...article,
    press: {
      get title() {
        looks += 1;
        return title;
      },
    },
  });
  const items = Array.from({ length: 300 }, (_, at) => titled(`Titre ${at}`));
  expect(
    atOnce(
      sharedMedia(
        regionsWith(1, () => items),
        new Map(),
      ),
    ).pairs,
  ).toEqual([]);
  expect(looks).toBeLessThanOrEqual(2 * items.length);
});

it('all of many articles that two regions tell with one title each are one', () => {
  const items = Array.from({ length: 300 }, (_, at) => ({ ...article, press: { title: `Titre ${at}` } }));
  const { pairs, doubles } = atOnce(
    sharedMedia(
      regionsWith(2, () => items),
      new Map(),
    ),
  );
  expect([pairs.length, doubles.length]).toEqual([300, 300]);
});

it('a title in the press review that nobody could compare is refused with its file', async () => {
  const bilan = JSON.parse(textOf(a));
  const [first] = bilan.details.media.byOrganisation;
  first.items[0].press = { title: 'É'.repeat(301), link: null, event: null };
  const { refusals } = await makeNation([await signedFile(a, JSON.stringify(bilan))], {
    ...{ regions: null, same: null, published: null, year: null },
  });
  expect(refusals).toMatchObject([{ file: '01.jws', reason: 'malformed' }]);
  expect(refusals[0]?.values.where).toContain('press.title');
});
