// The whole bot as one of several processes that relay. Started by relay-run.ts, which kills it.

import { startBot } from '../../src/bot.ts';
import type { Database } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { readEnvironment } from '../../src/env.ts';
import { createLog } from '../../src/log.ts';
import { type Progress, report, taskGiven } from './task.ts';

const { settleMs } = await taskGiven();
const environment = readEnvironment();
const log = createLog({ level: environment.logLevel });
const now = () => new Date();
const database = await openDatabase({ url: environment.databaseUrl, dataDir: environment.dataDir, log });
const bot = await startBot({ environment, database, log, now, ticks: false, settleMs });
const turns = bot.platforms.map(({ name }) => ({ name, lease: database.leases.take(`relay ${name}`, () => {}) }));

await report(() => progressIn(database));

/** Returns how many messages are stored, how many changes of their copies are shown, and what is still to be read or shown. */
async function progressIn({ prisma }: Database): Promise<Progress> {
  const [row] = await prisma.$queryRaw<Omit<Progress, 'sendsTo' | 'storedAll'>[]>`
    SELECT (SELECT count(*)::int FROM "RelayMessage") AS stored,
      (count(*) FILTER (WHERE "status" IN ('WAITING', 'POSTING') OR "shown" < "wanted")
        + (SELECT count(*) FROM "RelayMessage" WHERE "touched" > 0))::int AS open,
      coalesce(sum("shown"), 0)::int AS sent,
      count(*) FILTER (WHERE "status" = 'REFUSED')::int AS refused,
      count(*) FILTER (WHERE "status" = 'DIGESTED')::int AS unknown
    FROM "RelayCopy"`;
  if (!row) throw new Error('nothing was counted');
  return { ...row, storedAll: true, sendsTo: turns.flatMap(({ name, lease }) => (lease.mine ? [name] : [])) };
}
