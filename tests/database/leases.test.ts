import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedLeases, type Leases, leasesOnServer } from '../../src/database/leases.ts';
import { silentLog } from '../../src/log.ts';
import { runsOnServer, testDatabaseLocation } from '../support/database.ts';
import { administer } from '../support/postgres.ts';

describe.runIf(runsOnServer())('what one process does at a time', () => {
  let url: string;
  const opened: Leases[] = [];
  const process = (): Leases => {
    const leases = leasesOnServer(url, silentLog);
    opened.push(leases);
    return leases;
  };
  beforeAll(async () => {
    url = (await testDatabaseLocation()).url ?? '';
  });
  afterAll(() => Promise.all(opened.map((leases) => leases.close())));

  it('is given to the first, and to the next when that one leaves it or is gone', async () => {
    const [first, second, third] = [process(), process(), process()];
    const begun: string[] = [];
    const one = first.take('send', () => begun.push('first'));
    await one.asked;
    const two = second.take('send', () => begun.push('second'));
    await two.asked;
    expect([one.mine, two.mine]).toEqual([true, false]);
    await one.release();
    await expect.poll(() => begun).toEqual(['first', 'second']);
    const three = third.take('send', () => begun.push('third'));
    await three.asked;
    await second.close();
    await expect.poll(() => three.mine).toBe(true);
    expect(begun).toEqual(['first', 'second', 'third']);
  });

  it('is kept while the connection is lost, and one process has it when it is back', async () => {
    const [first, second] = [process(), process()];
    const lease = first.take('lost', () => {});
    await lease.asked;
    const other = second.take('lost', () => {});
    await other.asked;
    await administer(
      url,
      "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid()",
    );
    expect(lease.mine).toBe(true);
    await expect.poll(() => [lease.mine, other.mine].filter(Boolean).length).toBe(1);
  });

  it('is one thing beside another', async () => {
    const [first, second] = [process(), process()];
    const [one, two] = [first.take('here', () => {}), second.take('there', () => {})];
    await Promise.all([one.asked, two.asked]);
    expect([one.mine, two.mine]).toEqual([true, true]);
  });
});

it('the embedded database is one process alone: the turn is its own until it leaves it', async () => {
  let begun = 0;
  const lease = embeddedLeases.take('send', () => begun++);
  await lease.asked;
  expect([lease.mine, begun]).toEqual([true, 1]);
  await lease.release();
  expect(lease.mine).toBe(false);
});
