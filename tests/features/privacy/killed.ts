// A process that does what is due of erasures. In its first argument it is told where the database is, in its second the time in
// which it lives, in its third the step in the middle of which it is killed; 0 for none.
import { openDatabase } from '../../../src/database/open-database.ts';
import { ERASURE } from '../../../src/features/privacy/erasure.ts';
import { erasureJobs } from '../../../src/features/privacy/jobs.ts';
import { silentLog } from '../../../src/log.ts';
import { createSchedule } from '../../../src/schedule/run-due.ts';

const [location = '{}', now = '', killedIn = '0'] = process.argv.slice(2);
const database = await openDatabase({ ...JSON.parse(location), log: silentLog });
const job = erasureJobs[ERASURE];
let steps = 0;
const step: typeof job = async (...given) => {
  if (typeof job !== 'function') throw new Error('an erasure goes on one by one');
  await job(...given);
  steps += 1;
  // The rows that the step has stored aren't committed yet.
  if (steps === Number(killedIn)) process.kill(process.pid, 'SIGKILL');
};
const schedule = createSchedule(database, { [ERASURE]: step }, silentLog);
while ((await schedule.runDue(new Date(now))) > 0);
await database.close();
