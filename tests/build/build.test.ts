import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { built, dist, INPUTS, isWhole } from '../../scripts/build/built.mjs';
import { fingerprint, root } from '../../scripts/build/fingerprint.mjs';
import { createTypeReader } from '../../src/files/type-reader.ts';

const FINGERPRINTED = [
  'src',
  'commands',
  'prisma',
  'scripts/build',
  'scripts/generate.mjs',
  'scripts/generate-client.mjs',
  'scripts/slack-manifest.ts',
];

describe('what is built', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await built();
  });

  it('is told from one of which a file is missing, or was cut short', () => {
    const copy = mkdtempSync(join(tmpdir(), 'fil-conducteur-half-'));
    try {
      cpSync(folder, copy, { recursive: true });
      expect(isWhole(copy)).toBe(true);
      const late = readdirSync(copy).find((name) => /^serve-.*\.js$/.test(name)) ?? '';
      writeFileSync(join(copy, late), '');
      expect(isWhole(copy)).toBe(false);
      cpSync(join(folder, late), join(copy, late));
      expect(isWhole(copy)).toBe(true);
      rmSync(join(copy, 'public'), { recursive: true });
      expect(isWhole(copy)).toBe(false);
    } finally {
      rmSync(copy, { recursive: true });
    }
    expect(isWhole(copy)).toBe(false);
  });

  it('is made without what killed builds have left half written, and leaves alone what is being written', () => {
    const [cluster = ''] = readdirSync(dist).filter((name) => /^cluster-[0-9a-f]{16}\.tar\.gz$/.test(name));
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const [left, underWay] = [dead, process.pid].map((pid) => join(dist, `${cluster}.${pid}`)) as [string, string];
    for (const path of [left, underWay]) writeFileSync(path, '');
    spawnSync(process.execPath, ['--import', 'tsx', 'scripts/build/prepare-cluster.ts'], { cwd: root });
    expect([left, underWay].map((path) => existsSync(path))).toEqual([false, true]);
    rmSync(underWay);
  }, 60_000);

  it('is named after what it is made from', () => {
    expect(basename(folder)).toBe(`bot-${fingerprint()}`);
  });

  it('is made from nothing else than that, and from packages', () => {
    const inputs: readonly string[] = JSON.parse(readFileSync(join(folder, INPUTS), 'utf8'));
    expect(inputs).toContain('src/main.ts');
    const known = (path: string) => FINGERPRINTED.some((place) => path === place || path.startsWith(`${place}/`));
    expect(inputs.filter((path) => !known(path) && !/^(once:|node_modules\/)/.test(path))).toEqual([]);
  });

  it('has beside it each file that the code reads beside itself', () => {
    const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const named = sources.flatMap((source) => {
      const path = join('src', source);
      const text = readFileSync(path, 'utf8');
      return [...text.matchAll(/new URL\(\s*['`]([^'`]+)['`],\s*import\.meta\.url/g)].map(([, name = '']) => ({
        path,
        name,
      }));
    });
    expect(named.length).toBeGreaterThan(5);
    const missing = named.filter(({ path, name }) => {
      const beginning = name.replace(/\$\{.*/, '');
      const isThere = existsSync(join(folder, beginning));
      return !isThere || (beginning.startsWith('..') && join(dirname(path), beginning) !== join('dist/x', beginning));
    });
    expect(missing).toEqual([]);
  });

  it('reads what kind of file somebody sends, in a thread of its own', async () => {
    const reader = createTypeReader(pathToFileURL(join(folder, 'type-worker.mjs')), 60_000);
    const picture = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
      'base64',
    );
    expect(await reader.read(picture)).toBe('image/png');
  });

  it('is spelt in Latin letters, which V8 keeps in half the memory', () => {
    const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(10);
    expect(scripts.filter((name) => /[^\0-\xff]/.test(readFileSync(join(folder, name), 'utf8')))).toEqual([]);
  });

  it('loads the trial only when it begins', () => {
    const startsWith = (name: string): ReadonlySet<string> => {
      const reached = new Set<string>();
      const waiting = [name];
      for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
        if (reached.has(file)) continue;
        reached.add(file);
        const text = readFileSync(join(folder, file), 'utf8');
        waiting.push(...[...text.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)].map(([, one = '']) => one));
      }
      return reached;
    };
    const bot = readdirSync(folder).find((name) => /^bot-.*\.js$/.test(name)) ?? '';
    const trial = readdirSync(folder).find((name) => /^serve-.*\.js$/.test(name)) ?? '';
    const early = new Set([...startsWith('main.js'), ...startsWith(bot)]);
    expect(early.has(trial)).toBe(false);
    expect([...startsWith(trial)].filter((name) => !early.has(name)).length).toBeGreaterThan(0);
  });
});

describe('a fingerprint', () => {
  let copy = '';
  const take = () => {
    const script = "import('./scripts/build/fingerprint.mjs').then(({ fingerprint }) => console.log(fingerprint()))";
    const run = spawnSync(process.execPath, ['-e', script], { cwd: copy, encoding: 'utf8' });
    return run.stdout.trim() || run.stderr;
  };
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'fil-conducteur-fingerprint-'));
    const generators = ['generate-personal', 'generate-texts', 'personal-columns'].map((name) => `scripts/${name}.mjs`);
    const files = [...FINGERPRINTED, ...generators, 'package.json', 'package-lock.json'];
    for (const name of files) {
      const filter = (path: string) => !path.includes(join('src', 'generated'));
      cpSync(join(root, name), join(copy, name), { recursive: true, filter });
    }
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it('is the same for the same files, whenever they were written', () => {
    const before = take();
    expect(before).toMatch(/^[0-9a-f]{16}$/);
    utimesSync(join(copy, 'src/main.ts'), new Date(), new Date());
    expect(take()).toBe(before);
  });

  it.each([
    ['a line of code', 'src/main.ts', '\n'],
    ['a text', 'src/texts/fr/menu.json', '\n'],
    ['a new file of migrations', 'prisma/migrations/29990101000000_one/migration.sql', ''],
    ['how it is built', 'scripts/build/bundle.mjs', '\n'],
  ])('changes with %s', (_, file, more) => {
    const before = take();
    const path = join(copy, file);
    const old = existsSync(path) ? readFileSync(path, 'utf8') : null;
    if (old === null) cpSync(join(root, 'prisma/migrations/migration_lock.toml'), path);
    else writeFileSync(path, old + more);
    expect(take()).not.toBe(before);
    if (old === null) rmSync(dirname(path), { recursive: true });
    else writeFileSync(path, old);
    expect(take()).toBe(before);
  });

  it('changes with another version of a package that it runs with, not with one for development', () => {
    const before = take();
    const path = join(copy, 'package-lock.json');
    const lock = readFileSync(path, 'utf8');
    const withVersion = (name: string) => {
      const changed = JSON.parse(lock);
      changed.packages[`node_modules/${name}`].version = '0.0.1';
      writeFileSync(path, JSON.stringify(changed));
      return take();
    };
    expect(withVersion('vitest')).toBe(before);
    expect(withVersion('pg')).not.toBe(before);
  });
});
