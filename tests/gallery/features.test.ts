import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf } from '../../src/chat/form.ts';
import { legible } from '../../src/chat/legible.ts';
import { composeRegistry } from '../../src/composition.ts';
import type { SeenMessage } from '../../src/playground/local-platform.ts';
import type { Person } from '../../src/playground/person.ts';
import { hostile, hostileKinds } from '../support/hostile-words.ts';
import { startWorld, type World } from '../support/world.ts';

/**
 * Everything that features say is shown with hostile texts in it: as typed, with nobody called and no link that isn't
 * one. Closing the world holds every request against the platforms' own descriptions.
 */
let world: World;
const organisers: Person[] = [];
const titles: string[] = [];

/** As long as the shortest field takes. */
const named = (words: string) => `${words} A`.slice(0, 78).trim();
const picture = {
  name: '@everyone <!channel> affiche.png',
  type: 'image/png',
  bytes: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};

beforeAll(async () => {
  world = await startWorld({ at: '2026-09-15T09:00:00+02:00' });
  const { slack, discord } = world.coordinator;
  await slack.command('/edition ouvrir', { annee: '2026' });
  await discord.command('/edition theme');
  await discord.fill({ theme: named(hostile.calls) });
  for (const [index, kind] of hostileKinds.entries()) {
    const words = named(hostile[kind]);
    // Signs that turn or hide the words around them are left out; all else is taken in as it was.
    titles.push(legible(words));
    const organiser = world.person(index % 2 === 0 ? 'slack' : 'discord', `${words.slice(0, 25)} ${index}`);
    organisers.push(organiser);
    await organiser.command('/structure creer');
    await organiser.fill({ name: words, municipality: 'Amiens' });
    await organiser.command('/evenement proposer');
    await organiser.fill({
      title: words,
      when: `${14 + index} novembre de 14h à 18h`,
      place: 'Salle des fêtes, Amiens',
      pitch: hostile[kind],
      contact: hostile.calls,
    });
    if (organiser.sees('Proposer')) await organiser.press('Proposer');
  }
  await slack.command('/reunion programmer');
  await slack.fill({
    title: named(hostile.markup),
    when: 'mardi 6 octobre 14h',
    venue: hostile.links,
    agenda: Object.values(hostile).join('\n'),
  });
  await slack.press('Annoncer la réunion');
  await discord.command('/kit publier');
  await discord.fill({ files: [picture], note: Object.values(hostile).join('\n') });
  await discord.press('Publier et envoyer');
  await slack.command('/annonce diffuser');
  const label = hostile.markup.slice(0, 60);
  await slack.fill({
    text: Object.values(hostile).join('\n'),
    links: `${label} : www.exemple.fr`,
    files: [picture],
  });
  await slack.choose("Où l'envoyer", 'salons', 'structure');
  await slack.press('Diffuser maintenant');
}, 120_000);
afterAll(() => world?.close());

it('what was typed was taken in as it was', async () => {
  const { prisma } = world.database;
  expect((await prisma.organisation.findMany()).map(({ name }) => name).sort()).toEqual([...titles].sort());
  expect((await prisma.event.findMany()).map(({ title }) => title).sort()).toEqual([...titles].sort());
  expect(await prisma.meeting.count()).toBe(1);
  expect(await prisma.kit.count()).toBe(1);
  expect(await prisma.announcement.count({ where: { status: 'LEFT' } })).toBe(1);
});

/** Everything that is read by a command without more to it. */
const reading = composeRegistry().commands.filter(
  ({ form, input }) => form === 'never' && fieldsOf(input).every(({ required }) => !required),
);

describe.each(['slack', 'discord'] as const)('every command that reads, on %s', (platform) => {
  it.each(reading.map(({ path }) => `/${path.fr.join(' ')}`))('%s', async (command) => {
    const organiser = organisers[platform === 'slack' ? 0 : 1];
    for (const person of [world.coordinator[platform], ...(organiser ? [organiser] : [])]) {
      await person.command(command);
      expect(person.read()).not.toBe('');
      expect(person.read()).not.toContain('de notre côté');
      for (const one of person.news) expect(harmIn(one)).toEqual([]);
    }
  });
});

it('nobody but the readers of a thread was called by anything that was said, and nothing is linked that people typed', () => {
  const everybody = [world.coordinator.slack, world.coordinator.discord, ...organisers];
  const said = everybody.flatMap((person) => person.screen());
  expect(said.length).toBeGreaterThan(20);
  expect([...new Set(said.flatMap(harmIn))]).toEqual([]);
});

it('the hostile words are on the screens, as they were typed', () => {
  const everything = [world.coordinator.slack, world.coordinator.discord]
    .flatMap((person) => person.screen().map(({ text }) => text))
    .join('\n');
  for (const title of titles) expect(everything).toContain(title);
});

let threadsMembers: ReadonlySet<string> = new Set();
beforeAll(async () => {
  const threads = await world.database.prisma.organisationThread.findMany();
  threadsMembers = new Set(threads.flatMap(({ members }) => members));
});

/** Returns who a message of the bot mentions without right, and addresses that lead where they should not. */
function harmIn(message: SeenMessage): string[] {
  if (!message.author.bot) return [];
  const links = message.controls.flatMap((one) => (one.kind === 'link' && !/^https?:/.test(one.url) ? [one.url] : []));
  return [...links, ...called(message.id)];
}

function called(id: string): readonly string[] {
  try {
    return world.slack.mentionsIn(id);
  } catch {
    // Slack doesn't know the message: it is one of Discord's.
    const { users, reached } = world.discord.mentionsIn(id);
    // A thread's own members are told of what is for them.
    return reached.filter((one) => !(users.includes(one) && threadsMembers.has(one)));
  }
}
