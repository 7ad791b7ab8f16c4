import { chmodSync, existsSync, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalDiscord, startLocalDiscord } from '../src/playground/discord/index.ts';
import { type LocalSlack, startLocalSlack } from '../src/playground/slack/index.ts';
import { at, BotProcess, type Ended, killBots, NPM, type Variables } from './support/bot-process.ts';
import { runsOnServer, testDatabaseLocation } from './support/database.ts';

let slack: LocalSlack;
let discord: LocalDiscord;
let tokens: Variables;

/** Checks that one line says what to do, without a stack. */
function expectOneLine({ code, stdout, stderr }: Ended, words: RegExp): void {
  expect(stderr.trimEnd()).toMatch(words);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(stdout).toBe('');
  expect(code).toBe(1);
}

beforeAll(async () => {
  [slack, discord] = await Promise.all([startLocalSlack(), startLocalDiscord()]);
  tokens = { ...slack.environment, ...discord.environment };
});

afterAll(async () => {
  killBots();
  await Promise.all([slack?.close(), discord?.close()]);
});

describe('npm start with tokens', () => {
  it('connects to both platforms, serves its state, keeps others away, and stops when told', async () => {
    const database = at(await testDatabaseLocation());
    // The folder is as an earlier version left it.
    const before = database.DATA_DIR
      ? readdirSync(database.DATA_DIR, { recursive: true, encoding: 'utf8' }).map((name) =>
          join(database.DATA_DIR ?? '', name),
        )
      : [];
    for (const path of before) chmodSync(path, 0o755);
    if (database.DATA_DIR) chmodSync(database.DATA_DIR, 0o755);
    const first = new BotProcess({ ...tokens, ...database, METRICS_TOKEN: 'a-token-of-the-test' });
    const url = await first.url();

    const response = await fetch(`${url}/health`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'ok', database: 'ok', slack: 'connected', discord: 'connected' });
    expect((await fetch(`${url}/essai`)).status).toBe(404);
    expect((await fetch(`${url}/metrics`)).status).toBe(401);
    const counted = await fetch(`${url}/metrics`, { headers: { Authorization: 'Bearer a-token-of-the-test' } });
    expect(await counted.text()).toContain('fil_conducteur_platform_connected{platform="slack"} 1');
    if (database.DATA_DIR) {
      expect(lstatSync(database.DATA_DIR).mode & 0o777).toBe(0o700);
      expect(before.filter((path) => existsSync(path) && (lstatSync(path).mode & 0o077) !== 0)).toEqual([]);
    }

    const others = [
      new BotProcess({ ...tokens, ...at(await testDatabaseLocation()), PORT: new URL(url).port }).ended.then((ended) =>
        expectOneLine(ended, new RegExp(`port ${new URL(url).port} est déjà pris`)),
      ),
      runsOnServer()
        ? null
        : new BotProcess({ ...tokens, ...database }).ended.then((ended) =>
            expectOneLine(ended, /sert déjà à un autre processus/),
          ),
    ];
    await Promise.all(others);

    expect((await fetch(`${url}/health`)).status).toBe(200);
    first.stop();
    expect(await first.ended).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('npm start without tokens', () => {
  it('serves the trial: its page, its state, and what its bot counts, which is another process', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'fil-trial-'));
    const trial = new BotProcess({ DATA_DIR: directory, METRICS_TOKEN: 'a-token-of-the-test' });
    const url = await trial.url();
    expect(await (await fetch(`${url}/essai`)).text()).toContain('<title>Fil conducteur');
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ slack: 'connected', discord: 'connected' });
    expect((await fetch(`${url}/metrics`)).status).toBe(401);
    const counted = await fetch(`${url}/metrics`, { headers: { Authorization: 'Bearer a-token-of-the-test' } });
    expect(await counted.text()).toContain('fil_conducteur_platform_connected{platform="slack"} 1');
    trial.stop();
    expect(await trial.ended).toMatchObject({ code: 0, stderr: '' });
    rmSync(directory, { recursive: true });
  });
});

describe('npm start', () => {
  it('ends when npm is told to, though npm tells only its shell', async () => {
    const main = new BotProcess({ ...tokens, ...at(await testDatabaseLocation()) }, NPM);
    const url = await main.url();
    main.stop();
    // The last process that holds its output closes it.
    expect(await main.ended).toMatchObject({ stderr: '' });
    await expect(fetch(`${url}/health`)).rejects.toThrow();
  });
});

describe('npm start with a server that gives no connection', () => {
  it.each([
    ['isn’t running', 'postgres://bot:mot@localhost:1/fil', /^Le serveur PostgreSQL ne répond pas \(ECONNREFUSED\)/],
    ['has a % in its address', 'postgres://bot:100%ff@127.0.0.1:1/fil', /^DATABASE_URL ne se lit pas/],
  ])('that %s says so in one line', async (_, url, words) => {
    const main = new BotProcess({ ...tokens, DATABASE_URL: url });
    expectOneLine(await main.ended, words);
  });

  it.runIf(runsOnServer())('that refuses the password, or has no such database, says so in one line', async () => {
    const { url = '' } = await testDatabaseLocation();
    const [password, database] = [new URL(url), new URL(url)];
    password.password = 'faux';
    database.pathname = '/aucune';
    for (const [wrong, code] of [
      [password, '28P01'],
      [database, '3D000'],
    ] as const) {
      const main = new BotProcess({ ...tokens, DATABASE_URL: wrong.href });
      expectOneLine(await main.ended, new RegExp(`^Le serveur PostgreSQL refuse cette connexion \\(${code}\\)`));
    }
  });
});

describe.concurrent('npm start with tokens that are wrong', { timeout: 40_000 }, () => {
  it.each([
    ['Slack', { SLACK_BOT_TOKEN: 'xoxb-wrong' }, /^Slack refuse SLACK_BOT_TOKEN/],
    ['Discord', { DISCORD_TOKEN: 'wrong' }, /^Discord refuse le jeton du bot/],
  ])('says so for %s', async (_, wrong, words) => {
    const main = new BotProcess({ ...tokens, ...wrong, ...at(await testDatabaseLocation()) });
    expectOneLine(await main.ended, words);
  });

  it('says what is missing beside a Slack token', async () => {
    const { SLACK_BOT_TOKEN = '', SLACK_API_URL = '' } = tokens;
    const main = new BotProcess({ SLACK_BOT_TOKEN, SLACK_API_URL, DATA_DIR: 'nowhere' });
    expectOneLine(await main.ended, /^SLACK_BOT_TOKEN ne suffit pas : ajoutez SLACK_APP_TOKEN/);
  });
});
