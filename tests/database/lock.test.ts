import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DatabaseInUseError } from '../../src/database/errors.ts';
import { lockDirectory } from '../../src/database/lock.ts';
import { runScript } from '../support/script-run.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'fil-conducteur-lock-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('the lock on the embedded database', () => {
  test('lets one in, and tells the other in one clear sentence', async () => {
    const lock = await lockDirectory(directory);
    const second = lockDirectory(directory, 150);
    await expect(second).rejects.toBeInstanceOf(DatabaseInUseError);
    await expect(second).rejects.toThrow(`${directory} is in use by another process`);
    await lock.release();
  });

  test('lets the other in when the first one leaves in time', async () => {
    const first = await lockDirectory(directory);
    const second = lockDirectory(directory, 5_000);
    await first.release();
    await (await second).release();
  });

  test('is free again after its owner was killed', async () => {
    const owner = runScript('tests/database/hold-lock.ts', directory);
    await owner.says('locked');
    await expect(lockDirectory(directory, 0)).rejects.toBeInstanceOf(DatabaseInUseError);
    owner.kill();
    await owner.exit;
    await (await lockDirectory(directory, 0)).release();
  });

  test('gives way to one only when several find that the owner was killed', async () => {
    const owner = runScript('tests/database/hold-lock.ts', directory);
    await owner.says('locked');
    owner.kill();
    await owner.exit;
    const attempts = await Promise.allSettled(Array.from({ length: 5 }, () => lockDirectory(directory, 1_000)));
    const locks = attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []));
    expect(locks).toHaveLength(1);
    await Promise.all(locks.map((lock) => lock.release()));
  });

  test('also holds in a folder whose path is too long for a socket', async () => {
    const deep = join(directory, 'x'.repeat(120));
    mkdirSync(deep);
    const lock = await lockDirectory(deep);
    await expect(lockDirectory(deep, 0)).rejects.toBeInstanceOf(DatabaseInUseError);
    await lock.release();
    expect(readdirSync(join(deep, 'lock'))).toEqual([]);
  });

  test('holds there too for a process that has another folder for what is temporary', async () => {
    const deep = join(directory, 'x'.repeat(120));
    const temporary = join(directory, 'tmp');
    for (const folder of [deep, temporary]) mkdirSync(folder);
    const owner = runScript('tests/database/hold-lock.ts', deep, temporary);
    await owner.says('locked');
    await expect(lockDirectory(deep, 0)).rejects.toBeInstanceOf(DatabaseInUseError);
    expect(readdirSync(temporary)).toEqual([]);
    owner.kill();
    await owner.exit;
    await (await lockDirectory(deep, 0)).release();
  });
});
