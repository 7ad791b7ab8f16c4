import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { copyDocuments } from '../../scripts/release/documents.mjs';
import { VARIABLE_NAMES } from '../../src/env.ts';
import { SECRETS } from '../../src/secret-files.ts';
import { textIn } from '../../src/texts/index.ts';

/** Without systemd and Docker these tests can only tell that the unit and the image fit the program. */
const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const known = new Set<string>([...VARIABLE_NAMES, ...SECRETS.map((secret) => `${secret}_FILE`)]);
const manifest: { engines: { node: string }; scripts: Record<string, string> } = JSON.parse(read('package.json'));
/** The options with which npm starts the bot. */
const options = manifest.scripts.start?.match(/--\S+/g)?.join(' ') ?? '';
/** Seconds that the bot may take to stop. */
const patience = Number(/PATIENCE_MS = (\d+)_000;/.exec(read('src/main.ts'))?.[1]);
const guide = read('docs/exploiter.md');

describe('the unit for systemd', () => {
  const lines = read('scripts/release/fil-conducteur.service')
    .split('\n')
    .filter((line) => /^\w+=/.test(line));
  const given = (key: string) =>
    lines.filter((line) => line.startsWith(`${key}=`)).map((line) => line.slice(key.length + 1));

  test('sets variables that the bot reads, each secret from a credential that is loaded', () => {
    const variables = given('Environment').map((line) => line.split('=') as [string, string]);
    expect(variables.map(([name]) => name).filter((name) => !known.has(name))).toEqual([]);
    const credentials = given('LoadCredential').map((line) => line.split(':') as [string, string]);
    const wanted = variables.flatMap(([, value]) => (value.startsWith('%d/') ? [value.slice(3)] : []));
    expect(wanted).toEqual(credentials.map(([name]) => name));
    for (const [name, path] of credentials) expect(path).toBe(`/etc/fil-conducteur/${name}`);
    expect(lines.join('\n')).not.toMatch(/xox|xapp|postgres(ql)?:\/\//);
  });

  test('starts what the release holds, as npm does, and keeps the data where it may write', () => {
    expect(given('ExecStart')).toEqual([`/usr/bin/node ${options} dist/bot/main.js`]);
    const [state] = given('StateDirectory');
    expect(given('Environment')).toContain(`DATA_DIR=/var/lib/${state}`);
    for (const path of [...given('WorkingDirectory'), `/var/lib/${state}`, '/etc/fil-conducteur/env']) {
      expect(guide).toContain(path);
    }
    const [documentation = ''] = given('Documentation');
    expect(existsSync(new URL(documentation.replace('file:/opt/fil-conducteur/', ''), root))).toBe(true);
  });

  test('has a log of its own, which is kept for as long as the guides and the register say', () => {
    const [namespace] = given('LogNamespace');
    const name = `journald@${namespace}.conf`;
    const [, days = ''] = /^MaxRetentionSec=(\d+)day$/m.exec(read(`scripts/release/${name}`)) ?? [];
    expect(read(`scripts/release/${name}`)).toMatch(/^MaxFileSec=1day$/m);
    for (const page of ['exploiter.md', 'installation.md', 'installation.en.md']) {
      expect(read(`docs/${page}`)).toContain(`${name} /etc/systemd/\n`);
      expect(read(`docs/${page}`)).toContain(`journalctl --namespace=+${namespace} -u fil-conducteur`);
      expect(read(`docs/${page}`)).toMatch(new RegExp(`${days} (jours|days)`));
    }
    expect(guide).toContain(`scripts/release/${name} /etc/systemd/journald.conf.d/`);
    expect(read('docs/rgpd.md')).toContain(`il est gardé ${days} jours avec l'unité systemd`);
    expect(textIn('fr', 'register.todo.logs')).toContain(`${days} jours`);
  });

  test('lets it write backups elsewhere once one line is uncommented, as the guide and the settings say', () => {
    const unit = read('scripts/release/fil-conducteur.service');
    const [, folder = ''] = /^# ReadWritePaths=(\S+)$/m.exec(unit) ?? [];
    expect(given('ProtectSystem')).toEqual(['strict']);
    expect(read('.env.example')).toMatch(new RegExp(`ReadWritePaths[^\n]*\n# BACKUP_DIR=${folder}\n`));
    expect(guide).toContain(`install -d -m 0700 -o fil-conducteur ${folder}`);
    expect(guide).toContain('`ReadWritePaths`');
  });

  test('gives backup, restore and doctor the bot’s settings, in the guide, as it has them itself', () => {
    const [, command = ''] = /^avec_ses_reglages\(\) \{\n([\s\S]*?)^\}$/m.exec(guide) ?? [];
    for (const key of ['EnvironmentFile', 'StateDirectory', 'StateDirectoryMode', 'UMask', 'ProtectSystem'])
      expect(command).toContain(`-p ${key}=${given(key)[0]}`);
    for (const line of given('LoadCredential').slice(0, 1)) expect(command).toContain(`-p LoadCredential=${line}`);
    expect(command).toContain(`-p Environment=${given('Environment').find((line) => line.startsWith('DATA_DIR='))}`);
    expect(command).toContain(`--uid=${given('User')[0]} --working-directory=${given('WorkingDirectory')[0]}`);
    const [, variable = ''] = /sh -c '(\w+)=\$CREDENTIALS_DIRECTORY/.exec(command) ?? [];
    expect([...known]).toContain(variable);
    for (const program of ['backup', 'restore', 'doctor'])
      expect(guide).toContain(`avec_ses_reglages dist/bot/${program}.js`);
    expect(guide).not.toMatch(/runuser[^\n]*dist\/bot/);
  });

  test('gives it the time to stop, and the pages that V8 and WebAssembly need', () => {
    expect(Number(given('TimeoutStopSec')[0])).toBeGreaterThan(patience);
    expect(given('MemoryDenyWriteExecute')).toEqual(['no']);
  });
});

interface Service {
  readonly environment: Record<string, string>;
  readonly secrets: readonly string[];
  readonly volumes: readonly string[];
  readonly ports?: readonly string[];
  readonly image?: string;
  readonly stop_grace_period: string;
  readonly logging?: unknown;
  readonly command?: readonly string[];
}
interface Compose {
  readonly services: { readonly bot: Service; readonly database: Service };
  readonly volumes: Record<string, unknown>;
  readonly secrets: Record<string, { readonly file: string }>;
}

describe('the image', () => {
  const lines = read('Dockerfile').split('\n');
  const sent = read('.dockerignore').split('\n');
  const given = (key: string) =>
    lines.filter((line) => line.startsWith(`${key} `)).map((line) => line.slice(key.length + 1));
  const filesIn = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const set = Object.fromEntries(given('ENV').flatMap((line) => line.split(' ').map((one) => one.split('='))));

  test('is made from files that there are, and that reach the builder', () => {
    const copied = given('COPY').filter((line) => !line.startsWith('--from'));
    const sources = copied.flatMap((line) => line.split(' ').slice(0, -1));
    const files = sources.filter((source) => source !== '.');
    expect(files.filter((file) => !sent.includes(`!${file}`))).toEqual([]);
    expect(sent[1]).toBe('*');
    const allowed = sent.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    expect(allowed.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
    expect(allowed.filter((path) => /^(secrets|data|\.env)$/.test(path))).toEqual([]);
  });

  test('is packed from what reaches the builder, with all the papers of a release', () => {
    const folder = mkdtempSync(join(tmpdir(), 'fil-conducteur-context-'));
    try {
      const context = join(folder, 'context');
      const allowed = sent.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
      for (const path of allowed) cpSync(new URL(path, root), join(context, path), { recursive: true });
      const [here, inside] = [join(folder, 'here'), join(folder, 'inside')];
      for (const one of [here, inside]) mkdirSync(one);
      copyDocuments(here);
      const there = pathToFileURL(join(context, 'scripts/release/documents.mjs')).href;
      const code = `import { copyDocuments } from '${there}'; copyDocuments('${inside}');`;
      execFileSync(process.execPath, ['--input-type=module', '--eval', code]);
      expect(filesIn(inside)).toEqual(filesIn(here));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('has a version of Node that package.json allows', () => {
    const versions = given('FROM').map((line) => Number(/^node:(\d+)-/.exec(line)?.[1]));
    const least = Number(/>=(\d+)$/.exec(manifest.engines.node)?.[1]);
    expect(new Set(versions).size).toBe(1);
    expect(versions[0]).toBeGreaterThanOrEqual(least);
  });

  test('sets variables that the bot reads, and asks for its health on its own port', () => {
    expect(Object.keys(set).filter((name) => !known.has(name))).toEqual([]);
    expect(given('EXPOSE')).toEqual([set.PORT]);
    expect(given('VOLUME')).toEqual([set.DATA_DIR]);
    const [check = ''] = given('HEALTHCHECK');
    const [, , code = ''] = JSON.parse(check.slice(check.indexOf('['))) as string[];
    expect(code).toMatch(/\{process\.env\.PORT\}\/health/);
    expect(() => new Function(code)).not.toThrow();
  });

  test('was never built, which each page says that offers it', () => {
    const said: Readonly<Record<string, RegExp>> = {
      'docs/exploiter.md': /L'image n'a pas encore été construite/,
      'docs/installation.md': /Personne n'a encore construit cette image/,
      'docs/installation.en.md': /Nobody has built that image yet/,
    };
    for (const [page, words] of Object.entries(said)) expect(read(page), page).toMatch(words);
    const offering = readdirSync(new URL('docs/', root))
      .filter((name) => name.endsWith('.md'))
      .filter((name) => read(`docs/${name}`).includes('`Dockerfile`'));
    expect(offering.map((name) => `docs/${name}`).toSorted()).toEqual(Object.keys(said).toSorted());
  });

  test('runs as an ordinary user what the release holds, as npm does', () => {
    expect(given('USER')).toEqual(['node']);
    expect(JSON.parse(given('CMD')[0] ?? '[]')).toEqual(['node', ...options.split(' '), 'dist/bot/main.js']);
  });

  describe('under compose', () => {
    const { services, volumes, secrets }: Compose = parse(read('compose.yaml'));
    const { bot, database } = services;

    test('is given variables that it reads, and each secret from a file of its own', () => {
      expect(Object.keys(bot.environment).filter((name) => !known.has(name))).toEqual([]);
      for (const { environment, secrets: used } of [bot, database]) {
        const paths = Object.values(environment).filter((value) => value.startsWith('/run/secrets/'));
        expect(paths).toEqual(used.map((name) => `/run/secrets/${name}`));
      }
      expect(Object.keys(secrets).sort()).toEqual([...new Set([...bot.secrets, ...database.secrets])].sort());
      for (const [name, { file }] of Object.entries(secrets)) {
        expect(file).toBe(`./secrets/${name}`);
        expect(guide).toContain(name);
      }
      expect(read('.gitignore').split('\n')).toContain('/secrets/');
    });

    test('keeps its data in volumes, is reached by this machine only, and has the time to stop', () => {
      const used = [...bot.volumes, ...database.volumes].map((volume) => volume.split(':')[0]);
      expect(used.sort()).toEqual(Object.keys(volumes).sort());
      expect(bot.volumes).toContain(`data:${set.DATA_DIR}`);
      expect(bot.ports).toEqual([`127.0.0.1:3000:${set.PORT}`]);
      expect(Number(bot.stop_grace_period.replace('s', ''))).toBeGreaterThan(patience);
    });

    test('hands the log of each service to what keeps it for a time, and the server writes no rows into its own', () => {
      // The log that Docker keeps itself is bounded by its size alone.
      for (const { logging } of [bot, database]) expect(logging).toEqual({ driver: 'journald' });
      const settings = ['log_error_verbosity=terse', 'log_min_error_statement=panic'];
      expect(database.command).toEqual(['postgres', ...settings.flatMap((setting) => ['-c', setting])]);
    });

    test('finds the server that the guide’s address names, with the account that it has', () => {
      const address = `postgresql://${database.environment.POSTGRES_USER}:&@database:5432/${database.environment.POSTGRES_DB}`;
      expect(guide).toContain(address);
    });

    test('can back it up: Debian’s pg_dump is as new as the server', () => {
      // Debian 13 has PostgreSQL 17.
      expect(given('FROM').every((line) => line.includes('-trixie-'))).toBe(true);
      expect(database.image).toBe('postgres:17');
    });
  });
});
