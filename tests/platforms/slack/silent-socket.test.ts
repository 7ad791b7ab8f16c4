import { EventEmitter } from 'node:events';
import type { SocketModeReceiver } from '@slack/bolt';
import { expect, test } from 'vitest';
import { silentLog } from '../../../src/log.ts';
import { SocketConnection } from '../../../src/platforms/slack/connection.ts';

/** Returns a client whose sockets open, of which only the numbered ones are greeted. */
function receiver(greeted: (attempt: number) => boolean) {
  let attempts = 0;
  const client = Object.assign(new EventEmitter(), {
    start: () => (greeted(++attempts) ? Promise.resolve({}) : new Promise<never>(() => {})),
    disconnect: async () => {},
  });
  return { client, attempts: () => attempts, receiver: { client } as unknown as SocketModeReceiver };
}

const connection = (of: SocketModeReceiver) =>
  new SocketConnection({
    create: () => of,
    log: silentLog,
    pause: async () => {},
    reconnected: () => {},
    idle: async () => {},
    greetingMs: 20,
  });

test('a socket that is never greeted fails the start rather than keep it waiting', async () => {
  const silent = connection(receiver(() => false).receiver);
  await expect(silent.open()).rejects.toThrow('silent');
  expect(silent.status).toBe('disconnected');
});

test('a reconnection that stays silent is followed by another', async () => {
  const there = receiver((attempt) => attempt !== 2);
  const lost = connection(there.receiver);
  await lost.open();
  there.client.emit('disconnected');
  expect(lost.status).toBe('connecting');
  await expect.poll(() => lost.status).toBe('connected');
  expect(there.attempts()).toBe(3);
});
