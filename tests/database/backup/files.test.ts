import { createHash } from 'node:crypto';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { brotliCompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { create, replace, type WriteEntry } from 'tar';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readArchive, unpackArchive } from '../../../src/database/backup/archive.ts';
import { BackupError } from '../../../src/database/backup/backup-error.ts';
import { lastBackupAt, makeFile, removeOld } from '../../../src/database/backup/backup-file.ts';
import {
  DATA_FOLDER,
  decide,
  hasDatabase,
  passing,
  refuseOwnFolder,
  tidyFolder,
} from '../../../src/database/backup/data-folder.ts';
import type { Manifest } from '../../../src/database/backup/manifest.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fil-conducteur-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const MANIFEST: Manifest = {
  ...{ format: 'fil-conducteur', version: 1, madeAt: '2026-11-28T02:30:00.000Z', database: '0123abcd' },
  ...{ postgres: 18, migrations: ['one'], events: 1, organisations: 2, files: 4, bytes: 500_516 },
};

/** Content of which packing leaves as much as there is. */
const LARGE = createHash('shake256', { outputLength: 500_001 }).update('large').digest();

/** Writes an archive of a folder with an empty file, one of a block, and a larger one; `name` is the folder's in it. */
async function archive(
  manifest: object = MANIFEST,
  { first = 'manifest.json', name = DATA_FOLDER } = {},
): Promise<string> {
  const source = join(folder, DATA_FOLDER);
  mkdirSync(join(source, 'base', '1'), { recursive: true });
  writeFileSync(join(source, 'PG_VERSION'), '18\n');
  writeFileSync(join(source, 'base', 'empty'), '');
  writeFileSync(join(source, 'base', '1', '2619_fsm'), Buffer.alloc(512, 7));
  writeFileSync(join(source, 'base', '1', '2619'), LARGE);
  writeFileSync(join(folder, first), JSON.stringify(manifest));
  const file = join(folder, 'archive');
  const onWriteEntry = (entry: WriteEntry) => {
    entry.path = entry.path.replace(new RegExp(`^${DATA_FOLDER}`), name);
  };
  await create({ cwd: folder, file, gzip: true, preservePaths: true, onWriteEntry }, [first, DATA_FOLDER]);
  return file;
}

const reasonOf = (reading: Promise<unknown>) =>
  reading.then(
    () => null,
    (error: unknown) => (error instanceof BackupError ? error.reason : error),
  );

describe('an archive', () => {
  test('gives back what was packed', async () => {
    const target = join(folder, 'target');
    const path = await archive();
    expect(await readArchive(path)).toEqual(MANIFEST);
    mkdirSync(target);
    await unpackArchive(path, target, MANIFEST);
    const names = readdirSync(target, { recursive: true, encoding: 'utf8' }).sort();
    expect(names).toEqual(readdirSync(join(folder, DATA_FOLDER), { recursive: true, encoding: 'utf8' }).sort());
    expect(readFileSync(join(target, 'base', '1', '2619')).equals(LARGE)).toBe(true);
    expect(readFileSync(join(target, 'base', 'empty'))).toHaveLength(0);
  });

  test.each([0.02, 0.5, 0.9, 0.999])('cut off at %d of its length isn’t whole', async (part) => {
    const path = await archive();
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, Math.floor(bytes.byteLength * part)));
    expect(['damaged', 'not-a-backup']).toContain(await reasonOf(readArchive(path)));
  });

  test('that ends too early inside isn’t whole either, though gzip says so', async () => {
    const path = await archive();
    const bytes = gunzipSync(readFileSync(path));
    for (const end of [bytes.byteLength - 1536, bytes.byteLength - 2048, 5000]) {
      writeFileSync(path, gzipSync(bytes.subarray(0, end)));
      expect([end, await reasonOf(readArchive(path))]).toEqual([end, 'damaged']);
    }
  });

  test('of which a bit has changed is damaged', async () => {
    const path = await archive();
    const bytes = readFileSync(path);
    for (const at of [0.5, 0.7, 0.95]) {
      const changed = Buffer.from(bytes);
      const place = Math.floor(bytes.byteLength * at);
      changed[place] = (changed[place] ?? 0) ^ 4;
      writeFileSync(path, changed);
      expect([at, await reasonOf(readArchive(path))]).toEqual([at, 'damaged']);
    }
  });

  test.each([
    ['a text', () => Buffer.from('not an archive at all')],
    ['nothing', () => Buffer.alloc(0)],
    ['something zipped', () => gzipSync('a text')],
  ])('isn’t %s', async (_, bytes) => {
    const path = join(folder, 'foreign');
    writeFileSync(path, bytes());
    expect(await reasonOf(readArchive(path))).toBe('not-a-backup');
    expect(await reasonOf(readArchive(join(folder, 'nowhere')))).toBe('no-file');
  });

  test('isn’t another archive, and leads nowhere else', async () => {
    expect(await reasonOf(readArchive(await archive(MANIFEST, { first: 'other.json' })))).toBe('not-a-backup');
    expect(await reasonOf(readArchive(await archive({ format: 'other' })))).toBe('not-a-backup');
    for (const name of ['elsewhere', 'postgres/../..', '/postgres', 'postgres/.ssh']) {
      const path = await archive(MANIFEST, { name });
      expect([name, await reasonOf(readArchive(path))]).toEqual([name, 'damaged']);
    }
  });

  test('that holds less than it says isn’t whole', async () => {
    for (const less of [{ files: 5 }, { bytes: 500_517 }]) {
      expect(await reasonOf(readArchive(await archive({ ...MANIFEST, ...less })))).toBe('damaged');
    }
  });

  test('is zipped, once', async () => {
    const path = await archive();
    const zipped = readFileSync(path);
    for (const bytes of [gunzipSync(zipped), gzipSync(zipped), brotliCompressSync(gunzipSync(zipped))]) {
      writeFileSync(path, bytes);
      expect(await reasonOf(readArchive(path))).toBe('not-a-backup');
    }
  });

  test('that holds more than it says is read no further, nor unpacked', async () => {
    const path = await archive();
    const target = join(folder, 'target');
    mkdirSync(target);
    // Zeros without end: a thousandth of them is left when they are zipped.
    writeFileSync(path, gzipSync(Buffer.concat([gunzipSync(readFileSync(path)), Buffer.alloc(50_000_000)])));
    const reasons = [reasonOf(readArchive(path)), reasonOf(unpackArchive(path, target, MANIFEST))];
    expect(await Promise.all(reasons)).toEqual(['damaged', 'damaged']);
    rmSync(target, { recursive: true });
    mkdirSync(target);
    const less = { ...MANIFEST, bytes: 1_000 };
    expect(await reasonOf(readArchive(await archive(less)))).toBe('damaged');
    expect(await reasonOf(unpackArchive(path, target, less))).toBe('damaged');
  });

  test('for which the disk has no room isn’t unpacked', async () => {
    const target = join(folder, 'target');
    mkdirSync(target);
    const huge = { ...MANIFEST, bytes: Number.MAX_SAFE_INTEGER };
    expect(await reasonOf(unpackArchive(await archive(), target, huge))).toBe('no-room');
    expect(readdirSync(target)).toEqual([]);
  });

  test('has no file where a folder is needed', async () => {
    const path = await archive();
    const target = join(folder, 'target');
    mkdirSync(target);
    rmSync(join(folder, DATA_FOLDER, 'base'), { recursive: true });
    writeFileSync(join(folder, DATA_FOLDER, 'base'), 'a file');
    const twice = join(folder, 'twice');
    await create({ cwd: folder, file: twice }, ['manifest.json', DATA_FOLDER]);
    rmSync(join(folder, DATA_FOLDER, 'base'));
    await archive();
    await replace({ cwd: folder, file: twice }, [join(DATA_FOLDER, 'base', '1', '2619')]);
    writeFileSync(path, gzipSync(readFileSync(twice)));
    expect(await reasonOf(unpackArchive(path, target, MANIFEST))).toBe('damaged');
  });

  test('opens nothing of what is unpacked to others, whatever it says', async () => {
    const target = join(folder, 'target');
    mkdirSync(target);
    await archive();
    chmodSync(join(folder, DATA_FOLDER, 'PG_VERSION'), 0o4777);
    chmodSync(join(folder, DATA_FOLDER, 'base'), 0o777);
    const path = join(folder, 'open');
    await create({ cwd: folder, file: path, gzip: true }, ['manifest.json', DATA_FOLDER]);
    await unpackArchive(path, target, MANIFEST);
    const modes = ['PG_VERSION', 'base/empty', 'base', 'base/1'].map((name) => lstatSync(join(target, name)).mode);
    expect(modes.map((mode) => mode & 0o7777)).toEqual([0o600, 0o600, 0o700, 0o700]);
  });

  test('names only what can be shown in a terminal', async () => {
    const path = await archive({ ...MANIFEST, migrations: ['\u001b[2J'] });
    expect(await reasonOf(readArchive(path))).toBe('not-a-backup');
  });
});

describe('a restore that is interrupted', () => {
  const put = (name: string, holds = name) => {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'PG_VERSION'), holds);
  };
  const held = () => readFileSync(join(folder, DATA_FOLDER, 'PG_VERSION'), 'utf8');

  test('before it is decided leaves the old one, after it the new one, and nothing else', async () => {
    put(DATA_FOLDER);
    put(basename(passing(folder, 'snapshot')));
    const complete = passing(folder, 'restoring');
    put(join(basename(complete), DATA_FOLDER), 'new');
    tidyFolder(folder);
    expect(held()).toBe(DATA_FOLDER);
    expect(readdirSync(folder)).toEqual([DATA_FOLDER]);

    put(join(basename(complete), DATA_FOLDER), 'new');
    await decide(folder, complete);
    tidyFolder(folder);
    expect(held()).toBe('new');
    expect(readdirSync(folder)).toEqual([DATA_FOLDER]);
  });

  test('between its last steps is finished at the next opening', async () => {
    const complete = passing(folder, 'restoring');
    put(join(basename(complete), DATA_FOLDER), 'new');
    await decide(folder, complete);
    put('replaced-0123456789abcdef');
    expect(hasDatabase(folder)).toBe(true);
    tidyFolder(folder);
    expect(held()).toBe('new');
    // A folder without a database is left of it.
    mkdirSync(join(folder, 'restored-0123456789abcdef'));
    writeFileSync(join(folder, 'restored-0123456789abcdef', 'restored-by-fil-conducteur'), '');
    tidyFolder(folder);
    expect(held()).toBe('new');
    expect(readdirSync(folder)).toEqual([DATA_FOLDER]);
  });

  test('touches nothing of anybody else’s, whatever they called it', () => {
    const others = ['backups', 'trial', 'snapshot-1', 'restored-by-hand', 'restored', 'restored-0123456789abcdef'];
    put(DATA_FOLDER);
    for (const name of others) {
      put(name);
      put(join(name, DATA_FOLDER));
    }
    tidyFolder(folder);
    expect(held()).toBe(DATA_FOLDER);
    expect(readdirSync(folder).sort()).toEqual([...others, DATA_FOLDER].sort());
    rmSync(join(folder, DATA_FOLDER), { recursive: true });
    expect(hasDatabase(folder)).toBe(false);
  });
});

describe('files of backups', () => {
  const now = new Date('2026-11-28T02:30:00.750Z');
  const name = { extension: 'dump', database: '0123abcd', now } as const;
  const make = (content: string, check = async () => {}) =>
    makeFile(folder, name, async (path) => writeFileSync(path, content), check);
  const file = (when: string, database = '0123abcd') => `fil-conducteur-${database}-${when}.dump`;

  test('are named by the second, whoever is second by the next', async () => {
    expect(await make('one')).toBe(join(folder, file('2026-11-28T02-30-00Z')));
    expect(await make('two')).toBe(join(folder, file('2026-11-28T02-30-01Z')));
    expect(readFileSync(join(folder, file('2026-11-28T02-30-00Z')), 'utf8')).toBe('one');
  });

  test('that are made at once have a name each, and none is written over', async () => {
    const contents = ['one', 'two', 'three', 'four'];
    const paths = await Promise.all(contents.map((content) => make(content)));
    expect(paths.map((path) => readFileSync(path, 'utf8'))).toEqual(contents);
    expect(readdirSync(folder)).toHaveLength(4);
  });

  test('aren’t there at all when they can’t be read back', async () => {
    const unread = make('one', async () => {
      throw new Error('unreadable');
    });
    await expect(unread).rejects.toThrow('unreadable');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('are removed when they are too old, and nothing else is: those of another database neither', async () => {
    const kept = [file('2026-11-14T02-30-00Z'), file('2026-11-27T02-30-00Z'), file('2026-01-01T02-30-00Z', 'ffffffff')];
    const others = ['notes.txt', file('2026-01-01'), 'fil-conducteur-2026-01-01T02-30-00Z.dump'];
    const old = [file('2026-11-14T02-29-59Z'), file('2025-11-27T02-30-00Z')];
    for (const one of [...kept, ...others, ...old]) writeFileSync(join(folder, one), '');
    expect(await removeOld(folder, { ...name, days: 14, now: new Date('2026-11-28T02:30:00Z') })).toBe(2);
    expect(readdirSync(folder).sort()).toEqual([...kept, ...others].sort());
  });

  test('are removed but for the last one, however old; one dated in a time to come isn’t it', async () => {
    const [last, toCome] = [file('2026-10-02T02-30-00Z'), file('2036-01-01T00-00-00Z')];
    for (const one of [file('2026-10-01T02-30-00Z'), last, toCome]) writeFileSync(join(folder, one), '');
    expect(await removeOld(folder, { ...name, days: 14 })).toBe(1);
    expect(readdirSync(folder).sort()).toEqual([last, toCome]);
  });

  test('half written by a killed process are removed by the next one, also where that fails', async () => {
    const [abandoned, young] = ['.fil-conducteur-old.partial', '.fil-conducteur-new.partial'];
    for (const one of [abandoned, young]) writeFileSync(join(folder, one), '');
    utimesSync(join(folder, abandoned), 0, 0);
    await expect(make('one', () => Promise.reject(new Error('full')))).rejects.toThrow('full');
    expect(readdirSync(folder)).toEqual([young]);
  });

  test('tell when the last one was made, by what is past and of this database', async () => {
    const last = () => lastBackupAt(folder, '0123abcd', now);
    for (const when of ['2027-01-01T00-00-00Z', '2026-11-28T02-30-01Z']) writeFileSync(join(folder, file(when)), '');
    writeFileSync(join(folder, file('2026-11-28T01-00-00Z', 'ffffffff')), '');
    expect(await last()).toBeNull();
    writeFileSync(join(folder, file('2026-11-28T02-30-00Z')), '');
    writeFileSync(join(folder, file('2026-11-27T02-30-00Z')), '');
    expect(await last()).toEqual(new Date('2026-11-28T02:30:00Z'));
  });
});

describe('a folder for backups', () => {
  test('isn’t one in which the database lives, nor in it, by whatever name', () => {
    mkdirSync(join(folder, DATA_FOLDER));
    symlinkSync(join(folder, DATA_FOLDER), join(folder, 'link'));
    const own = [
      'postgres',
      'postgres/backups',
      'link/deep/er',
      'lock',
      'x/../lock/y',
      `${basename(passing(folder, 'snapshot'))}/x`,
    ];
    for (const name of [...own, 'restored-0123456789abcdef']) {
      expect(() => refuseOwnFolder(folder, join(folder, name)), name).toThrow('inside-database');
    }
    for (const name of ['', 'backups', 'postgres-backups', '..', '../postgres'])
      refuseOwnFolder(folder, join(folder, name));
  });
});
