import { type Bot, startBot } from '../bot.ts';
import type { Database } from '../database/database.ts';
import { DatabaseInUseError, MigrationError } from '../database/errors.ts';
import { openDatabase } from '../database/open-database.ts';
import { createLog } from '../log.ts';
import type { BotCall, BotCalls, BotSettings, CallName, FailedCall, Reply } from './bot-protocol.ts';

/** The local platforms store at once what they are sent: whoever lost an answer need not wait for a minute. */
const SETTLE_MS = 2_000;
/** On a busy machine reading may take longer than people would wait for. */
const READ_MS = 60_000;

interface Running {
  readonly bot: Bot;
  readonly database: Database;
}

type Answers = { readonly [N in CallName]: (given: BotCalls[N]['given']) => Promise<BotCalls[N]['result']> };

/** Runs the trial's bot in this process, for the process that started it: with that one it ends. */
export function runTrialBot(): void {
  let ahead = 0;
  let running: Running | undefined;
  const now = () => new Date(Date.now() + ahead);
  const known = (): Running => {
    if (!running) throw new Error('the bot has not begun');
    return running;
  };
  const answers: Answers = {
    async begin(settings) {
      ahead = settings.ahead;
      running = await begin(settings, now);
      return null;
    },
    async setAhead(milliseconds) {
      ahead = milliseconds;
      return null;
    },
    runDue: ({ now: at, leavesRoutines }) => known().bot.schedule.runDue(at, { leavesRoutines }),
    nextDue: () => known().bot.schedule.nextDue(),
    nextDecision: () => known().bot.schedule.nextDecision(),
    quiet: () => known().bot.quiet().then(nothing),
    health: () => known().bot.health(),
    readiness: () => known().bot.readiness(),
    async metrics() {
      const read = known().bot.metrics;
      if (!read) throw new Error('nothing is counted');
      return read();
    },
    linked: (link) => known().bot.linked(link),
    linkedBilan: (token) => known().bot.linkedBilan(token),
    async stop() {
      await running?.bot.stop();
      await running?.database.close();
      return null;
    },
  };
  process.on('message', (call: BotCall) => void answer(answers, call).then((reply) => process.send?.(reply)));
  // Ctrl + C reaches this process too; the other one tells it to stop when nothing more comes from the page.
  process.on('SIGINT', () => {});
  process.on('disconnect', () => process.exit(0));
}

const nothing = () => null;

async function begin({ environment, dataDir, ticks }: BotSettings, now: () => Date): Promise<Running> {
  const log = createLog({ level: environment.logLevel });
  const database = await openDatabase({ dataDir, log });
  try {
    const patience = { settleMs: SETTLE_MS, readMs: READ_MS };
    return { database, bot: await startBot({ environment, database, log, now, ticks, ...patience }) };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function answer(answers: Answers, { id, name, given }: BotCall): Promise<Reply> {
  try {
    // The function and its argument belong to one name, which the types can't tell.
    return { id, result: await (answers[name] as (given: unknown) => Promise<unknown>)(given) };
  } catch (error) {
    return { id, failed: failed(error) };
  }
}

function failed(error: unknown): FailedCall {
  if (error instanceof DatabaseInUseError) return { kind: 'database in use', message: error.directory };
  if (error instanceof MigrationError) return { kind: 'migration', message: error.message };
  return { kind: 'other', message: error instanceof Error ? error.message : String(error) };
}
