import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workedOutAhead } from '../../src/database/ahead.ts';
import type { Database } from '../../src/database/database.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { testDatabase } from '../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database?.close());

/** Works something out in a transaction of its own, and returns it with how often it was worked out for that. */
async function workOut(name: string, basis: object, options?: { readonly keeps: boolean }) {
  let times = 0;
  const value = await inTransaction(database, (tx) =>
    workedOutAhead(
      tx,
      name,
      basis,
      async () => {
        times += 1;
        return JSON.stringify(basis);
      },
      options,
    ),
  );
  return { value, times };
}

describe('what is worked out before a transaction', () => {
  it('is gone by in the next one too where it is kept, and only for what equals its basis', async () => {
    const keeps = { keeps: true };
    expect(await workOut('sum', { a: 1 }, keeps)).toEqual({ value: '{"a":1}', times: 1 });
    expect(await workOut('sum', { a: 1 }, keeps)).toEqual({ value: '{"a":1}', times: 0 });
    expect(await workOut('sum', { a: 2 }, keeps)).toEqual({ value: '{"a":2}', times: 1 });
    expect(await workOut('sum', { a: 1 }, keeps)).toEqual({ value: '{"a":1}', times: 1 });
    expect((await workOut('another', { a: 1 }, keeps)).times).toBe(1);
  });

  it('is worked out again where it is not kept', async () => {
    expect((await workOut('page', { a: 1 })).times).toBe(1);
    expect((await workOut('page', { a: 1 })).times).toBe(1);
  });

  it('is forgotten when four others were kept since', async () => {
    const keeps = { keeps: true };
    for (const name of ['one', 'two', 'three', 'four', 'five']) await workOut(name, {}, keeps);
    expect((await workOut('five', {}, keeps)).times).toBe(0);
    expect((await workOut('one', {}, keeps)).times).toBe(1);
  });
});
