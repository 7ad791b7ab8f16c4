import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { limitConnections } from '../../src/web/connections.ts';

const closing: (() => unknown)[] = [];
afterEach(() => {
  for (const close of closing.splice(0).reverse()) close();
});

let requests = 0;
const begun = (count: number) => expect.poll(() => requests).toBe(count);

async function serveThree(): Promise<number> {
  requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    request.resume().on('end', () => response.end('ok'));
  });
  limitConnections(server, 3);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

async function comes(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  closing.push(() => socket.destroy());
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

async function asks(socket: Socket): Promise<string> {
  const answered = once(socket, 'data');
  socket.write('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
  return String(await answered);
}

it('whoever has asked before keeps the connection, whoever only holds one loses it first', async () => {
  const port = await serveThree();
  const known = await comes(port);
  expect(await asks(known)).toContain('200 OK');
  const silent = await comes(port);
  const ended = once(silent, 'close');
  await comes(port);
  await comes(port);
  await ended;
  expect(await asks(known)).toContain('200 OK');
});

it('where all have asked, the one that was used least lately makes room', async () => {
  const port = await serveThree();
  const known = [await comes(port), await comes(port), await comes(port)];
  for (const socket of known) expect(await asks(socket)).toContain('200 OK');
  const [first, second, third] = known as [Socket, Socket, Socket];
  expect(await asks(first)).toContain('200 OK');
  const ended = once(second, 'close');
  const newest = await comes(port);
  await ended;
  for (const socket of [first, third, newest]) expect(await asks(socket)).toContain('200 OK');
});

it('whoever begins a request and never ends it loses the connection before anybody who asks', async () => {
  const port = await serveThree();
  const slow = [await comes(port), await comes(port), await comes(port)];
  const ended = slow.map((socket) => once(socket, 'close'));
  for (const socket of slow) socket.write('POST /slow HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\nx');
  await begun(3);
  const newcomer = await comes(port);
  await Promise.race(ended);
  expect(await asks(newcomer)).toContain('200 OK');
});
