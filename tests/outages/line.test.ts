import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manualClock } from '../../src/playground/clock.ts';
import { PlatformRefusal } from '../../src/playground/local-platform.ts';
import { type Line, startLine } from '../support/line.ts';
import { answering, DURING_SURVEY, launchSurvey, presses, said, types } from '../support/outages.ts';
import { platformsInTurn } from '../support/platforms.ts';
import { answersOf } from '../support/surveys.ts';
import { startWorld, type World } from '../support/world.ts';

/** A bad line between people and the bot: whatever it does, what counts must be what the orderly run counts. */
let world: World;
const clock = manualClock();
const lines = {} as Record<'slack' | 'discord', Line>;

beforeAll(async () => {
  world = await startWorld({
    at: DURING_SURVEY,
    protocolClock: clock,
    async between(own) {
      const name = own.SLACK_API_URL ? 'slack' : 'discord';
      lines[name] = await startLine(own.SLACK_API_URL ?? own.DISCORD_API_URL ?? '');
      return lines[name].environment(own);
    },
  });
  await launchSurvey(world);
});
afterAll(async () => {
  await world?.close();
  for (const line of Object.values(lines)) await line.close();
});

const revisions = () => world.database.prisma.answerRevision.count();

const status = (platform: 'slack' | 'discord') =>
  world
    .bot()
    .platforms.find(({ name }) => name === platform)
    ?.status();

/** Returns how many times Slack has answered where to connect. */
const connectionsAsked = () => world.slack.requests.filter(({ path }) => path === 'apps.connections.open').length;

/** Ways to cut the line; each returns a function that lets the bot in again. */
const breaks = {
  'cut off': () => awayFromSlack(() => world.slack.dropSockets()),
  'asked to connect anew': () => awayFromSlack(() => world.slack.recycleSockets()),
  'dropped and resumed': () => awayFromDiscord(true),
  'dropped and identified anew': () => awayFromDiscord(false),
} as const;

function awayFromSlack(cut: () => void): () => void {
  world.slack.fault({ kind: 'delay', milliseconds: 1_000, method: 'apps.connections.open' });
  cut();
  return () => clock.advance(1_000);
}

function awayFromDiscord(resumable: boolean): () => void {
  const speak = world.discord.silenceGateway();
  world.discord.dropGateway({ resumable });
  return speak;
}

/** Resolves when both are up again; what lets it in is called until it has begun to ask. */
async function back(platform: 'slack' | 'discord', letIn: () => void): Promise<void> {
  await expect
    .poll(
      () => {
        letIn();
        return status(platform);
      },
      { interval: 10 },
    )
    .toBe('connected');
  await world.settle();
}

describe.each([
  ['slack', 'cut off'],
  ['slack', 'asked to connect anew'],
  ['discord', 'dropped and resumed'],
  ['discord', 'dropped and identified anew'],
] as const)('%s, %s', (platform, how) => {
  it('loses and doubles nothing of what is typed, pressed, filled in and sent', async () => {
    const { by, eventId, thread } = await answering(world, platform);
    const before = await revisions();
    const other = world.coordinator[platform === 'slack' ? 'discord' : 'slack'];
    const title = `Point d'étape, ${platform} ${how}`;
    const filling = world.coordinator[platform];
    const name = `La Ressourcerie, ${platform} ${how}`;
    await filling.command('/structure creer');
    await other.command('/reunion programmer', { titre: title, date: 'mardi 8 décembre 14h', lieu: 'Amiens' });

    const asked = connectionsAsked();
    const letIn = breaks[how]();
    // Slack asks while the former connection still stands: the line is never gone.
    const away = how !== 'asked to connect anew';
    await expect.poll(() => status(platform)).toBe(away ? 'connecting' : 'connected');
    // The bot posts there meanwhile, and somebody types there meanwhile.
    await presses(other, 'Annoncer la réunion');
    await expect.poll(() => said(other, title)).toBeGreaterThan(0);
    await types(by, thread, 'une soixantaine', 'non');
    if (away) expect(said(by, title)).toBe(0);
    else expect(status(platform)).toBe('connected');
    await back(platform, letIn);
    // A renewal that is still under way would hold up what comes next.
    if (!away)
      await expect
        .poll(
          () => {
            letIn();
            return connectionsAsked() > asked && world.slack.connections === 1;
          },
          { interval: 10 },
        )
        .toBe(true);

    expect(said(by, title)).toBe(1);
    expect(await answersOf(world, { eventId })).toMatchObject({
      attendance: { value: 60, precision: 'estimated' },
      officials: { option: 'no' },
    });
    expect(said(by, 'Qui est venu surtout')).toBe(1);
    await by.press('Moitié-moitié');
    expect(await answersOf(world, { eventId })).toMatchObject({ audience: { option: 'half' } });
    // The form was open all the while.
    await filling.fill({ name, municipality: 'Amiens' });
    expect(filling.read()).toContain(name);
    expect(await world.database.prisma.organisation.count({ where: { name } })).toBe(1);
    expect(await revisions()).toBe(before);
    expect(await world.database.prisma.meeting.count({ where: { title } })).toBe(1);
  });
});

describe.each(platformsInTurn())('what comes twice, on %s', (platform) => {
  it('the same event on two sockets counts once: typed, edited, pressed, a command, a form', async () => {
    const { by, eventId, thread } = await answering(world, platform);
    const before = await revisions();
    lines[platform].twice = true;
    await types(by, thread, '40');
    await world.settle();
    await by.edit('42');
    await by.press('Non');
    await by.command('/structure creer');
    await by.fill({ name: `Deux fois ${platform}`, municipality: 'Amiens' });
    lines[platform].twice = false;
    expect(said(by, `« Deux fois ${platform} » est créée`)).toBe(1);
    expect(await answersOf(world, { eventId })).toMatchObject({
      attendance: { value: 42 },
      officials: { option: 'no' },
    });
    expect(said(by, 'Qui est venu surtout')).toBe(1);
    expect(said(by, 'reste celle-ci')).toBe(0);
    expect(await revisions()).toBe(before + 1);
    expect(await world.database.prisma.organisation.count({ where: { name: `Deux fois ${platform}` } })).toBe(1);
  });

  it('what was answered but not acknowledged comes again over a new connection, and counts once', async () => {
    const { by, eventId, thread } = await answering(world, platform);
    lines[platform].deaf = true;
    await types(by, thread, '41');
    await expect.poll(async () => (await answersOf(world, { eventId })).attendance).toBeTruthy();
    lines[platform].deaf = false;
    if (platform === 'slack') world.slack.dropSockets();
    else world.discord.dropGateway({ resumable: true });
    await types(by, thread, 'oui');
    await expect.poll(async () => (await answersOf(world, { eventId })).officials).toBeTruthy();
    await world.settle();
    expect(await answersOf(world, { eventId })).toMatchObject({
      attendance: { value: 41 },
      officials: { option: 'yes' },
    });
    expect(said(by, 'Qui est venu surtout')).toBe(1);
  });
});

describe('answers typed in one order that arrive in another, on slack', () => {
  it('count each for its own question', async () => {
    const { by, eventId, thread } = await answering(world, 'slack');
    const held = lines.slack.hold('typed');
    await types(by, thread, '42', 'non', 'moitié-moitié');
    await expect.poll(held.count).toBe(3);
    held.release('last first');
    await world.settle();
    expect(await answersOf(world, { eventId })).toMatchObject({
      attendance: { value: 42 },
      officials: { option: 'no' },
      audience: { option: 'half' },
    });
    expect(said(by, 'pas compté')).toBe(0);
  });
});

describe.each(platformsInTurn())('what comes late, on %s', (platform) => {
  it('typed before a form was sent, an answer is counted for no other question, and that is said', async () => {
    const { by, eventId, thread } = await answering(world, platform);
    const held = lines[platform].hold('typed');
    await types(by, thread, '43');
    await expect.poll(held.count).toBe(1);
    await presses(by, 'Répondre par écrit');
    await expect.poll(() => by.platform.form(by.user.id)).not.toBeNull();
    await by.platform.submit(by.user.id, { reply: 'une centaine' });
    await expect.poll(() => said(by, 'Des élus locaux')).toBe(1);
    held.release('in order');
    await expect.poll(() => said(by, '« 43 » est arrivé trop tard')).toBe(1);
    await world.settle();
    const answers = await answersOf(world, { eventId });
    expect(answers).toMatchObject({ attendance: { value: 100 } });
    expect(answers).not.toHaveProperty('officials');
    await by.press('Je ne sais pas');
    expect(await answersOf(world, { eventId })).toMatchObject({ officials: { option: 'dontKnow' } });
  });

  it('an edit that comes before its message counts, once; a deletion changes nothing in what counts', async () => {
    const { by, eventId, thread } = await answering(world, platform);
    const held = lines[platform].hold('typed');
    const first = await by.platform.say(by.user.id, thread, '44');
    await by.platform.edit(by.user.id, first, '54');
    await expect.poll(held.count).toBe(2);
    held.release('last first');
    await expect.poll(async () => (await answersOf(world, { eventId })).attendance).toBeTruthy();
    await by.platform.remove(by.user.id, first);
    await world.settle();
    expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 54 } });
    expect(await answersOf(world, { eventId })).not.toHaveProperty('officials');
  });

  it('a press that the platform has given up counts once with the one that follows, and never over a newer answer', async () => {
    const { by, eventId, thread } = await answering(world, platform);
    await types(by, thread, '45');
    await world.settle();
    const held = lines[platform].hold();
    const pressed = presses(by, 'Oui').catch((error: unknown) => error);
    await expect.poll(held.count).toBe(1);
    clock.advance(3_001);
    expect(await pressed).toBeInstanceOf(PlatformRefusal);
    const before = await revisions();
    held.enough();
    await types(by, thread, 'non');
    await expect.poll(async () => (await answersOf(world, { eventId })).officials).toMatchObject({ option: 'no' });
    held.release('in order');
    await world.settle();
    expect(await answersOf(world, { eventId })).toMatchObject({ officials: { option: 'no' } });
    expect(await revisions()).toBe(before);
  });
});
