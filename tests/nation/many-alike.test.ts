import { expect, it } from 'vitest';
import { makeNation } from '../../src/features/nation/from-files/make-nation.ts';
import { eighteen, fileOf, type Invented, signedFile, textOf } from '../support/invented-regions.ts';
import { event } from '../support/report-facts.ts';

const [one, two] = eighteen;
if (!one || !two) throw new Error('no regions');
const nothing = { regions: null, same: null, published: null, year: null };

interface Event {
  readonly title: string;
  readonly days: readonly string[];
  readonly department: string;
}

/** A region's file with these events in place of its own. */
function fileWith(region: Invented, events: readonly Event[]) {
  const bilan = JSON.parse(textOf(region)) as object;
  const numbered = events.map((event, at) => ({ id: `e-${at}`, ...event }));
  return signedFile(region, JSON.stringify({ ...bilan, events: numbered }));
}

const many = (count: number, event: Event) => Array.from({ length: count }, () => event);

it('a file with events that nobody could compare is refused by itself, and the others count', async () => {
  const good = await fileWith(two, many(2, { title: 'Marché', days: ['2026-11-14'], department: two.department }));
  const day = (at: number) => new Date(Date.UTC(2000, 0, 1 + at)).toISOString().slice(0, 10);
  const days = (count: number) => Array.from({ length: count }, (_, at) => day(at));
  const event = { title: 'Marché', days: ['2026-11-14'], department: two.department };
  for (const events of [
    [{ ...event, title: 'Marché '.repeat(60) }],
    [{ ...event, days: days(367) }],
    // Few in each part of the list that is read, too many in all of it.
    many(400, { ...event, days: days(300) }),
  ]) {
    const { nation, refusals } = await makeNation([await fileWith(one, events), good], nothing);
    expect(refusals).toMatchObject([{ reason: 'malformed' }]);
    expect(nation.regions.map(({ name }) => name)).toEqual([two.name]);
  }
});

it('an event of more days than are compared is in its region’s own file with the first of them, and counts', async () => {
  const day = (at: number) => new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10);
  const days = Array.from({ length: 455 }, (_, at) => day(at));
  const long = event('long', { title: 'Exposition', days, department: one.department });
  const file = await fileOf(one, { facts: { events: [long] } });
  const { nation, refusals } = await makeNation([file], nothing);
  expect(refusals).toEqual([]);
  expect(nation.regions[0]?.events).toMatchObject([{ title: 'Exposition', days: days.slice(0, 366) }]);
});

it('of very many that are held on another region’s ground some are compared', async () => {
  const title = 'Grand marché des producteurs';
  const abroad = await fileWith(one, many(300, { title, days: ['2026-11-14'], department: two.department }));
  const home = many(1_000, { title: `${title} solidaires`, days: ['2026-11-14'], department: two.department });
  const { nation } = await makeNation([abroad, await fileWith(two, home)], nothing);
  expect(nation.pairs).toHaveLength(200 * 200);
});
