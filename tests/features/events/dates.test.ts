import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { previewProposal, proposeEvent } from '../../../src/features/events/operations/propose.ts';
import { testDatabase } from '../../support/database.ts';
import { type RegionAtWork, regionAtWork } from '../../support/region-at-work.ts';

const NOW = '2026-10-01T10:00:00+02:00';
const typed = { title: 'Fête', place: 'Amiens', pitch: 'Venez.', contact: 'Ana' };

let database: Database;
let work: RegionAtWork;
beforeAll(async () => {
  database = await testDatabase();
  work = await regionAtWork(database);
  await work.organisation('Les Jardins', [await work.person('Ana')]);
  await work.edition(2026);
});
afterAll(() => database?.close());

it('are shown back and kept by time, each once, in whatever order they were typed', async () => {
  const when = '2026-11-14T18:00, 2026-11-12T18:00, 2026-11-14T18:00';
  const expected = [new Date('2026-11-12T18:00:00+01:00'), new Date('2026-11-14T18:00:00+01:00')];
  const { slots } = await work.as('Ana', NOW, previewProposal, { ...typed, when });
  expect(slots.map(({ start }) => start)).toEqual(expected);
  const { event } = await work.as('Ana', NOW, proposeEvent, { ...typed, when });
  expect(event.slots.map(({ start }) => start)).toEqual(expected);
});
