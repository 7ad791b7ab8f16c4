import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SeenPlace } from '../../src/playground/local-platform.ts';
import type { Person } from '../../src/playground/person.ts';
import { acceptedEvent, answersOf, organisationOf } from '../features/surveys/setting.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let count = 0;

beforeAll(async () => {
  world = await startWorld({ at: '2026-11-16T10:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  await world.coordinator.slack.command('/questionnaire lancer', { cloture: '15 janvier 2027' });
  await world.coordinator.slack.press('Lancer le questionnaire');
});
afterAll(() => world?.close());

const onBoth = ['slack', 'discord'] as const;

/** Somebody whose survey is open at "Combien de personnes", and the thread it stands in. */
async function answering(platform: 'slack' | 'discord') {
  count += 1;
  const by = world.person(platform, `Olive ${count}`);
  const organisationId = await organisationOf(world, `Les Jardins ${count}`, [by]);
  const title = `Portes ouvertes ${count}`;
  const eventId = await acceptedEvent(world, { title, organisationId, by, startsAt: '2026-11-14T14:00:00+01:00' });
  const survey = await world.database.prisma.survey.findFirstOrThrow();
  const sheet = { surveyId: survey.id, kind: 'EVENT', organisationId, eventId } as const;
  await world.database.prisma.questionnaire.create({
    data: { ...sheet, regionId: survey.regionId, askedAt: world.clock.now() },
  });
  await by.command('/questionnaire repondre');
  await by.press('Oui');
  return { by, eventId, organisationId, thread: threadOf(by) };
}

function threadOf(person: Person): SeenPlace {
  const found = person.screen().findLast(({ text }) => text.includes('Combien de personnes'));
  if (!found) throw new Error('no question');
  const { channel, thread } = found.place;
  return { channel, thread: person.platform.name === 'slack' ? (thread ?? found.id) : null };
}

/** Typed while nobody listens: the platform doesn't bring it later. */
async function typed(person: Person, place: SeenPlace, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) await person.platform.say(person.user.id, place, text);
  world.slack.giveUpEvents();
}

const said = (person: Person, text: string) => person.screen().filter((message) => message.text.includes(text)).length;

describe.each(onBoth)('what is typed while the bot is away, on %s', (platform) => {
  it('is taken in at the start, in order, each once', async () => {
    const { by, eventId, thread } = await answering(platform);
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
    const { by, eventId, thread } = await answering(platform);
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

  it('is taken in when the platform is connected to anew', async () => {
    const { by, eventId, thread } = await answering(platform);
    if (platform === 'slack') {
      // The first attempt to come back fails, so that nobody is there for a moment.
      world.slack.fault({ method: 'apps.connections.open', kind: 'status', status: 500 });
      world.slack.dropSockets();
      await expect.poll(() => world.slack.connections).toBe(0);
    } else world.discord.dropGateway({ resumable: false });
    await typed(by, thread, '80', 'oui');
    await expect.poll(async () => (await answersOf(world, { eventId })).officials, { timeout: 10_000 }).toBeTruthy();
    await world.settle();
    expect(await answersOf(world, { eventId })).toMatchObject({
      attendance: { value: 80 },
      officials: { option: 'yes' },
    });
    expect(said(by, 'Qui est venu surtout')).toBe(1);
  });

  it('is taken in though another conversation can no longer be read', async () => {
    const gone = await answering(platform);
    const { by, eventId, thread } = await answering(platform);
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
    const { by, eventId, organisationId, thread } = await answering(platform);
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
  const { by, eventId, thread } = await answering('discord');
  await world.restartBot(() => typed(by, thread, '15', 'non'));
  await world.settle();
  expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 15 }, officials: { option: 'no' } });
});
