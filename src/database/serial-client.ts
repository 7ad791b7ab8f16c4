import pg from 'pg';

/**
 * A connection that asks one thing at a time. Prisma loads the relations of what it has read side by side, within a
 * transaction on the same connection: `pg` lines such queries up today and refuses them from version 9 on.
 */
export class SerialClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // While it is lent the pool doesn't listen for its loss, which would end the process; whoever asks it something
    // is told by the answer, and the pool takes none back that is lost.
    this.on('error', () => {});
    Object.assign(this, { query: oneAfterTheOther(this.query.bind(this) as Ask) });
  }
}

type Ask = (...question: readonly unknown[]) => unknown;

function oneAfterTheOther(ask: Ask): Ask {
  let answered: Promise<unknown> = Promise.resolve();
  return (...question) => {
    // The pool's own `query`, on a connection it lends to nobody meanwhile.
    if (typeof question.at(-1) === 'function') return ask(...question);
    const answer = answered.then(() => ask(...question));
    answered = answer.catch(() => {});
    return answer;
  };
}
