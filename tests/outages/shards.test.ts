import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { manualClock } from '../../src/playground/clock.ts';
import { answering, DURING_SURVEY, launchSurvey, presses, said, types } from '../support/outages.ts';
import { answersOf } from '../support/surveys.ts';
import { startWorld, type World } from '../support/world.ts';

/** Discord in two shards: the region's server is the second one's, direct conversations are the first one's. */
let world: World;

beforeAll(async () => {
  // A server made in an odd millisecond belongs to the second of two shards.
  const odd = manualClock(2 * Math.floor(Date.now() / 2) + 1);
  world = await startWorld({ at: DURING_SURVEY, protocolClock: odd, shards: 2 });
  await launchSurvey(world);
});
afterAll(() => world?.close());
afterEach(() => {
  vi.useRealTimers();
});

const status = () =>
  world
    .bot()
    .platforms.find(({ name }) => name === 'discord')
    ?.status();

it('commands, typed answers, mentions and direct messages are heard, each in the shard it comes by', async () => {
  expect((BigInt(world.discord.team.id) >> 22n) % 2n).toBe(1n);
  const { by, eventId, thread } = await answering(world, 'discord');
  await by.say('une soixantaine', 'Combien de personnes');
  await by.press('Non');
  expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 60 }, officials: { option: 'no' } });
  const { channel } = thread;
  await types(by, { channel, thread: null }, 'moitié-moitié');
  await world.settle();
  expect(await answersOf(world, { eventId })).toMatchObject({ audience: { option: 'half' } });
  const before = by.screen().length;
  await types(by, { channel: 'direct', thread: null }, 'mirabelle');
  await world.settle();
  expect(said(by, 'mirabelle')).toBe(2);
  expect(by.screen().length).toBe(before + 2);
});

describe.each([
  ['goes on where it was', true],
  ['begins anew', false],
] as const)('the shard of the server falls out and %s', (_, resumable) => {
  it('nothing typed, pressed or filled in is lost or counted twice, and the other shard goes on', async () => {
    const { by, eventId, thread } = await answering(world, 'discord');
    const other = world.coordinator.discord;
    const name = `La Ressourcerie, ${resumable}`;
    await other.command('/structure creer');
    // The client itself leaves five seconds between one session of a shard and the next.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 6_000 });
    const speak = world.discord.silenceGateway();
    world.discord.dropGateway({ resumable, shard: 1 });
    await expect.poll(status).toBe('connecting');
    await types(by, thread, '40', 'oui');
    const before = by.screen().length;
    await by.platform.command(by.user.id, { channel: 'direct', thread: null }, '/mois');
    await expect.poll(() => by.screen().length).toBeGreaterThan(before);
    expect(await answersOf(world, { eventId })).not.toHaveProperty('attendance');
    speak();
    await expect.poll(status).toBe('connected');
    await world.settle();
    expect(await answersOf(world, { eventId })).toMatchObject({
      attendance: { value: 40 },
      officials: { option: 'yes' },
    });
    expect(said(by, 'Qui est venu surtout')).toBe(1);
    await presses(by, 'Moitié-moitié');
    await other.fill({ name, municipality: 'Amiens' });
    expect(await answersOf(world, { eventId })).toMatchObject({ audience: { option: 'half' } });
    expect(await world.database.prisma.organisation.count({ where: { name } })).toBe(1);
    expect(await world.database.prisma.answerRevision.count()).toBe(0);
  });
});
