// npm run release:keep
//
// Plays a region's life with the version that stands here, and keeps the state in which it leaves the database and the platforms in
// tests/upgrades: from then on every later version is tested to take it over. Done once for each release, from its own sources.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openDatabase } from '../../src/database/open-database.ts';
import { silentLog } from '../../src/log.ts';
import { pathOf } from './kept.ts';
import { playLife } from './play.ts';

/** A file that stays small beside the sources, in bytes. */
const MOST = 300_000;

const { version }: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'fil-conducteur-keep-'));
const database = await openDatabase({ dataDir: folder, log: silentLog });
try {
  const bytes = gzipSync(JSON.stringify(await playLife(database, version)), { level: 9 });
  if (bytes.length > MOST)
    throw new Error(`${bytes.length} bytes are more than ${MOST}: let the region's life be shorter`);
  writeFileSync(pathOf(version), bytes);
  console.log(`Wrote ${pathOf(version)}: ${bytes.length} bytes.`);
} finally {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}
