import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Log } from '../log.ts';

/** The single PostgreSQL channel that carries ours: `<origin> <channel>`. */
export const SERVER_CHANNEL = 'fil_conducteur';
const RECONNECT_MS = 1_000;
/** A server that accepts the connection and stays silent mustn't keep the process from stopping. */
const CONNECT_MS = 10_000;

/**
 * Wakes whoever waits for a channel: in this process and, on a server, in all others. It is only a hint that saves
 * polling: a hint may be lost with a connection, so listeners still poll now and then.
 */
export interface Wake {
  listen(channel: string, listener: () => void): () => void;
  /** Wakes this process only. */
  emit(channel: string): void;
  readonly origin: string;
  close(): Promise<void>;
}

/** Creates the wake-ups. Without a url it serves the embedded database, which no other process shares. */
export function createWake(url: string | undefined, log: Log): Wake {
  const origin = randomUUID();
  const listeners = new Map<string, Set<() => void>>();
  const emit = (channel: string): void => {
    for (const listener of listeners.get(channel) ?? []) listener();
  };
  const emitAll = (): void => {
    for (const channel of listeners.keys()) emit(channel);
  };
  const onPayload = (payload: string): void => {
    const [sender, channel] = payload.split(' ', 2);
    // This process has woken its own listeners at the commit. Where the answer to that was lost, they look by themselves.
    if (sender !== origin && channel !== undefined) emit(channel);
  };
  let server: { close(): Promise<void> } | undefined;
  return {
    origin,
    emit,
    listen(channel, listener) {
      if (url !== undefined) server ??= listenToServer(url, log, { onPayload, onConnect: emitAll });
      const set = listeners.get(channel) ?? new Set();
      listeners.set(channel, set.add(listener));
      return () => set.delete(listener);
    },
    async close() {
      listeners.clear();
      await server?.close();
    },
  };
}

interface ServerListener {
  onPayload(payload: string): void;
  onConnect(): void;
}

/** Holds a connection of its own, and opens a new one when it is lost. */
function listenToServer(url: string, log: Log, listener: ServerListener): { close(): Promise<void> } {
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  const connect = async (): Promise<void> => {
    const attempt = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: CONNECT_MS });
    client = attempt;
    let lost = false;
    const reconnect = (error: unknown): void => {
      if (lost || closed) return;
      lost = true;
      log.error('database.listener-lost', error);
      attempt.end().catch(() => {});
      retry = setTimeout(() => {
        connecting = connect();
      }, RECONNECT_MS);
    };
    attempt.on('error', reconnect);
    attempt.on('end', () => reconnect(undefined));
    attempt.on('notification', ({ payload }) => listener.onPayload(payload ?? ''));
    try {
      await attempt.connect();
      await attempt.query(`LISTEN ${SERVER_CHANNEL}`);
      // Notifications may have been missed while nobody listened.
      listener.onConnect();
    } catch (error) {
      reconnect(error);
    }
  };

  let connecting = connect();
  return {
    async close() {
      closed = true;
      clearTimeout(retry);
      await connecting;
      await client?.end().catch(() => {});
    },
  };
}
