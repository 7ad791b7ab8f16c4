import { type Client, SimpleShardingStrategy, type WebSocketOptions } from 'discord.js';
import { within } from '../../concurrency/within.ts';

/** Milliseconds that a client may take to end its connection. */
const CLOSING = 2_000;

const ended = new WeakSet<Client>();

/** Ends a client. One whose shard waits for Discord's greeting never says that it has ended: it is waited for a while only. */
export async function end(client: Client): Promise<void> {
  ended.add(client);
  await within(CLOSING, client.destroy());
}

type BuildStrategy = NonNullable<WebSocketOptions['buildStrategy']>;

/**
 * Returns how a client's shards connect, so that none does once the client has ended. Ending aborts what a shard waits for, such as
 * Discord's greeting, and the shard takes that for a time limit, after which it connects anew, again and again. What it asks for
 * before each connection is never answered then: nothing waits for that, so it is forgotten with the client.
 */
export function untilEnded(client: () => Client): BuildStrategy {
  const unlessEnded = async <T>(value: () => T | PromiseLike<T>): Promise<T> =>
    ended.has(client()) ? new Promise<T>(() => {}) : value();
  return (manager) => {
    const { retrieveSessionInfo } = manager.options;
    manager.options.retrieveSessionInfo = (shard) => unlessEnded(() => retrieveSessionInfo(shard));
    const strategy = new SimpleShardingStrategy(manager);
    const connect = strategy.connect.bind(strategy);
    // A client may be ended while it still asks where to connect.
    return Object.assign(strategy, { connect: () => unlessEnded(connect) });
  };
}
