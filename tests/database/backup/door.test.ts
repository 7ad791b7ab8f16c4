import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BackupError } from '../../../src/database/backup/backup-error.ts';
import { askForBackup, type Door, openDoor, type Served } from '../../../src/database/backup/door.ts';
import { silentLog } from '../../../src/log.ts';

let folder = '';
let path = '';
let door: Door | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fil-conducteur-door-'));
  path = join(folder, 'backup.sock');
});
afterEach(async () => {
  await door?.close();
  door = null;
  rmSync(folder, { recursive: true, force: true });
});

const OURS = '0123abcd';
const large = Buffer.alloc(3_000_000, 'données');
const giving: Served = { archive: (use) => use(Readable.from([large.subarray(0, 10), large.subarray(10)]), OURS) };

async function open(served: Served): Promise<void> {
  door = await openDoor(path, served, silentLog);
}

async function read(bytes: AsyncIterable<Buffer>): Promise<Buffer<ArrayBuffer>> {
  const parts: Buffer[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts);
}

/** Asks, and returns whether all was given, or why nothing was. */
async function ask(): Promise<'all' | 'a part' | 'nobody' | BackupError['reason']> {
  let given = Buffer.alloc(0);
  try {
    const answered = await askForBackup(path, async (bytes, database) => {
      expect(database).toBe(OURS);
      given = await read(bytes);
    });
    if (!answered) return 'nobody';
    return given.equals(large) ? 'all' : 'a part';
  } catch (error) {
    if (error instanceof BackupError) return error.reason;
    throw error;
  }
}

/** Says something else at the door, and returns all that comes back. */
function say(words: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(path, () => socket.write(words));
    socket.on('data', (data) => {
      answer += String(data);
    });
    socket.on('close', () => resolve(answer)).on('error', reject);
  });
}

describe('the door at which a running bot is asked for a backup', () => {
  test('gives every byte to who may open it: its own account', async () => {
    await open(giving);
    expect(lstatSync(path).mode & 0o777).toBe(0o600);
    expect(await ask()).toBe('all');
    expect(await ask()).toBe('all');
  });

  test('isn’t there once the bot has stopped, nor after it was killed', async () => {
    expect(await ask()).toBe('nobody');
    await open(giving);
    await door?.close();
    door = null;
    expect(await ask()).toBe('nobody');
  });

  test('is found where its path is too long for a socket', async () => {
    const deep = join(folder, 'x'.repeat(120));
    mkdirSync(deep);
    path = join(deep, 'backup.sock');
    await open(giving);
    expect(lstatSync(path).mode & 0o777).toBe(0o600);
    expect(await ask()).toBe('all');
    await door?.close();
    door = null;
    expect(readdirSync(deep)).toEqual([]);
  });

  test.each([
    ['a request of HTTP', 'GET / HTTP/1.1\r\n\r\n'],
    ['another wish', '{"version":1,"want":"everything"}\n'],
    ['another version', '{"version":2,"want":"backup"}\n'],
    ['more than is known', '{"version":1,"want":"backup","to":"/etc"}\n'],
    ['an empty line', '\n'],
    ['a line without an end', 'x'.repeat(5_000)],
    ['what is no text', Buffer.from([0xff, 0x00, 0x0a])],
  ])('gives nothing to who says %s', async (_, words) => {
    let made = 0;
    await open({
      async archive() {
        made += 1;
      },
    });
    expect(JSON.parse(await say(words))).toMatchObject({ ok: false, why: 'not-understood' });
    expect(made).toBe(0);
  });

  test('gives one at a time, and the next once who asked has left', async () => {
    let begun = () => {};
    const first = new Promise<void>((resolve) => {
      begun = resolve;
    });
    let endless = true;
    await open({
      async archive(use) {
        if (!endless) return use(Readable.from([large]), OURS);
        begun();
        await use(new Readable({ read: () => {} }), OURS);
      },
    });
    const socket = connect(path, () => socket.write('{"version":1,"want":"backup"}\n'));
    await first;
    expect(await ask()).toBe('busy');
    endless = false;
    socket.destroy();
    await expect.poll(ask).toBe('all');
  });

  test('gives the next one its own when who asked has left before there was anything to give', async () => {
    let copying = () => {};
    let copied = () => {};
    const begun = new Promise<void>((resolve) => {
      copying = resolve;
    });
    const copy = new Promise<void>((resolve) => {
      copied = resolve;
    });
    const given = new Readable({ read: () => {} });
    let isFirst = true;
    await open({
      async archive(use) {
        if (!isFirst) return use(Readable.from([large]), OURS);
        isFirst = false;
        copying();
        await copy;
        await use(given, OURS);
      },
    });
    const socket = connect(path, () => socket.write('{"version":1,"want":"backup"}\n'));
    await begun;
    socket.destroy();
    // The other end has heard of it once it has served somebody who came later.
    await expect.poll(ask).toBe('busy');
    copied();
    await expect.poll(ask).toBe('all');
    expect(given.destroyed).toBe(true);
  });

  test('says why there is none', async () => {
    await open({
      async archive() {
        throw new BackupError('no-room', { folder: 'data', needed: 40 });
      },
    });
    expect(await ask()).toBe('no-room');
    await door?.close();
    await open({
      async archive() {
        throw new Error('Claire Dubois');
      },
    });
    expect(await say('{"version":1,"want":"backup"}\n')).not.toContain('Dubois');
    expect(await ask()).toBe('no-answer');
  });
});
