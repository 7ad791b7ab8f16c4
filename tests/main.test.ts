import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VARIABLE_NAMES } from '../src/env.ts';
import { type LocalDiscord, startLocalDiscord } from '../src/playground/discord/index.ts';
import { type LocalSlack, startLocalSlack } from '../src/playground/slack/index.ts';
import { type DatabaseLocation, runsOnServer, testDatabaseLocation } from './support/database.ts';

type Variables = Readonly<Record<string, string>>;

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const running = new Set<ChildProcess>();
let slack: LocalSlack;
let discord: LocalDiscord;
let tokens: Variables;

const NODE = [process.execPath, '--import', 'tsx', 'src/main.ts'] as const;
const NPM = ['npm', '--silent', 'start'] as const;

/** The bot's process, with these variables and no others. */
class Main {
  private readonly child: ChildProcess;
  private out = '';
  private err = '';
  readonly ended: Promise<Ended>;

  constructor(variables: Variables, [command, ...words]: readonly [string, ...string[]] = NODE) {
    // What is empty counts as missing, also in a .env file.
    const none = Object.fromEntries(VARIABLE_NAMES.map((name) => [name, '']));
    this.child = spawn(command, words, {
      env: { ...process.env, ...none, PORT: '0', LOG_LEVEL: 'error', ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(this.child);
    this.child.stdout?.on('data', (data) => {
      this.out += String(data);
    });
    this.child.stderr?.on('data', (data) => {
      this.err += String(data);
    });
    this.ended = once(this.child, 'close').then(([code]) => {
      running.delete(this.child);
      return { code: typeof code === 'number' ? code : null, stdout: this.out, stderr: this.err };
    });
  }

  /** The address it prints once it runs. */
  async url(): Promise<string> {
    await expect.poll(() => this.out, { timeout: 30_000 }).toMatch(/http:\/\/127\.0\.0\.1:\d+\/health/);
    return /(http:\/\/127\.0\.0\.1:\d+)\/health/.exec(this.out)?.[1] ?? '';
  }

  stop(): void {
    this.child.kill('SIGTERM');
  }
}

function at({ url, dataDir }: DatabaseLocation): Variables {
  return url === undefined ? { DATA_DIR: dataDir } : { DATABASE_URL: url };
}

/** One line that says what to do, and no stack. */
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
  for (const child of running) child.kill('SIGKILL');
  await Promise.all([slack?.close(), discord?.close()]);
});

describe('npm start with tokens', () => {
  it('connects to both platforms, serves its state, keeps others away, and stops when told', async () => {
    const database = at(await testDatabaseLocation());
    const first = new Main({ ...tokens, ...database });
    const url = await first.url();

    const response = await fetch(`${url}/health`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'ok', database: 'ok', slack: 'connected', discord: 'connected' });
    expect((await fetch(`${url}/essai`)).status).toBe(404);

    const others = [
      new Main({ ...tokens, ...at(await testDatabaseLocation()), PORT: new URL(url).port }).ended.then((ended) =>
        expectOneLine(ended, new RegExp(`port ${new URL(url).port} est déjà pris`)),
      ),
      runsOnServer()
        ? null
        : new Main({ ...tokens, ...database }).ended.then((ended) =>
            expectOneLine(ended, /sert déjà à un autre processus/),
          ),
    ];
    await Promise.all(others);

    expect((await fetch(`${url}/health`)).status).toBe(200);
    first.stop();
    expect(await first.ended).toMatchObject({ code: 0, stderr: '' });
  }, 60_000);
});

describe('npm start', () => {
  it('ends when npm is told to, though npm tells only its shell', async () => {
    const main = new Main({ ...tokens, ...at(await testDatabaseLocation()) }, NPM);
    const url = await main.url();
    main.stop();
    // Its output is closed by whoever held it last.
    expect(await main.ended).toMatchObject({ stderr: '' });
    await expect(fetch(`${url}/health`)).rejects.toThrow();
  }, 60_000);
});

describe.concurrent('npm start with tokens that are wrong', { timeout: 40_000 }, () => {
  it.each([
    ['Slack', { SLACK_BOT_TOKEN: 'xoxb-wrong' }, /^Slack refuse SLACK_BOT_TOKEN/],
    ['Discord', { DISCORD_TOKEN: 'wrong' }, /^Discord refuse le jeton du bot/],
  ])('says so for %s', async (_, wrong, words) => {
    const main = new Main({ ...tokens, ...wrong, ...at(await testDatabaseLocation()) });
    expectOneLine(await main.ended, words);
  });

  it('says what is missing beside a Slack token', async () => {
    const { SLACK_BOT_TOKEN = '', SLACK_API_URL = '' } = tokens;
    const main = new Main({ SLACK_BOT_TOKEN, SLACK_API_URL, DATA_DIR: 'nowhere' });
    expectOneLine(await main.ended, /^SLACK_BOT_TOKEN ne suffit pas : ajoutez SLACK_APP_TOKEN/);
  });
});
