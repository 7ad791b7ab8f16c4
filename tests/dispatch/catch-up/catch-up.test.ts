import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SeenPlace } from '../../../src/playground/local-platform.ts';
import type { Person } from '../../../src/playground/person.ts';
import { answering, DURING_SURVEY, launchSurvey, said, types } from '../../support/outages.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { answersOf } from '../../support/surveys.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld({ at: DURING_SURVEY });
  await launchSurvey(world);
});
afterAll(() => world?.close());

/** Types while nobody listens: the platform doesn't deliver it later. */
async function typed(person: Person, place: SeenPlace, ...texts: readonly string[]): Promise<void> {
  await types(person, place, ...texts);
  world.slack.giveUpEvents();
}

describe.each(platformsInTurn())('what is typed while the bot is away, on %s', (platform) => {
  it('is taken in at the start, in order, each once', async () => {
    const { by, eventId, thread } = await answering(world, platform);
    await world.restartBot(() => typed(by, thread, 'une soixantaine', 'non'));
    await world.settle();
    expect(await answersOf(world, { eventId })).toMatchObject({
      attendance: { value: 60, precision: 'estimated' },
      officials: { option: 'no' },
    });
    expect(said(by, 'Qui est venu surtout')).toBe(1);
    const messages = by.screen().length;
    const sent = await world.database.prisma.delivery.count();
    await world.restartBot();
    await world.settle();
    expect(by.screen()).toHaveLength(messages);
    expect(await world.database.prisma.delivery.count()).toBe(sent);
  });

  it('is not taken in again when it came live', async () => {
    const { by, eventId, thread } = await answering(world, platform);
    await by.platform.say(by.user.id, thread, '40');
    await world.settle();
    await world.database.prisma.surveyConversation.updateMany({ data: { lastSeenId: null } });
    await world.restartBot(() => typed(by, thread, 'oui'));
    await world.settle();
    expect(await answersOf(world, { eventId })).toMatchObject({
      attendance: { value: 40 },
      officials: { option: 'yes' },
    });
    expect(said(by, 'Qui est venu surtout')).toBe(1);
    expect(await world.database.prisma.answerRevision.count()).toBe(0);
  });

  it('is taken in though another conversation can no longer be read', async () => {
    const gone = await answering(world, platform);
    const { by, eventId, thread } = await answering(world, platform);
    await world.restartBot(async () => {
      await typed(by, thread, '25');
      if (platform === 'discord') world.discord.deleteChannel(gone.thread.channel);
      else {
        const parent = gone.thread.thread;
        const ofGone = (body: unknown) => JSON.stringify(body).includes(String(parent));
        world.slack.fault({ method: 'conversations.replies', kind: 'refuse', error: 'thread_not_found', when: ofGone });
      }
    });
    await world.settle();
    expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 25 } });
  });

  it('is left alone when it was never an answer, also once the person may answer', async () => {
    const { by, eventId, organisationId, thread } = await answering(world, platform);
    const membership = { organisationId, person: { identities: { some: { externalId: by.user.id } } } };
    const { prisma } = world.database;
    await prisma.membership.updateMany({ where: membership, data: { status: 'LEFT' } });
    await by.platform.say(by.user.id, thread, '12');
    await world.settle();
    await prisma.membership.updateMany({ where: membership, data: { status: 'ACTIVE' } });
    await world.restartBot();
    await world.settle();
    expect(await answersOf(world, { eventId })).not.toHaveProperty('attendance');
  });
});

it('is taken in where a direct conversation stands in for a thread', async () => {
  world.discord.deny(world.coordinator.discord.channel('organisateurs'), 'CreatePrivateThreads');
  const { by, eventId, thread } = await answering(world, 'discord');
  await world.restartBot(() => typed(by, thread, '15', 'non'));
  await world.settle();
  expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 15 }, officials: { option: 'no' } });
});

describe.each(platformsInTurn())('what is said to the bot while it is away for an hour, on %s', (platform) => {
  it('is answered at its return, once: directly, or by a mention in a channel', async () => {
    const by = world.person(platform, `Ada ${platform}`);
    await by.command('/mois');
    await by.say('bonjour');
    const menus = () => said(by, 'Fil conducteur · Picardie');
    const before = menus();
    const coordination = by.platform.channelsOf(by.user.id).find(({ name }) => name === 'coordination')?.id ?? '';
    await world.restartBot(async () => {
      world.clock.set(new Date(world.clock.now().getTime() + 3_600_000));
      await typed(by, { channel: 'direct', thread: null }, 'vous êtes là ?');
      await typed(by, { channel: coordination, thread: null }, 'sans nom', '@Fil conducteur, un souci');
    });
    await world.settle();
    expect(menus()).toBe(before + 2);
    expect(said(by, '« vous êtes là ? »')).toBe(1);
    expect(said(by, 'un souci »')).toBe(1);
    await world.restartBot();
    await world.settle();
    expect(menus()).toBe(before + 2);
  });
});

it('typed to the bot alone, beside a thread of the server, is taken in too', async () => {
  world.discord.allow(world.coordinator.discord.channel('organisateurs'), 'CreatePrivateThreads');
  const { by, eventId, thread } = await answering(world, 'discord');
  await by.say('bonjour');
  expect(by.read()).toContain("« bonjour » n'a pas été enregistré");
  await world.restartBot(async () => {
    await typed(by, { channel: 'direct', thread: null }, '17');
    await typed(by, thread, 'non');
  });
  await world.settle();
  expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 17 }, officials: { option: 'no' } });
});
