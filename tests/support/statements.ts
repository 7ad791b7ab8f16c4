import pg from 'pg';
import { renewConnections } from './database.ts';

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

export interface Recording {
  /** What was asked of the database since the last time. */
  taken(): readonly Statement[];
  stop(): void;
}

/** Notes every statement of the connections that are opened from now on. */
export function recordStatements(): Recording {
  renewConnections();
  const { query } = pg.Client.prototype;
  let statements: Statement[] = [];
  pg.Client.prototype.query = function noted(this: pg.Client, ...question: readonly unknown[]) {
    const [first, second] = question;
    const asked = typeof first === 'string' ? { text: first, values: second } : (first as Partial<Statement>);
    if (typeof asked?.text === 'string') {
      statements.push({ text: asked.text, values: Array.isArray(asked.values) ? asked.values : [] });
    }
    return (query as (...given: unknown[]) => unknown).apply(this, [...question]);
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
