// A process that sends a kit that was published to many. In its first argument it is told where the database is, in its second
// the step in the middle of which it is killed; 0 for none.
import { openDatabase } from '../../../src/database/open-database.ts';
import { KIT_STEP, nextKitStep } from '../../../src/features/kits/steps.ts';
import { silentLog } from '../../../src/log.ts';
import { inSets } from '../../../src/schedule/handlers.ts';
import { createSchedule } from '../../../src/schedule/run-due.ts';

const [location = '{}', killedIn = '0'] = process.argv.slice(2);
const database = await openDatabase({ ...JSON.parse(location), log: silentLog });
let steps = 0;
const step = inSets(nextKitStep.set?.most ?? 1, async (scope, subjects) => {
  await nextKitStep.set?.handle(scope, subjects);
  steps += 1;
  // The rows that the step has stored aren't committed yet.
  if (steps === Number(killedIn)) process.kill(process.pid, 'SIGKILL');
});
const schedule = createSchedule(database, { [KIT_STEP]: step }, silentLog);
while ((await schedule.runDue(new Date())) > 0);
await database.close();
