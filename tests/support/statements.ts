import pg from 'pg';
import { SerialClient } from '../../src/database/serial-client.ts';
import { renewConnections } from './database.ts';

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** The connection it was asked on. */
  readonly connection: pg.Client;
  /** The number of rows it returned or changed; 0 before it is answered. */
  readonly rows: number;
}

export interface Recording {
  /** Returns the statements since the last call. */
  taken(): readonly Statement[];
  stop(): void;
}

async function noteRows(
  statement: { rows: number },
  answer: Promise<Partial<pg.QueryResult> | undefined>,
): Promise<void> {
  // A refused statement has no rows; its caller hears of the refusal.
  const result = await answer.catch(() => undefined);
  statement.rows = result?.rowCount ?? 0;
}

/**
 * Matches statements by which a sender looks whether something is due. It looks once more or less, by whether an answer came
 * before it looked, so whoever counts statements leaves these out.
 */
export const LOOKS_WHAT_IS_DUE = /delivery_lane\(one\."target"\) AS "lane"|FROM unnest\(\$1::uuid\[\]\) AS one\("id"\)/;

/**
 * Matches the statements of the upkeep, which a night's purge or a minute starts and which goes on behind whatever is done next: nobody who is
 * counted asks for them.
 */
const UPKEEP = /^(VACUUM|ANALYZE) |FROM pg_tables|pg_stat_/;

/** Returns how many statements the longest transaction has, with the one that begins it. */
export function longestTransaction(statements: readonly Statement[]): number {
  let longest = 0;
  const open = new Map<pg.Client, number>();
  for (const { text, connection } of statements) {
    const count = text.startsWith('BEGIN') ? 1 : (open.get(connection) ?? 0) + 1;
    open.set(connection, count);
    longest = Math.max(longest, count);
  }
  return longest;
}

/**
 * Notes every statement of the pools' connections that are opened from now on; not those of the leases and of the listener, which
 * ask something every few seconds, and not those of the upkeep.
 */
export function recordStatements(): Recording {
  renewConnections();
  const { query } = pg.Client.prototype;
  let statements: Statement[] = [];
  pg.Client.prototype.query = function noted(this: pg.Client, ...question: readonly unknown[]) {
    const [first, second] = question;
    const asked = typeof first === 'string' ? { text: first, values: second } : (first as Partial<Statement>);
    const answer = (query as (...given: unknown[]) => unknown).apply(this, [...question]);
    if (this instanceof SerialClient && typeof asked?.text === 'string' && !UPKEEP.test(asked.text)) {
      const statement = {
        text: asked.text,
        values: Array.isArray(asked.values) ? asked.values : [],
        connection: this,
        rows: 0,
      };
      statements.push(statement);
      if (answer instanceof Promise) void noteRows(statement, answer);
    }
    return answer;
  } as typeof query;
  return {
    taken() {
      const all = statements;
      statements = [];
      return all;
    },
    stop() {
      renewConnections();
      pg.Client.prototype.query = query;
    },
  };
}
