import { describe, expect, onTestFinished, test } from 'vitest';
import type { DeliveryFailure, Platform } from '../../src/chat/platform.ts';
import { DeliveryError } from '../../src/chat/platform.ts';
import { createDiscord } from '../../src/platforms/discord/platform.ts';
import { createSlack } from '../../src/platforms/slack/platform.ts';
import { type LocalDiscord, startLocalDiscord } from '../../src/playground/discord/index.ts';
import type { LocalPlatform } from '../../src/playground/local-platform.ts';
import { type LocalSlack, startLocalSlack } from '../../src/playground/slack/index.ts';
import { type Line, startLine } from '../support/line.ts';
import { discordOptions } from './discord/connected.ts';
import { manifestOf, optionsFor, say, TestInbox } from './slack/support.ts';

/** What the platforms' own descriptions call optional, and their local ones always tell. */
const OPTIONAL = new Set([
  ...['latest_reply', 'shares', 'response_metadata'],
  ...['channel_type', 'last_message_id', 'entitlements', 'authorizing_integration_owners', 'mentions', 'attachments'],
]);

interface Frugal<P extends LocalPlatform> {
  readonly local: P;
  readonly line: Line;
  readonly platform: Platform;
  readonly inbox: TestInbox;
  readonly channel: string;
  readonly ana: string;
  /** The events logged as errors. */
  readonly errors: readonly string[];
  /** The pauses before each attempt to connect, in milliseconds. */
  readonly pauses: readonly number[];
  quiet(): Promise<void>;
}

async function frugal<P extends LocalPlatform>(
  local: P,
  connect: (environment: Readonly<Record<string, string>>, errors: string[], pauses: number[]) => Platform,
): Promise<Frugal<P>> {
  const own = local.environment;
  const line = await startLine(own.SLACK_API_URL ?? own.DISCORD_API_URL ?? '');
  line.leavesOut = OPTIONAL;
  const errors: string[] = [];
  const pauses: number[] = [];
  const platform = connect(line.environment(own), errors, pauses);
  onTestFinished(async () => {
    await platform.stop();
    await line.close();
    await local.close();
  });
  const quiet = async (): Promise<void> => {
    do {
      await local.settled();
      await new Promise((resolve) => setTimeout(resolve, 5));
    } while (platform.inFlight() > 0);
  };
  const ana = local.addUser({ name: 'Ana' }).id;
  const channel = local.addChannel({ name: 'general' }).id;
  return { local, line, platform, inbox: new TestInbox(), channel, ana, errors, pauses, quiet };
}

async function frugalSlack(): Promise<Frugal<LocalSlack>> {
  const local = await startLocalSlack();
  local.installManifest(manifestOf());
  return frugal(local, (environment, errors, pauses) => {
    const options = optionsFor(local, { apiUrl: environment.SLACK_API_URL ?? '' });
    return createSlack({
      ...options,
      pause: async (milliseconds) => void pauses.push(milliseconds),
      log: { ...options.log, error: (event) => void errors.push(event) },
    });
  });
}

async function frugalDiscord(): Promise<Frugal<LocalDiscord>> {
  const local = await startLocalDiscord();
  return frugal(local, (environment, errors) => {
    const options = discordOptions(local, { apiUrl: environment.DISCORD_API_URL ?? '' });
    return createDiscord({ ...options, log: { ...options.log, error: (event) => void errors.push(event) } });
  });
}

const begin = { slack: frugalSlack, discord: frugalDiscord } as const;
describe.each(['slack', 'discord'] as const)('on a %s that leaves out what may be left out', (name) => {
  const there = (): Promise<Frugal<LocalPlatform>> => begin[name]();

  test('what somebody types in private is heard, though they never pressed anything there', async () => {
    const { local, platform, inbox, ana, quiet } = await there();
    await platform.start(inbox);
    const [ref] = await platform.post(
      { kind: 'private', platform: name, users: [ana] },
      say('Combien de personnes ?'),
      'k',
    );
    await local.say(ana, { channel: ref?.place.channel ?? '', thread: null }, '60');
    await quiet();
    expect(inbox.messages).toMatchObject([{ text: '60', direct: true }]);
  });

  test('what was said in a tied channel and its threads meanwhile is read back, and nothing of before', async () => {
    const { local, platform, inbox, channel, ana, quiet } = await there();
    await platform.start(inbox);
    const { relaying } = platform;
    if (!relaying) throw new Error(`${name} takes part in relays`);
    const here = { channel, thread: null };
    const root = await local.say(ana, here, 'Qui vient ?');
    const thread = await threadBelow(local, ana, channel, root);
    await thread.say('avant');
    await quiet();
    const newest = await relaying.newest(channel);
    expect((await relaying.since(channel, newest, 100, [])).messages).toEqual([]);
    await local.say(ana, here, 'dans le salon');
    await thread.say('dans le fil');
    const read = await relaying.since(channel, newest, 100, []);
    expect(read.messages.map(({ content }) => JSON.stringify(content).match(/dans le \w+/)?.[0])).toEqual([
      'dans le salon',
      'dans le fil',
    ]);
    expect(read.more).toBe(false);
  });

  test('what was typed in a thread meanwhile is found, beside a place where nothing was', async () => {
    const { local, platform, inbox, channel, ana, quiet } = await there();
    await platform.start(inbox);
    const root = await local.say(ana, { channel, thread: null }, 'Combien de personnes ?');
    const thread = await threadBelow(local, ana, channel, root);
    const before = await thread.say('avant');
    await thread.say('60');
    await quiet();
    const places = [
      { place: { platform: name, channel, thread: null }, since: root },
      { place: thread.place, since: before },
    ];
    const look = platform.look();
    expect((await look.changed(places)).map(({ place }) => place)).toContainEqual(thread.place);
    expect((await look.history(thread.place, before)).map(({ text }) => text)).toEqual(['60']);
  });
});

async function failing(work: Promise<unknown>): Promise<DeliveryFailure | null> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof DeliveryError ? error.failure : null;
}

/** Begins a thread below a message. Returns where it is, and how something is said there. */
async function threadBelow(local: LocalPlatform, by: string, channel: string, root: string) {
  if (local.name === 'slack') {
    const slack = local as LocalSlack;
    const place = { platform: 'slack' as const, channel, thread: root };
    return { place, say: (text: string) => slack.reply(by, root, text) };
  }
  const discord = local as LocalDiscord;
  const thread = discord.startThread(by, 'Un fil', { message: root });
  const place = { platform: 'discord' as const, channel: thread, thread: null };
  return { place, say: (text: string) => discord.say(by, { channel: thread, thread: null }, text) };
}

describe('a Slack that sends what it never sent before', () => {
  test.each([
    ['an event without an event', { type: 'events_api', envelope_id: 'e1', payload: { type: 'app_rate_limited' } }],
    ['an envelope without contents', { type: 'events_api', envelope_id: 'e2' }],
    ['nothing', null],
  ])('%s: it is noted, and what comes next is heard', async (_, frame) => {
    const { local, line, platform, inbox, channel, ana, errors, quiet } = await frugalSlack();
    await platform.start(inbox);
    line.bring(JSON.stringify(frame));
    await expect.poll(() => errors).toEqual(['slack.malformed-message']);
    await local.say(ana, { channel, thread: null }, 'Vous êtes là ?');
    await quiet();
    expect(inbox.messages).toMatchObject([{ text: 'Vous êtes là ?' }]);
    expect(platform.status()).toBe('connected');
  });

  test('no greeting on the first socket, which ends: the start goes on over another', async () => {
    const { line, platform, inbox, pauses } = await frugalSlack();
    line.endsFirst = 1;
    await platform.start(inbox);
    expect(platform.status()).toBe('connected');
    expect(pauses).toEqual([1_000]);
  });
});

describe('a Slack that does not say in which message a file stands', () => {
  const poster = { id: 'poster', name: 'affiche.pdf', type: 'application/pdf', size: 15 };
  const withPoster = { blocks: [...say('Le kit').blocks, { kind: 'file' as const, file: poster }] };

  test.each(['in the channel', 'in a thread'])(
    'a file that is sent %s is found there, changed and deleted',
    async (where) => {
      const { local, platform, inbox, channel, ana, quiet } = await frugalSlack();
      await platform.start(inbox);
      const root = await local.say(ana, { channel, thread: null }, 'Le kit est prêt ?');
      const thread = where === 'in a thread' ? root : null;
      const place = { platform: 'slack' as const, channel, thread };
      const target = thread === null ? ({ kind: 'channel', ...place } as const) : ({ kind: 'place', place } as const);
      const standing = () =>
        local
          .messages(ana, { channel, thread })
          .map(({ files }) => files.map(({ name }) => name).join())
          .filter((names) => names !== '');
      const before = new Date(0);
      const refs = await platform.post(target, withPoster, 'k');
      await quiet();
      expect(refs).toHaveLength(2);
      expect(standing()).toEqual(['affiche.pdf']);
      expect(await platform.find(target, 'k', before)).toEqual(refs);
      await platform.edit(refs, { blocks: [...say('Le kit, corrigé').blocks, { kind: 'file', file: poster }] }, 'k');
      expect(standing()).toEqual(['affiche.pdf']);
      await platform.delete(refs);
      expect(standing()).toEqual([]);
    },
  );

  test('a file that comes too late is found where it stands, and stands once', async () => {
    const { local, platform, inbox, channel, ana } = await frugalSlack();
    await platform.start(inbox);
    local.shareNext('never');
    const target = { kind: 'channel', platform: 'slack', channel } as const;
    expect(await failing(platform.post(target, withPoster, 'k'))).toEqual({ kind: 'ambiguous' });
    const found = await platform.find(target, 'k', new Date(0));
    if (found === null || !('begun' in found)) throw new Error('its text stands, and its file does not');
    await platform.edit(found.begun, withPoster, 'k');
    expect(local.messages(ana, { channel, thread: null }).flatMap(({ files }) => files)).toHaveLength(1);
  });
});

describe('a limit that is told without its header', () => {
  test('on Discord: the message waits for a second', async () => {
    const { local, line, platform, inbox, channel } = await frugalDiscord();
    await platform.start(inbox);
    line.leavesOut = new Set(['retry-after']);
    local.fault({ kind: 'rateLimit', retryAfter: 0.3, path: '/channels/:channel/messages' });
    const target = { kind: 'channel', platform: 'discord', channel } as const;
    expect(await failing(platform.post(target, say('Bonjour'), 'k'))).toEqual({
      kind: 'rate-limited',
      retryAfter: expect.toSatisfy((wait: number) => wait >= 1_000),
    });
  });

  test('on Slack, of less than a second: the message waits for one', async () => {
    const { local, platform, inbox, channel } = await frugalSlack();
    await platform.start(inbox);
    local.fault({ kind: 'rateLimited', retryAfter: 0.3, method: 'chat.postMessage' });
    const target = { kind: 'channel', platform: 'slack', channel } as const;
    expect(await failing(platform.post(target, say('Bonjour'), 'k'))).toEqual({
      kind: 'rate-limited',
      retryAfter: 1_000,
    });
  });
});
