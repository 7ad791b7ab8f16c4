import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client } from 'discord.js';
import { afterEach, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { end, untilEnded } from '../../../src/platforms/discord/ended.ts';

const opened: (() => void)[] = [];
afterEach(() => {
  for (const close of opened.splice(0).reverse()) close();
});

interface SilentDiscord {
  readonly api: string;
  /** How many have connected to the gateway, which greets nobody. */
  connections(): number;
  /** Tells those who ask, and have asked, where the gateway is. */
  tell(): void;
}

/** Starts a Discord that says where its gateway is, at once or once it is told to, and never greets whoever connects to it. */
async function silentDiscord({ tells = true } = {}): Promise<SilentDiscord> {
  let connections = 0;
  let isTelling = tells;
  const waiting: (() => void)[] = [];
  const http = createServer((_request, response) => {
    const { port } = http.address() as AddressInfo;
    const limit = { total: 1_000, remaining: 1_000, reset_after: 0, max_concurrency: 1 };
    const answer = JSON.stringify({ url: `ws://127.0.0.1:${port}`, shards: 1, session_start_limit: limit });
    const say = () => response.setHeader('content-type', 'application/json').end(answer);
    if (isTelling) say();
    else waiting.push(say);
  });
  const gateway = new WebSocketServer({ server: http });
  gateway.on('connection', () => {
    connections += 1;
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  opened.push(() => {
    for (const socket of gateway.clients) socket.terminate();
    http.closeAllConnections();
    http.close();
  });
  return {
    api: `http://127.0.0.1:${(http.address() as AddressInfo).port}/api`,
    connections: () => connections,
    tell() {
      isTelling = true;
      for (const say of waiting.splice(0)) say();
    },
  };
}

/** Logs a client in. It connects again as long as `until` hasn't ended, by default itself. */
function loggedIn({ api }: SilentDiscord, until?: Client): Client {
  const client: Client = new Client({
    intents: [],
    rest: { api },
    ws: { buildStrategy: untilEnded(() => until ?? client) },
  });
  client.login('a.token.here').catch(() => null);
  return client;
}

/** Returns a client that discord.js alone ends, and what stops its coming back when the test is over. */
function plain(discord: SilentDiscord): Client {
  const stopper = new Client({ intents: [] });
  opened.push(() => void end(stopper));
  return loggedIn(discord, stopper);
}

test('a client that has ended never comes back, whoever waits for a greeting', async () => {
  const [ours, others] = [await silentDiscord(), await silentDiscord()];
  const [client, other] = [loggedIn(ours), plain(others)];
  await expect.poll(() => [ours.connections(), others.connections()], { timeout: 20_000 }).toEqual([1, 1]);
  await end(client);
  void other.destroy();
  // This one uses discord.js alone: it was ended after ours, and comes back.
  await expect.poll(() => others.connections(), { timeout: 20_000 }).toBe(2);
  expect(ours.connections()).toBe(1);
}, 70_000);

test('a client that has ended while it asked where to connect never connects', async () => {
  const [ours, others] = [await silentDiscord({ tells: false }), await silentDiscord({ tells: false })];
  const [client, other] = [loggedIn(ours), plain(others)];
  await end(client);
  void other.destroy();
  ours.tell();
  others.tell();
  await expect.poll(() => others.connections(), { timeout: 20_000 }).toBe(1);
  expect(ours.connections()).toBe(0);
}, 70_000);
