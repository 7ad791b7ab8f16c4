import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { doorPath } from '../../../src/database/backup/backups.ts';
import { askForBackup } from '../../../src/database/backup/door.ts';
import type { Database } from '../../../src/database/database.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { silentLog } from '../../../src/log.ts';

/** A running embedded database, at whose door somebody asks for a backup and doesn't wait for it. */
let dataDir: string;
let database: Database;
const failed: string[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'fil-conducteur-left-'));
  const log = { ...silentLog, error: (event: string) => failed.push(event) };
  const backups = { directory: join(dataDir, 'backups'), days: 0, folders: [] };
  database = await openDatabase({ dataDir, log, backups });
});
afterAll(async () => {
  await database?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const copies = () => readdirSync(dataDir).filter((name) => name.startsWith('snapshot-'));

test('leaves no copy behind, and the next one has a whole backup', async () => {
  for (const leave of ['at once', 'during the copy', 'during the archive'] as const) {
    const socket = connect(doorPath(dataDir), () => socket.write('{"version":1,"want":"backup"}\n'));
    if (leave === 'at once') await new Promise((resolve) => socket.once('connect', resolve));
    if (leave === 'during the copy') await expect.poll(copies, { interval: 1 }).toHaveLength(1);
    if (leave === 'during the archive') await new Promise((resolve) => socket.once('data', resolve));
    socket.destroy();
    let bytes = 0;
    const asked = () =>
      askForBackup(doorPath(dataDir), async (archive) => {
        for await (const part of archive as AsyncIterable<Buffer>) bytes += part.byteLength;
      }).catch(() => false);
    await expect.poll(asked, { timeout: 20_000, interval: 100 }).toBe(true);
    expect(bytes).toBeGreaterThan(100_000);
    await expect.poll(copies).toEqual([]);
  }
  expect(new Set(failed)).toEqual(new Set(['backup.not-given']));
});
