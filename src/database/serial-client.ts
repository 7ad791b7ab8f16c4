import pg from 'pg';

/**
 * A connection that runs one query at a time. Prisma loads the relations of what it has read side by side, on the
 * same connection of a transaction: `pg` queues such queries today and refuses them from version 9 on.
 */
export class SerialClient extends pg.Client {
  /**
   * Milliseconds that an answer may take. The network reports a server that fell silent only after a quarter of an
   * hour. After this long the connection is given up, so that the pool opens another.
   */
  longestMs: number;

  constructor(config?: string | pg.ClientConfig, longestMs: number = Number.POSITIVE_INFINITY) {
    super(config);
    this.longestMs = longestMs;
    // While the connection is lent, the pool doesn't listen for its loss, which would end the process. The next query
    // on it fails, and the pool takes no lost connection back.
    this.on('error', () => {});
    const ask = this.query.bind(this) as Ask;
    Object.assign(this, { query: oneAfterTheOther((...question) => this.#watched(ask, question)) });
  }

  #watched(ask: Ask, question: readonly unknown[]): unknown {
    if (this.longestMs === Number.POSITIVE_INFINITY) return ask(...question);
    const timer = setTimeout(() => this.#giveUp(), this.longestMs);
    const answered = () => clearTimeout(timer);
    const callback = question.at(-1);
    if (typeof callback === 'function') {
      return ask(...question.slice(0, -1), (...answer: readonly unknown[]) => {
        answered();
        callback(...answer);
      });
    }
    return (ask(...question) as Promise<unknown>).finally(answered);
  }

  #giveUp(): void {
    const { connection } = this as unknown as { readonly connection: { readonly stream: { destroy(): void } } };
    connection.stream.destroy();
  }
}

type Ask = (...question: readonly unknown[]) => unknown;

function oneAfterTheOther(ask: Ask): Ask {
  let answered: Promise<unknown> = Promise.resolve();
  return (...question) => {
    // This is the pool's own `query`, on a connection that it lends to nobody meanwhile.
    if (typeof question.at(-1) === 'function') return ask(...question);
    const answer = answered.then(() => ask(...question));
    answered = answer.catch(() => {});
    return answer;
  };
}
