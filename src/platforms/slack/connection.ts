import type { SocketModeReceiver } from '@slack/bolt';
import type { ConnectionStatus } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import { within } from './within.ts';

/** After a connection is lost: at once, then ever less often. */
const PAUSES = [0, 1_000, 2_000, 5_000, 10_000, 30_000] as const;
const CLOSING_TIMEOUT_MS = 2_000;
/** Slack greets at once on a new socket; one that stays silent this long is given up. */
const GREETING_TIMEOUT_MS = 30_000;

/**
 * Keeps the socket open. The SDK's own reconnection waits 5 s before the first attempt and ends the process when one
 * fails for good, so it is off and this is instead.
 */
export class SocketConnection {
  private readonly client: SocketModeReceiver['client'];
  private readonly log: Log;
  private readonly pause: (milliseconds: number) => Promise<void>;
  private readonly reconnected: () => void;
  private readonly greetingMs: number;
  private state: ConnectionStatus = 'disconnected';
  private closing = false;
  private reconnecting = false;

  /** `reconnected` is called before anything comes over a new socket. */
  constructor(
    receiver: SocketModeReceiver,
    log: Log,
    pause: (milliseconds: number) => Promise<void>,
    reconnected: () => void,
    greetingMs = GREETING_TIMEOUT_MS,
  ) {
    this.client = receiver.client;
    this.log = log;
    this.pause = pause;
    this.reconnected = reconnected;
    this.greetingMs = greetingMs;
  }

  get status(): ConnectionStatus {
    return this.state;
  }

  /** Throws what Slack refuses the connection with. */
  async open(): Promise<void> {
    this.state = 'connecting';
    try {
      await this.connect();
    } catch (error) {
      this.state = 'disconnected';
      throw error;
    }
    this.state = 'connected';
    this.client.on('disconnected', () => void this.reconnect());
    this.client.on('connected', this.reconnected);
  }

  async close(): Promise<void> {
    this.closing = true;
    // A peer that doesn't say goodbye isn't waited for.
    await within(CLOSING_TIMEOUT_MS, this.client.disconnect());
    this.state = 'disconnected';
  }

  private async connect(): Promise<void> {
    const greeted = this.client.start().then(() => true);
    if (await within(this.greetingMs, greeted)) return;
    await within(CLOSING_TIMEOUT_MS, this.client.disconnect());
    throw new Error('the socket stays silent');
  }

  private async reconnect(): Promise<void> {
    if (this.closing || this.reconnecting) return;
    this.reconnecting = true;
    this.state = 'connecting';
    for (let attempts = 0; !this.closing; attempts += 1) {
      await this.pause(PAUSES[attempts] ?? PAUSES[PAUSES.length - 1] ?? 0);
      if (this.closing) break;
      try {
        await this.connect();
        this.state = 'connected';
        this.log.info('slack.reconnected', { attempts: attempts + 1 });
        break;
      } catch (error) {
        this.log.error('slack.reconnection-failed', error, { attempts: attempts + 1 });
      }
    }
    this.reconnecting = false;
  }
}
