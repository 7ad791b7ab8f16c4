import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Cast, gatherCast } from '../../../src/demo/cast.ts';
import type { EditionFile } from '../../../src/demo/edition-file.ts';
import picardie from '../../../src/demo/picardie-2008.json' with { type: 'json' };
import { beginningOfPlay, stepsOf } from '../../../src/demo/play-edition.ts';
import { readEditionFile } from '../../../src/demo/read-edition-file.ts';
import { playTimeline } from '../../../src/demo/timeline.ts';
import { createLog } from '../../../src/log.ts';
import { filesKept, filesShown, messagesNaming, namingAmong, tablesNaming } from '../../support/traces.ts';
import { startWorld, type World } from '../../support/world.ts';

const MINUTE = 60_000;
/** Organisers on both platforms, and one of the two coordinators. */
const ERASED = ['sacha', 'noa', 'lou', 'alix', 'dominique'];

const file = editionWithFullNames();
let world: World;
let cast: Cast;
/** All that was logged. */
const lines: string[] = [];

beforeAll(async () => {
  const log = createLog({ level: 'debug', destination: { write: (line) => void lines.push(line) } });
  world = await startWorld({ region: false, at: beginningOfPlay(file).toISOString(), log });
  cast = gatherCast(world, file);
  await playTimeline({
    ...{ steps: stepsOf(world, file, cast), bot: world.bot, clock: world.clock },
    ...{ settle: world.settle, progress: () => {} },
  });
}, 400_000);
afterAll(() => world?.close());

/** Returns the figures of the bilan as the coordinator has them now. */
async function figures(): Promise<unknown> {
  await cast.coordinator.command('/bilan document');
  await world.runDue();
  const found = cast.coordinator.screen().flatMap(({ files }) => files);
  const json = found.findLast(({ name }) => name.endsWith('.json'));
  const { regional, details, findings } = (await (await fetch(json?.url ?? '')).json()) as Record<string, unknown>;
  return { regional, details, findings };
}

it('of those who have taken part in a whole edition nothing is left on either platform, nor stored, nor logged; the figures stay', async () => {
  const before = await figures();
  const needles: string[] = [];
  for (const id of ERASED) {
    const person = cast.person(id);
    const where = { externalId: person.user.id };
    const identity = await world.database.prisma.identity.findFirstOrThrow({ where });
    expect(messagesNaming(world, [person.name]).length, id).toBeGreaterThan(2);
    expect((await tablesNaming(world, [person.name])).length, id).toBeGreaterThan(3);
    needles.push(person.name, person.user.id, identity.id, identity.personId);
  }
  for (const id of ERASED) {
    const person = cast.person(id);
    await person.command('/profil donnees');
    await person.press('Tout effacer');
    await person.press('Effacer pour toujours');
    expect(person.read()).toContain("C'est effacé");
  }
  for (let times = 0; times < 6; times += 1) await world.goTo(new Date(world.clock.now().getTime() + 10 * MINUTE));
  expect(await world.database.prisma.erasure.count({ where: { endedAt: null } })).toBe(0);

  expect(await tablesNaming(world, needles)).toEqual([]);
  expect(messagesNaming(world, needles)).toEqual([]);
  expect(await figures()).toEqual(before);
  expect(namingAmong(await filesKept(world), needles)).toEqual([]);
  expect(namingAmong(await filesShown(world), needles)).toEqual([]);
  expect(lines).not.toEqual([]);
  for (const needle of needles) expect(lines.filter((line) => line.includes(needle))).toEqual([]);
}, 400_000);

/** Returns a part of Picardie 2008 in which people have full names, and are the contacts of what they propose. */
function editionWithFullNames(): EditionFile {
  const whole = structuredClone(picardie);
  const organisations = ['cres', 'institut-godin', 'mpes', 'terre-de-liens'];
  const people = whole.people
    .filter(({ organisation }) => organisations.includes(organisation))
    .map((one) => ({ ...one, name: `${one.name} de la Verne` }));
  const nameOf = (id: string) => people.find((one) => one.id === id)?.name;
  const events = whole.events.flatMap((event, index) => {
    const contact = nameOf(event.proposedBy);
    const coOrganisers = event.coOrganisers.filter((host) => organisations.includes(host));
    return contact === undefined
      ? []
      : [{ ...event, coOrganisers, launch: index === 0, contact: `${contact}, 06 12 34 56 78` }];
  });
  const reading = readEditionFile({
    ...{ ...whole, people, events, previousEdition: null },
    organisations: whole.organisations.filter(({ id }) => organisations.includes(id)),
    edition: { ...whole.edition, expectedResults: whole.edition.expectedResults.slice(0, 1) },
    meeting: { ...whole.meeting, replies: whole.meeting.replies.filter(({ person }) => nameOf(person) !== undefined) },
    eventSheets: whole.eventSheets.filter(({ event }) => events.some(({ id }) => id === event)),
    organisationSheets: whole.organisationSheets.filter(({ organisation }) => organisations.includes(organisation)),
    entered: {
      ...whole.entered,
      figures: [{ figure: 'budget', typed: '4000' }],
      ...{ answersCountedOn: undefined, claims: [], budgetLines: [{ funder: 'Fonds inventé', amount: 4000 }] },
    },
  });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems, null, 2));
  return reading.file;
}
