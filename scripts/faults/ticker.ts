// A process that does what is due, by a clock that schedule.ts moves. Started by it, which kills it.
//
// The clock is the newest line of standard input, milliseconds since 1970; each is looked at once and then printed.
import { createInterface } from 'node:readline';
import { message, text } from '../../src/chat/message.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { send } from '../../src/delivery/outbox/index.ts';
import { readEnvironment } from '../../src/env.ts';
import { createLog } from '../../src/log.ts';
import { type DueHandlers, inSets } from '../../src/schedule/handlers.ts';
import { createSchedule } from '../../src/schedule/run-due.ts';

/** The most reminders in one transaction: some are sent in sets, some alone. */
const TOGETHER = 5;

/** Sends reminders: the same subject a second time would be a second message. */
const handlers: DueHandlers = {
  remind: inSets(TOGETHER, async (scope, subjects) => {
    const target = { kind: 'channel', platform: 'slack', channel: 'C1' } as const;
    for (const subject of subjects) {
      const key = `reminder:${subject}:${crypto.randomUUID()}`;
      await send(scope, { key, target, message: message(text(`${subject} at ${scope.now.toISOString()}`)) });
    }
  }),
};

const environment = readEnvironment();
const log = createLog({ level: environment.logLevel });
const database = await openDatabase({ url: environment.databaseUrl, dataDir: environment.dataDir, log });
const schedule = createSchedule(database, handlers, log);
console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  await schedule.runDue(new Date(Number(line)));
  console.log(line);
}
