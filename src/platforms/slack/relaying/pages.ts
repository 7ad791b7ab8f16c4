import { untilAnswered } from '../../until-answered.ts';
import type { SlackBudget } from '../budget.ts';
import type { SlackClient } from '../client.ts';
import { attemptCall, failureOf, refusedBecause } from '../errors.ts';
import { nextCursor, PAGE } from '../history.ts';
import { listAt, type Wire } from '../wire.ts';

export interface RelayPagesOptions {
  readonly client: SlackClient;
  readonly budget: SlackBudget;
  readonly pause: (milliseconds: number) => Promise<void>;
}

type Kind = 'conversations.history' | 'conversations.replies';

interface Page {
  readonly messages: readonly Wire[];
  readonly next: string | undefined;
}

/** Reads messages page by page, no faster than the share of Slack's limits that reading has. Throws DeliveryError. */
export class RelayPages {
  readonly #options: RelayPagesOptions;

  constructor(options: RelayPagesOptions) {
    this.#options = options;
  }

  async history(channel: string, cursor?: string): Promise<Page> {
    const range = { channel, limit: PAGE, ...(cursor ? { cursor } : {}) };
    return this.#page('conversations.history', ({ conversations }) => conversations.history(range));
  }

  /** Returns messages of a thread with its first one; none when it is gone. */
  async replies(
    channel: string,
    ts: string,
    range: { oldest: string; limit: number; latest?: string; inclusive?: boolean; cursor?: string },
  ): Promise<Page> {
    try {
      return await this.#page('conversations.replies', ({ conversations }) =>
        conversations.replies({ channel, ts, ...range }),
      );
    } catch (error) {
      if (refusedBecause(error, 'message-gone')) return { messages: [], next: undefined };
      throw error;
    }
  }

  async #page(kind: Kind, ask: (client: SlackClient) => Promise<unknown>): Promise<Page> {
    const { budget, pause, client } = this.#options;
    const answer = await untilAnswered(async () => {
      const wait = budget.wait(kind);
      if (wait > 0) await pause(wait);
      budget.spend(kind);
      return attemptCall(() => ask(client));
    }, failureOf);
    return { messages: listAt(answer, 'messages'), next: nextCursor(answer) };
  }
}
