import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { EnvironmentError, languageOfDoctor, readEnvironment, VARIABLE_NAMES } from '../src/env.ts';
import { envFileProblem } from '../src/secret-files.ts';

const EXAMPLE = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');

function problemsOf(source: Record<string, string>): readonly string[] {
  try {
    readEnvironment(source);
    return [];
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
}

describe('the environment', () => {
  test('needs nothing: an embedded database, both platforms off', () => {
    expect(readEnvironment({})).toEqual({
      databaseUrl: undefined,
      dataDir: './data',
      port: 3000,
      host: '127.0.0.1',
      publicUrl: undefined,
      locale: 'fr',
      logLevel: 'info',
      logDays: undefined,
      discord: undefined,
      slack: undefined,
      firstCoordinators: [],
      nationalCoordinators: [],
      nationalBilanHosts: [],
      allowedTeams: [],
      roles: ['receive', 'send', 'schedule'],
      rateLimits: true,
      metrics: undefined,
      backups: { directory: 'data/backups', days: 14 },
    });
  });

  test('reads what a process does, of what several may share', () => {
    const shared = { DATABASE_URL: 'postgresql://localhost/bot', DISCORD_TOKEN: 'a.b.c' };
    expect(readEnvironment({ ...shared, ROLES: 'send, schedule' }).roles).toEqual(['send', 'schedule']);
    expect(readEnvironment({ ROLES: 'schedule, send, receive' }).roles).toHaveLength(3);
    expect(problemsOf({ ROLES: 'sender' })).toEqual([
      'ROLES doit être une liste séparée par des virgules de : receive, send, schedule',
    ]);
    expect(problemsOf({ ROLES: ',', BOT_LOCALE: 'en' })).toEqual([
      'ROLES must be a comma-separated list of: receive, send, schedule',
    ]);
  });

  test('takes hosts for https unless they are written with http://, each for one origin and no more', () => {
    const named = 'bot.example.org, Bot.Example.Org:8443, http://127.0.0.1:3000, https://corse.example.org/';
    expect(readEnvironment({ NATIONAL_BILAN_HOSTS: named }).nationalBilanHosts).toEqual([
      ...['https://bot.example.org', 'https://bot.example.org:8443', 'http://127.0.0.1:3000'],
      'https://corse.example.org',
    ]);
    for (const wrong of ['bot.example.org/bilans', 'ftp://bot.example.org', 'a@bot.example.org', 'a b'])
      expect([wrong, problemsOf({ NATIONAL_BILAN_HOSTS: wrong })]).toEqual([
        wrong,
        [expect.stringContaining("NATIONAL_BILAN_HOSTS doit être une liste d'hôtes séparés par des virgules")],
      ]);
  });

  test('leaves no work to others where there are none', () => {
    const shared = { ROLES: 'schedule', DATABASE_URL: 'postgresql://localhost/bot' };
    expect(problemsOf({ ROLES: 'send', DISCORD_TOKEN: 'a.b.c' })).toEqual([
      'ROLES répartit le travail entre des processus qui partagent un serveur PostgreSQL : ajoutez DATABASE_URL, ou enlevez ROLES',
    ]);
    expect(problemsOf({ ...shared, BOT_LOCALE: 'en' })).toEqual([
      'ROLES does not go with the trial: add DISCORD_TOKEN or SLACK_BOT_TOKEN, or remove ROLES',
    ]);
  });

  test('lets what is counted be read on a port of its own, or by whoever has the token', () => {
    expect(readEnvironment({ METRICS_PORT: '9464' }).metrics).toEqual({
      ownPort: { host: '127.0.0.1', port: 9464 },
      token: null,
    });
    const token = 'sixteen-letters-';
    expect(readEnvironment({ METRICS_TOKEN: token }).metrics).toEqual({ ownPort: null, token });
    expect(problemsOf({ METRICS_TOKEN: 'clé-très-secrète-0123' })).toHaveLength(1);
    expect(problemsOf({ METRICS_TOKEN: 'too-short', METRICS_PORT: 'x' })).toEqual([
      'METRICS_PORT doit être un nombre de 0 à 65535',
      'METRICS_TOKEN doit avoir au moins 16 caractères, sans accent ni espace',
    ]);
  });

  test('takes an empty variable for an absent one', () => {
    const empty = Object.fromEntries(VARIABLE_NAMES.map((name) => [name, ' ']));
    expect(readEnvironment(empty)).toEqual(readEnvironment({}));
  });

  test('gathers what belongs to a platform', () => {
    const { discord, slack } = readEnvironment({
      DISCORD_TOKEN: 'a.b.c',
      DISCORD_API_URL: 'http://127.0.0.1:4000/api/',
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_API_URL: 'http://127.0.0.1:4001/api',
    });
    expect(discord).toEqual({ token: 'a.b.c', apiUrl: 'http://127.0.0.1:4000/api' });
    expect(slack).toEqual({
      botToken: 'xoxb-1',
      appToken: 'xapp-1',
      signingSecret: undefined,
      apiUrl: 'http://127.0.0.1:4001/api/',
    });
  });

  test.each([
    ['http://127.0.0.1:4000/api', 'http://127.0.0.1:4000/api'],
    ['http://127.0.0.1:4000/api/', 'http://127.0.0.1:4000/api'],
    ['http://127.0.0.1:4000/api/v10/', 'http://127.0.0.1:4000/api'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['https://relay.example.org/discord/v10', 'https://relay.example.org/discord'],
  ])('takes %s as the base of the API, as the clients do', (url, base) => {
    const { discord, slack } = readEnvironment({
      DISCORD_TOKEN: 'a.b.c',
      DISCORD_API_URL: url,
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: 's',
      SLACK_API_URL: url,
    });
    expect(discord?.apiUrl).toBe(base);
    expect(slack?.apiUrl).toBe(`${base}/`);
  });

  test('reads who coordinates first', () => {
    const { allowedTeams } = readEnvironment({ ALLOWED_TEAMS: 'slack:T012AB, discord:123456789012345678,' });
    expect(allowedTeams).toEqual([
      { platform: 'slack', id: 'T012AB' },
      { platform: 'discord', id: '123456789012345678' },
    ]);
    const { firstCoordinators } = readEnvironment({ FIRST_COORDINATORS: 'slack:U012AB, discord:123456789012345678,' });
    expect(firstCoordinators).toEqual([
      { platform: 'slack', id: 'U012AB' },
      { platform: 'discord', id: '123456789012345678' },
    ]);
  });

  test('lists everything that is wrong, one line each, in French by default', () => {
    expect(problemsOf({ PORT: 'trois mille', DATABASE_URL: 'mysql://x', FIRST_COORDINATORS: 'marie, paul' })).toEqual([
      'DATABASE_URL doit être une adresse qui commence par postgresql://',
      'PORT doit être un nombre de 0 à 65535',
      'FIRST_COORDINATORS doit être une liste séparée par des virgules, telle que slack:U012ABCDE, discord:123456789012345678',
    ]);
  });

  test('says it in English when that is the language', () => {
    expect(problemsOf({ BOT_LOCALE: 'en', PORT: '70000', PUBLIC_URL: 'example.org' })).toEqual([
      'PORT must be a number from 0 to 65535',
      'PUBLIC_URL must be an address that begins with https:// or http://',
    ]);
  });

  test('wants a way in for Slack', () => {
    expect(problemsOf({ SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual([
      'SLACK_BOT_TOKEN ne suffit pas : ajoutez SLACK_APP_TOKEN (Socket Mode) ou SLACK_SIGNING_SECRET (HTTP)',
    ]);
    expect(problemsOf({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' })).toEqual([]);
  });

  test('wants a bot token where Slack is half configured', () => {
    expect(problemsOf({ SLACK_APP_TOKEN: 'xapp-1' })).toEqual([
      'SLACK_BOT_TOKEN manque : SLACK_APP_TOKEN et SLACK_SIGNING_SECRET ne servent à rien sans lui',
    ]);
  });

  test('never repeats a value, which might be a token', () => {
    const source = {
      SLACK_BOT_TOKEN: 'not-a-bot-token',
      SLACK_APP_TOKEN: 'not-an-app-token',
      DISCORD_TOKEN: 'two words',
    };
    expect(problemsOf(source)).toHaveLength(3);
    for (const value of Object.values(source)) expect(problemsOf(source).join('\n')).not.toContain(value);
  });
});

describe('a secret in a file', () => {
  const directory = mkdtempSync(join(tmpdir(), 'fil-conducteur-secrets-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  const file = (name: string, content: string) => {
    writeFileSync(join(directory, name), content);
    return join(directory, name);
  };

  test('is read without the line end that editors and `echo` leave, whichever secret it is', () => {
    const { discord, slack, databaseUrl, metrics } = readEnvironment({
      DATABASE_URL_FILE: file('database', 'postgresql://bot:mot@localhost/bot\r\n'),
      DISCORD_TOKEN: '',
      DISCORD_TOKEN_FILE: file('discord', 'a.b.c\n'),
      SLACK_BOT_TOKEN_FILE: file('bot', 'xoxb-1'),
      SLACK_APP_TOKEN_FILE: file('app', 'xapp-1\n'),
      SLACK_SIGNING_SECRET_FILE: file('signing', 's\n'),
      METRICS_TOKEN_FILE: file('metrics', 'sixteen-letters-\n'),
    });
    expect(databaseUrl).toBe('postgresql://bot:mot@localhost/bot');
    expect(discord?.token).toBe('a.b.c');
    expect(slack).toMatchObject({ botToken: 'xoxb-1', appToken: 'xapp-1', signingSecret: 's' });
    expect(metrics?.token).toBe('sixteen-letters-');
  });

  test.each([
    ['le fichier ne se lit pas (ENOENT). Vérifiez son chemin et que le compte du bot peut le lire', 'xapp-not-a-path'],
    ['le fichier ne se lit pas (EISDIR). Vérifiez son chemin et que le compte du bot peut le lire', directory],
    ['le fichier est vide', file('empty', ' \n')],
    ['le fichier dépasse 4096 octets : il ne doit contenir que le secret', file('large', 'x'.repeat(4_097))],
    ['le fichier dépasse 4096 octets : il ne doit contenir que le secret', '/dev/zero'],
  ])('that is wrong is told in one line, without its path: %s', (words, path) => {
    const source = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN_FILE: path };
    expect(problemsOf(source)).toEqual([`SLACK_APP_TOKEN_FILE : ${words}`]);
  });

  test('must be what the variable must be', () => {
    expect(problemsOf({ DISCORD_TOKEN_FILE: file('lines', 'a.b.c\nd.e.f\n') })).toEqual([
      'DISCORD_TOKEN ne doit contenir aucun espace',
    ]);
  });

  test('and in the variable, too, is refused: nobody could tell which one holds', () => {
    const source = { DISCORD_TOKEN: 'a.b.c', DISCORD_TOKEN_FILE: file('both', 'd.e.f') };
    expect(problemsOf(source)).toEqual([
      "DISCORD_TOKEN et DISCORD_TOKEN_FILE sont donnés tous les deux : gardez l'un des deux",
    ]);
    expect(problemsOf({ ...source, BOT_LOCALE: 'en' })).toEqual([
      'both DISCORD_TOKEN and DISCORD_TOKEN_FILE are given: keep one of them',
    ]);
  });
});

describe('the file .env', () => {
  const directory = mkdtempSync(join(tmpdir(), 'fil-conducteur-env-'));
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    rmSync(directory, { recursive: true, force: true });
  });

  test('is read where the bot is started, and gives way to what the process was started with', () => {
    const before = process.cwd();
    writeFileSync(join(directory, '.env'), 'PORT=4000\nHOST="0.0.0.0" # everywhere\n');
    vi.stubEnv('PORT', '5000');
    vi.stubEnv('HOST', undefined);
    process.chdir(directory);
    try {
      expect(readEnvironment()).toMatchObject({ port: 5000, host: '0.0.0.0' });
    } finally {
      process.chdir(before);
    }
  });
});

describe('a file .env that can’t be read', () => {
  const before = process.cwd();
  const directory = mkdtempSync(join(tmpdir(), 'fil-conducteur-env-'));
  afterEach(() => {
    process.chdir(before);
    vi.unstubAllEnvs();
    rmSync(directory, { recursive: true, force: true });
  });

  test('is said in one sentence, with what to do, and the doctor still has its language', () => {
    // Nobody can read a folder as a file: not even root, whom no permission keeps out.
    mkdirSync(join(directory, '.env'));
    vi.stubEnv('LANG', undefined);
    vi.stubEnv('BOT_LOCALE', undefined);
    process.chdir(directory);
    const words = '.env est un dossier, pas un fichier. Retirez ce dossier et mettez à sa place le fichier';
    expect(() => readEnvironment()).toThrow(EnvironmentError);
    expect(() => readEnvironment()).toThrow(words);
    expect(languageOfDoctor()).toBe('fr');
    vi.stubEnv('BOT_LOCALE', 'en');
    expect(() => readEnvironment()).toThrow('.env is a folder, not a file');
    expect(languageOfDoctor()).toBe('en');
  });

  test('is given back where it is another account’s', () => {
    const { fr, en } = envFileProblem('EACCES');
    expect(fr).toContain('ne se lit pas (EACCES). Rendez-le au compte du bot (en root : chown COMPTE .env)');
    expect(en).toContain("can't be read (EACCES). Give it back to the bot's account");
  });
});

describe('the file .env.example', () => {
  test('names every variable, and no other', () => {
    expect(Object.keys(parseEnv(EXAMPLE)).sort()).toEqual([...VARIABLE_NAMES].sort());
  });

  test('shows the values that hold without it', () => {
    const example = parseEnv(EXAMPLE);
    expect(readEnvironment(example)).toEqual(readEnvironment({}));
    const withDefaults = Object.entries(example).filter(([, value]) => value !== '');
    expect(withDefaults.map(([name]) => name).sort()).toEqual([
      'BACKUP_DAYS',
      'BOT_LOCALE',
      'DATA_DIR',
      'DISCORD_API_URL',
      'HOST',
      'LOG_LEVEL',
      'METRICS_HOST',
      'PORT',
      'RATE_LIMITS',
      'ROLES',
      'SLACK_API_URL',
    ]);
  });

  test('explains each of them', () => {
    const lines = EXAMPLE.split('\n');
    for (const name of VARIABLE_NAMES.filter((variable) => variable !== 'HOST' && variable !== 'SLACK_API_URL')) {
      const index = lines.findIndex((line) => line.startsWith(`${name}=`));
      expect(lines[index - 1], name).toMatch(/^# \S/);
    }
  });
});
