import { describe, expect, onTestFinished, test } from 'vitest';
import { createSlack } from '../../../src/platforms/slack/platform.ts';
import { manualClock } from '../../../src/playground/clock.ts';
import { optionsFor, say, start, TestInbox, texts } from './support.ts';

/** The time from Slack's word that a connection goes until it is gone. */
const SLACK_ENDS_IT_MS = 10_000;

describe('Socket Mode', () => {
  test('comes back after a lost connection, and what was said meanwhile with it', async () => {
    const here = await start();
    onTestFinished(() => here.close());
    expect(here.platform.status()).toBe('connected');
    expect(here.platform.requestListener).toBeNull();
    here.slack.fault({ kind: 'status', status: 500, method: 'apps.connections.open', times: 2 });
    here.slack.dropSockets();
    await here.slack.say(here.user, { channel: here.channel, thread: null }, 'Vous êtes là ?');
    await expect.poll(() => here.inbox.messages.map((message) => message.text)).toEqual(['Vous êtes là ?']);
    expect(here.platform.status()).toBe('connected');
    expect(here.pauses).toEqual([0, 1_000, 2_000]);
  });

  test('changes connections when Slack asks for it', async () => {
    const clock = manualClock();
    const here = await start({ clock });
    onTestFinished(() => here.close());
    let missed = 0;
    Object.assign(here.inbox, { missed: () => missed++ });
    const place = { channel: here.channel, thread: null };
    const said: string[] = [];
    for (const reason of ['warning', 'refresh_requested'] as const) {
      here.slack.recycleSockets(reason);
      // The bot is never deaf: the new connection is there before the former one goes.
      expect(here.platform.status()).toBe('connected');
      for (const word of ['avant', 'pendant', 'après']) {
        said.push(`${word} (${reason})`);
        await here.slack.say(here.user, place, `${word} (${reason})`);
        await expect.poll(() => here.inbox.messages.map((message) => message.text)).toEqual(said);
        expect(here.platform.status()).toBe('connected');
      }
      clock.advance(SLACK_ENDS_IT_MS);
      await expect.poll(() => here.slack.connections).toBe(1);
    }
    expect(missed).toBe(0);
  });

  test('takes and acknowledges what is pressed over the former connection for as long as Slack keeps it', async () => {
    const clock = manualClock();
    const here = await start({ clock });
    onTestFinished(() => here.close());
    const channel = { kind: 'channel', platform: 'slack', channel: here.channel } as const;
    const button = { kind: 'button', action: 'ok', label: 'Oui', style: 'plain' } as const;
    const [ref] = await here.platform.post(channel, { blocks: [{ kind: 'actions', controls: [button] }] }, 'key');
    const [shown] = here.slack.messages(here.user, { channel: here.channel, thread: null });
    const [control] = shown?.controls ?? [];
    if (!ref || !shown || control?.kind !== 'button') throw new Error('there is nothing to press');
    here.slack.recycleSockets();
    await expect.poll(() => here.slack.connections).toBe(2);
    await here.quiet();
    // Slack hands what is done to both in turn.
    for (let times = 0; times < 6; times += 1) await here.slack.press(here.user, shown.id, control.id);
    expect(here.slack.connections).toBe(2);
    expect(here.inbox.actions).toHaveLength(6);
    clock.advance(SLACK_ENDS_IT_MS);
    await expect.poll(() => here.slack.connections).toBe(1);
    await here.slack.press(here.user, shown.id, control.id);
    expect(here.inbox.actions).toHaveLength(7);
    expect(here.platform.status()).toBe('connected');
  });

  test('acknowledges over the former connection what came over it', async () => {
    const clock = manualClock();
    const here = await start({ clock });
    onTestFinished(() => here.close());
    let finish = () => {};
    here.inbox.onMessage = () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      });
    await here.slack.say(here.user, { channel: here.channel, thread: null }, 'Longue lecture');
    await expect.poll(() => here.platform.inFlight()).toBe(1);
    here.slack.recycleSockets();
    await expect.poll(() => here.slack.connections).toBe(2);
    finish();
    await here.quiet();
    clock.advance(SLACK_ENDS_IT_MS);
    await expect.poll(() => here.slack.connections).toBe(1);
    expect(here.inbox.messages).toHaveLength(1);
  });

  test('connects again at once when Slack closes the connection and leaves the line open', async () => {
    const here = await start();
    onTestFinished(() => here.close());
    here.slack.disableSocketMode();
    await here.slack.say(here.user, { channel: here.channel, thread: null }, 'Vous êtes là ?');
    await expect.poll(() => here.inbox.messages.map((message) => message.text)).toEqual(['Vous êtes là ?']);
    expect(here.platform.status()).toBe('connected');
  });

  test('stops once what was begun is done', async () => {
    const here = await start();
    onTestFinished(() => here.slack.close());
    let finish = () => {};
    here.inbox.onCommand = async (responder) => {
      await responder.acknowledge('private');
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      await responder.answer(say('Fini'));
    };
    await here.slack.command(here.user, { channel: here.channel, thread: null }, '/mois');
    expect(here.platform.inFlight()).toBe(1);
    const stopped = here.platform.stop();
    finish();
    await stopped;
    expect(here.platform.inFlight()).toBe(0);
    expect(here.platform.status()).toBe('disconnected');
    expect(texts(here)).toEqual(['Fini']);
  });

  test('takes nothing more once it stops: what is said while it finishes goes to the next process', async () => {
    const here = await start();
    onTestFinished(() => here.slack.close());
    const place = { channel: here.channel, thread: null };
    let finish = () => {};
    here.inbox.onCommand = async (responder) => {
      await responder.acknowledge('private');
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
    };
    await here.slack.command(here.user, place, '/mois');
    const stopped = here.platform.stop();
    await here.slack.say(here.user, place, 'Vous êtes là ?');
    // An event that Slack sends reaches the bot before the answers to requests that are made after it.
    const channel = { kind: 'channel', platform: 'slack', channel: here.channel } as const;
    for (const key of ['one', 'two']) await here.platform.post(channel, say('Fini'), key);
    finish();
    await stopped;
    expect(here.inbox.messages).toEqual([]);

    const next = createSlack(optionsFor(here.slack));
    onTestFinished(() => next.stop());
    const inbox = new TestInbox();
    await next.start(inbox);
    await expect.poll(() => inbox.messages.map(({ text }) => text)).toEqual(['Vous êtes là ?']);
    expect(here.inbox.messages).toEqual([]);
  });
});
