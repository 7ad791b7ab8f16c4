import { expect, it } from 'vitest';
import type { Stepwise } from '../../src/concurrency/turns.ts';
import { csvInSteps } from '../../src/documents/csv.ts';
import { bilanFile, bilanInSteps } from '../../src/features/nation/from-files/bilan-file.ts';
import { addingUp, openFiles, writing } from '../../src/features/nation/from-files/make-nation.ts';
import { opened } from '../../src/signatures/jws.ts';
import { translator } from '../../src/texts/translator.ts';
import { eighteen, fileOf, type Invented } from '../support/invented-regions.ts';

const [a] = eighteen;
if (!a) throw new Error('no regions');
const t = translator('fr', 'Europe/Paris');
const NOTHING = { regions: null, same: null, published: null, year: 2026 };

/** Does the work, and counts where others may come in between. */
function counted<T>(work: Stepwise<T>): { readonly steps: number; readonly value: T } {
  for (let steps = 0; ; steps += 1) {
    const step = work.next();
    if (step.done) return { steps, value: step.value };
  }
}

/** Returns the JSON inside a region's signed file. */
async function inside(one: Invented): Promise<Record<string, unknown>> {
  const { bytes } = await fileOf(one);
  const held = await opened(JSON.parse(Buffer.from(bytes).toString()));
  return JSON.parse(Buffer.from(held?.bytes ?? []).toString());
}

it('a large bilan is read a part at a time, and as it is read at once', async () => {
  const json = await inside({ ...a, came: Array.from({ length: 1_000 }, (_, at) => at) });
  const { steps, value } = counted(bilanInSteps(json));
  expect(steps).toBeGreaterThanOrEqual(5);
  expect(value).toEqual(bilanFile.safeParse(json));
  expect(value.data?.events).toHaveLength(1_000);
});

it('what doesn’t hold in a large bilan is told as where it is read at once', async () => {
  const json = await inside({ ...a, came: Array.from({ length: 300 }, (_, at) => at) });
  const events = json.events as readonly object[];
  const broken = [
    { ...json, events: events.with(250, { ...events[250], days: ['demain'] }) },
    { ...json, events: events.with(250, null as never), madeAt: 'hier' },
    { ...json, findings: Array.from({ length: 300 }, () => 'rien') },
    { ...json, events: Array.from({ length: 20_001 }, () => events[0]) },
    { ...json, texts: { a: 1 } },
    { ...json, details: { ...(json.details as object), media: null } },
    [json],
    null,
  ];
  for (const one of broken) {
    const { value } = counted(bilanInSteps(one));
    expect(value.success).toBe(false);
    expect(value.error?.issues).toEqual(bilanFile.safeParse(one).error?.issues);
  }
});

it('a region’s file lets others have their turn between what takes long in it', async () => {
  const file = await fileOf(a);
  let turns = 0;
  let next = setImmediate(function count() {
    turns += 1;
    next = setImmediate(count);
  });
  await openFiles([file]);
  clearImmediate(next);
  expect(turns).toBeGreaterThanOrEqual(3);
});

it('many regions with much in common are added up and written in many steps', async () => {
  const regions = Array.from({ length: 20 }, (_, at) => ({
    ...a,
    name: `Région ${String.fromCharCode(65 + at)}`,
    // All hold the same events, and declare the same articles.
    articles: 20,
    came: Array.from({ length: 20 }, () => 10),
  }));
  const files = await openFiles(await Promise.all(regions.map((one) => fileOf(one))));
  const { steps, value: made } = counted(addingUp(files, NOTHING));
  const { pairs } = made.nation;
  expect(made.nation.regions).toHaveLength(20);
  expect(pairs.length).toBeGreaterThan(1_000);
  expect(steps).toBeGreaterThan(pairs.length / 50 + regions.length);
  const documents = counted(writing(made, t));
  // All but the JSON is written line by line.
  const written = documents.value.filter(({ name }) => !name.endsWith('.json'));
  const lines = written.reduce((sum, { text }) => sum + text.split('\n').length, 0);
  expect(documents.steps).toBeGreaterThan(lines / 100);
});

it('a long table is the same in steps as at once', () => {
  const lines = Array.from({ length: 151 }, (_, at) => [`=${at}`, at + 0.5, null, 'é;"\n']);
  const { steps, value } = counted(csvInSteps(lines, 'fr'));
  expect(steps).toBe(4);
  expect(value.split('\r\n')).toHaveLength(152);
  expect([...value].filter((sign) => sign === '\u{FEFF}')).toHaveLength(1);
  expect(counted(csvInSteps([], 'fr')).value).toBe('\u{FEFF}');
});
