import type { RequestListener } from 'node:http';
import type { Hono } from 'hono';
import type { Bot } from './bot.ts';
import { StartError } from './chat/platform.ts';
import { BackupError } from './database/backup/backup-error.ts';
import type { Database } from './database/database.ts';
import { DatabaseInUseError, DatabaseNotOpenedError, MigrationError } from './database/errors.ts';
import { openDatabase } from './database/open-database.ts';
import { type Environment, EnvironmentError, programFolders, readEnvironment, startedByNpm } from './env.ts';
import { handedOut } from './handed-out.ts';
import { createLog, type Log } from './log.ts';
import { backupErrorText, notOpenedText, systemErrorText } from './maintenance/command.ts';
import { traitsOf } from './platforms/registered.ts';
import { diskOf, type WatchedDisk } from './schedule/disk.ts';
import { textIn } from './texts/index.ts';
import { type MetricsPage, metricsListener, startMetricsPort } from './web/metrics.ts';
import { startWeb, type Web } from './web/server.ts';

/** The milliseconds that begun work may take to finish when the process is told to stop. */
const PATIENCE_MS = 10_000;
/** The milliseconds between checks that the shell with which npm started the process is still there. */
const SHELL_MS = 250;

/** The parts that a bot of real platforms runs with. */
interface Parts {
  readonly environment: Environment;
  readonly database: Database;
  readonly log: Log;
  readonly disk?: WatchedDisk;
}

/** The part of the bot that the web server uses, which in a trial is a process of its own. */
type ServedBot = Pick<Bot, 'health' | 'readiness' | 'linked' | 'linkedBilan' | 'metrics'> &
  Partial<Pick<Bot, 'slackRequests'>>;

interface Running {
  readonly stop: () => Promise<void>;
}

interface Served extends Running {
  /** The web server's address. */
  readonly url: string;
}

let stopping = false;
let environment: Environment | undefined;

if (process.argv[2] === 'trial-bot') (await import('./trial/bot-main.ts')).runTrialBot();
else await main();

async function main(): Promise<void> {
  if (startedByNpm()) endWithShell();
  try {
    environment = readEnvironment();
    const log = createLog({ level: environment.logLevel, keptDays: environment.logDays });
    const began = performance.now();
    await (environment.slack || environment.discord ? serve(environment, log) : serveTrial(environment, log));
    log.info('started', { milliseconds: Math.round(performance.now() - began) });
  } catch (error) {
    const line = lineFor(error, environment);
    if (line === null) throw error;
    console.error(line);
    process.exit(1);
  }
}

/** Serves the real platforms that are configured. */
async function serve(environment: Environment, log: Log): Promise<void> {
  const database = await besideLoading(
    openDatabase({
      ...{ url: environment.databaseUrl, dataDir: environment.dataDir, log },
      backups: { ...environment.backups, folders: programFolders() },
    }),
    import('./bot.ts'),
  );
  // A server's disk can't be asked for in SQL: whoever runs the server watches it.
  const disk = environment.databaseUrl === undefined ? { disk: diskOf(environment.dataDir) } : {};
  const parts = { environment, database, log, ...disk };
  const { bot, url, stop } = await run(parts).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  const names = bot.platforms.map((platform) => traitsOf(platform.name).title);
  const key = names.length > 0 ? 'platforms.running' : 'platforms.runningAlone';
  const running: Running = {
    async stop() {
      await stop();
      await database.close();
    },
  };
  // Whoever reads that it runs may tell it to stop at once.
  stopOnSignals(running, log);
  console.log(textIn(environment.locale, key, { platforms: names.join(' + '), url }));
}

/** Serves the trial, which needs no token: a local Slack, a local Discord and a page to use them. */
async function serveTrial(environment: Environment, log: Log): Promise<void> {
  const { openTrial } = await import('./trial/serve.ts');
  const { pages, bot, begin, close } = await openTrial(environment);
  const served = await serveBot({ environment, bot, log, pages }).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const running: Running = {
    async stop() {
      await served.stop();
      await close();
    },
  };
  stopOnSignals(running, log);
  await begin(served.url);
}

/** Opens the database while the code is loading, which takes as long. */
async function besideLoading(opening: Promise<Database>, loading: Promise<unknown>): Promise<Database> {
  const [database] = await Promise.all([opening, loading]);
  return database;
}

async function run({ environment, database, log, disk }: Parts): Promise<{ bot: Bot } & Served> {
  const { startBot } = await import('./bot.ts');
  const now = () => new Date();
  const bot = await startBot({ environment, database, log, now, ticks: true, ...(disk ? { disk } : {}) });
  const served = await serveBot({ environment, bot, log }).catch(async (error: unknown) => {
    await bot.stop();
    throw error;
  });
  return {
    ...{ bot, url: served.url },
    async stop() {
      await bot.stop();
      await served.stop();
    },
  };
}

interface WebParts {
  readonly environment: Environment;
  readonly bot: ServedBot;
  readonly log: Log;
  /** The trial's pages, if there are any. */
  readonly pages?: Hono;
}

/** Starts the web server, and one for what is counted where it has a port of its own. */
async function serveBot(parts: WebParts): Promise<Served> {
  const { environment, bot, log } = parts;
  const { ownPort, token = null } = environment.metrics ?? {};
  const page: MetricsPage | null = bot.metrics && { token, read: bot.metrics, log };
  const metricsPort = page && ownPort ? await startMetricsPort(page, ownPort) : null;
  if (metricsPort) log.info('metrics.served', { port: metricsPort.port });
  const web = await serveWeb(parts, page && !ownPort ? metricsListener(page) : null).catch(async (error: unknown) => {
    await metricsPort?.close();
    throw error;
  });
  return {
    url: web.url,
    async stop() {
      await web.close();
      await metricsPort?.close();
    },
  };
}

function serveWeb({ environment, bot, log, pages }: WebParts, metrics: RequestListener | null): Promise<Web> {
  return startWeb({
    host: environment.host,
    port: environment.port,
    health: () => bot.health(),
    readiness: () => bot.readiness(),
    ...handedOut(bot, environment.locale),
    slackRequests: bot.slackRequests ?? null,
    metrics,
    log,
    ...(pages ? { pages } : {}),
  });
}

function stopOnSignals(running: Running, log: Log): void {
  const stop = () => {
    // A second signal doesn't wait.
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error('stop.failed', error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** Stops the process when its shell ends: npm hands a signal to its shell only, which doesn't hand it on. */
function endWithShell(): void {
  const shell = process.ppid;
  const interval = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(interval);
    // When Ctrl + C signals all of them, this process already knows.
    if (!stopping) process.kill(process.pid, 'SIGTERM');
  }, SHELL_MS);
  interval.unref();
}

/** Says in one line what is wrong and what to do; null when only the stack explains it. */
function lineFor(error: unknown, environment: Environment | undefined): string | null {
  if (environment && error instanceof DatabaseInUseError) {
    return textIn(environment.locale, 'platforms.dataInUse', { directory: error.directory });
  }
  if (environment && error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    const port = 'port' in error ? error.port : environment.port;
    return textIn(environment.locale, 'platforms.portTaken', { port: String(port) });
  }
  if (environment && error instanceof DatabaseNotOpenedError) return notOpenedText(error, environment.locale);
  if (environment && error instanceof BackupError) return backupErrorText(error, environment.locale);
  if (environment && error instanceof MigrationError && error.cause !== undefined) {
    return [error.message, lineFor(error.cause, environment) ?? ''].join(' ').trim();
  }
  const isForPeople =
    error instanceof StartError || error instanceof EnvironmentError || error instanceof MigrationError;
  if (isForPeople) return error.message;
  return environment ? systemErrorText(error, environment.locale) : null;
}
