import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Served, serve } from './served.ts';

/** The milliseconds that Slack allows for its own answers: its bodies come at once. */
const BODY_MS = 3_000;

const post = ['POST /slack/events HTTP/1.1', 'Host: 127.0.0.1'];
const told = ({ now }: Served) => [
  ...['Content-Type: application/json', 'Content-Length: 100'],
  `X-Slack-Request-Timestamp: ${Math.floor(now / 1000)}`,
  `X-Slack-Signature: v0=${'0'.repeat(64)}`,
];

/** Returns the server that takes in what Slack sends, with the usual limits. */
async function serverOf({ url }: Served): Promise<Server> {
  const found: Server[] = [];
  const see = (message: unknown) => {
    found.push((message as { server: Server }).server);
  };
  subscribe('http.server.request.start', see);
  await (await fetch(`${url}/health`)).text();
  unsubscribe('http.server.request.start', see);
  const { port } = new URL(url);
  const server = found.find((one) => JSON.stringify(one.address()).includes(port));
  if (!server) throw new Error('no server was seen');
  return server;
}

async function writes({ url }: Served, lines: readonly string[]): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(lines.map((line) => `${line}\r\n`).join(''));
  return socket;
}

/** Keeps the reader of bodies from giving any up: only the server does. */
function neverGivesUpBodies(): void {
  const real = globalThis.setTimeout;
  const without = (work: () => void, milliseconds?: number) =>
    milliseconds === BODY_MS ? real(() => {}, 0) : real(work, milliseconds);
  const timers = vi.spyOn(globalThis, 'setTimeout').mockImplementation(without as typeof setTimeout);
  onTestFinished(() => void timers.mockRestore());
}

const statusFor = async (socket: Socket) => String((await once(socket, 'data'))[0]).split(' ')[1];

describe('whoever is slow is given up by the server that runs', () => {
  it('it gives a head five seconds and a whole request fifteen', async () => {
    const server = await serverOf(await serve());
    expect(server).toMatchObject({ headersTimeout: 5_000, requestTimeout: 15_000, keepAliveTimeout: 75_000 });
  });

  it.each([
    ['a head that never ends', 'headersTimeout', () => post],
    ['a body that never ends', 'requestTimeout', (here: Served) => [...post, ...told(here), '']],
  ] as const)('%s: its connection is ended once that time is over', async (_, limit, lines) => {
    const here = await serve();
    const server = await serverOf(here);
    neverGivesUpBodies();
    // The time is over at once: what remains is how soon the server notices.
    server.headersTimeout = 1;
    server[limit] = 1;
    const socket = await writes(here, lines(here));
    expect(await statusFor(socket)).toBe('408');
    await once(socket, 'close');
  });

  it('a body has three seconds to come, then it is given up', async () => {
    const here = await serve();
    const timers = vi.spyOn(globalThis, 'setTimeout');
    onTestFinished(() => void timers.mockRestore());
    const socket = await writes(here, [...post, ...told(here), '', '{']);
    const ofBody = () => timers.mock.calls.filter(([, milliseconds]) => milliseconds === BODY_MS);
    await expect.poll(() => ofBody().length).toBe(1);
    const answered = statusFor(socket);
    // The time is over.
    ofBody()[0]?.[0]();
    expect(await answered).toBe('408');
  });
});
