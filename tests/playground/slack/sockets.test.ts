import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { socketApp } from './apps.ts';
import { rawSocket } from './raw-socket.ts';
import { here, scene } from './support.ts';

const soon = { interval: 5 } as const;

it('greets every socket, and lets an address be used once [S: apis/events-api/using-socket-mode]', async () => {
  const setting = await scene();
  const first = await rawSocket(setting);
  const second = await rawSocket(setting);
  expect([first.received[0], second.received[0]]).toMatchObject([
    { type: 'hello', num_connections: 1, connection_info: { app_id: expect.stringMatching(/^A/) } },
    { type: 'hello', num_connections: 2, debug_info: { approximate_connection_time: expect.any(Number) } },
  ]);
  const again = new WebSocket(first.url);
  const refused = await new Promise<Error>((resolve) => again.on('error', resolve));
  expect(refused.message).toContain('403');
});

it('wraps what happens in envelopes, and says which may be answered [S: apis/events-api/using-socket-mode]', async () => {
  const setting = await scene();
  const { slack, anne, general } = setting;
  const socket = await rawSocket(setting);
  await slack.say(anne, here(general), 'x');
  await expect.poll(() => socket.envelopes(), soon).toHaveLength(1);
  socket.acknowledge();
  const typed = slack.command(anne, here(general), '/evenement');
  await expect.poll(() => socket.envelopes(), soon).toHaveLength(2);
  socket.acknowledge();
  await typed;
  expect(socket.envelopes()).toMatchObject([
    { type: 'events_api', accepts_response_payload: false, payload: { type: 'event_callback', event: { text: 'x' } } },
    { type: 'slash_commands', accepts_response_payload: true, payload: { command: '/evenement' } },
  ]);
});

it('sends an event again when it is not acknowledged: at once, after one minute, after five [S: apis/events-api]', async () => {
  const setting = await scene();
  const { slack, clock, anne, general } = setting;
  const socket = await rawSocket(setting);
  await slack.say(anne, here(general), 'x');
  const attempts = () => socket.envelopes().map((envelope) => [envelope.retry_attempt, envelope.retry_reason]);
  await expect.poll(attempts, soon).toEqual([[0, '']]);
  clock.advance(3000);
  await expect.poll(attempts, soon).toHaveLength(2);
  for (const [index, wait] of [60_000, 300_000].entries()) {
    clock.advance(3000);
    await Promise.resolve();
    clock.advance(wait);
    await expect.poll(attempts, soon).toHaveLength(3 + index);
  }
  clock.advance(3_600_000);
  await slack.settled();
  expect(attempts()).toEqual([
    [0, ''],
    [1, 'timeout'],
    [2, 'timeout'],
    [3, 'timeout'],
  ]);
  expect(new Set(socket.envelopes().map((one) => one.payload?.event_id)).size).toBe(1);
});

it('hands over again what a lost connection did not acknowledge, and nothing else [S: apis/events-api/using-socket-mode]', async () => {
  const setting = await scene();
  const { slack, anne, general } = setting;
  const first = await rawSocket(setting);
  await slack.say(anne, here(general), 'lu');
  await expect.poll(() => first.envelopes(), soon).toHaveLength(1);
  first.acknowledge();
  await slack.settled();
  await slack.say(anne, here(general), 'perdu');
  await expect.poll(() => first.envelopes(), soon).toHaveLength(2);
  first.cut();
  await expect.poll(() => slack.connections, soon).toBe(0);
  await slack.say(anne, here(general), 'pendant');
  const second = await rawSocket(setting);
  const texts = () => second.envelopes().map((envelope) => [envelope.payload?.event?.text, envelope.retry_attempt]);
  await expect.poll(texts, soon).toEqual([
    ['perdu', 1],
    ['pendant', 0],
  ]);
});

it('does not ask again for what a person did: they are told instead [S: tools/bolt-js/concepts/acknowledge]', async () => {
  const setting = await scene();
  const { slack, clock, anne, general } = setting;
  const socket = await rawSocket(setting);
  const typed = slack.command(anne, here(general), '/evenement');
  const told = expect(typed).rejects.toThrow('operation_timeout');
  await expect.poll(() => socket.envelopes(), soon).toHaveLength(1);
  clock.advance(3000);
  await told;
  clock.advance(3_600_000);
  await slack.settled();
  expect(socket.envelopes()).toHaveLength(1);
});

it('keeps events for an app that is not connected until the last retry is over [S: apis/events-api; handing over on connection: U]', async () => {
  const setting = await scene();
  const { slack, clock, anne, general } = setting;
  await slack.say(anne, here(general), 'perdu');
  clock.advance(359_999);
  await slack.say(anne, here(general), 'gardé');
  clock.advance(1);
  const texts: unknown[] = [];
  await socketApp(slack, (app) => {
    app.message(async ({ message }) => {
      texts.push('text' in message ? message.text : '');
    });
  });
  await slack.settled();
  expect(texts).toEqual(['gardé']);
});

it.each(['warning', 'refresh_requested'] as const)(
  'asks to reconnect (%s), and cuts off who stays ten seconds later [S: apis/events-api/using-socket-mode]',
  async (reason) => {
    const setting = await scene();
    const socket = await rawSocket(setting);
    setting.slack.recycleSockets(reason);
    await expect.poll(() => socket.received.at(-1), soon).toMatchObject({ type: 'disconnect', reason });
    setting.clock.advance(9_999);
    await setting.slack.settled();
    expect(socket.isClosed()).toBe(false);
    setting.clock.advance(1);
    await expect.poll(socket.isClosed, soon).toBe(true);
  },
);

it('closes every socket when Socket Mode is switched off [S: apis/events-api/using-socket-mode]', async () => {
  const setting = await scene();
  const socket = await rawSocket(setting);
  setting.slack.disableSocketMode();
  await expect.poll(socket.isClosing, soon).toBe(true);
  expect(socket.received.at(-1)).toMatchObject({ type: 'disconnect', reason: 'link_disabled' });
});

it('takes ten sockets and no eleventh [S: apis/events-api/using-socket-mode; too_many_websockets: S: node-slack-sdk pull 1762]', async () => {
  const setting = await scene();
  for (let index = 0; index < 10; index += 1) await rawSocket(setting);
  const eleventh = await rawSocket(setting);
  expect(eleventh.received).toMatchObject([{ type: 'disconnect', reason: 'too_many_websockets' }]);
  await expect.poll(eleventh.isClosing, soon).toBe(true);
  expect(setting.slack.connections).toBe(10);
});

it('keeps the real client connected after a cut, a refresh and Socket Mode off and on [S: apis/events-api/using-socket-mode]', async () => {
  const { slack, anne, general } = await scene();
  const texts: unknown[] = [];
  const prepare: Parameters<typeof socketApp>[1] = (app) => {
    app.message(async ({ message }) => {
      texts.push('text' in message ? message.text : '');
    });
  };
  await socketApp(slack, prepare, 100);
  const patiently = { interval: 10 };
  const opened = () => slack.requests.filter((request) => request.path === 'apps.connections.open').length;
  for (const [index, breaks] of [
    () => slack.dropSockets(),
    () => slack.recycleSockets(),
    () => slack.disableSocketMode(),
  ].entries()) {
    breaks();
    await expect.poll(opened, patiently).toBe(index + 2);
    await expect.poll(() => slack.connections, patiently).toBe(1);
    await slack.say(anne, here(general), `${index}`);
    await expect.poll(() => texts, patiently).toHaveLength(index + 1);
  }
  expect(texts).toEqual(['0', '1', '2']);
});

it('shares events among the sockets of an app [S: apis/events-api/using-socket-mode]', async () => {
  const { slack, anne, general } = await scene();
  const counts = [0, 0];
  for (const index of [0, 1]) {
    await socketApp(slack, (app) => {
      app.message(async () => {
        counts[index] = (counts[index] ?? 0) + 1;
      });
    });
  }
  for (let index = 0; index < 4; index += 1) await slack.say(anne, here(general), 'x');
  await slack.settled();
  expect(counts).toEqual([2, 2]);
});
