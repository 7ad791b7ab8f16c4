// A process that asks the questionnaires of a survey that was launched for many. In its first argument it is told where the database
// is, in its second the step in the middle of which it is killed; 0 for none.
import { openDatabase } from '../../../../src/database/open-database.ts';
import { nextAskStep } from '../../../../src/features/surveys/asking/plan.ts';
import { ASK_STEP } from '../../../../src/features/surveys/due-kinds.ts';
import { silentLog } from '../../../../src/log.ts';
import { inSets } from '../../../../src/schedule/handlers.ts';
import { createSchedule } from '../../../../src/schedule/run-due.ts';

const [location = '{}', killedIn = '0'] = process.argv.slice(2);
const database = await openDatabase({ ...JSON.parse(location), log: silentLog });
let steps = 0;
const step = inSets(nextAskStep.set?.most ?? 1, async (scope, subjects) => {
  await nextAskStep.set?.handle(scope, subjects);
  steps += 1;
  // The rows that the step has stored aren't committed yet.
  if (steps === Number(killedIn)) process.kill(process.pid, 'SIGKILL');
});
const schedule = createSchedule(database, { [ASK_STEP]: step }, silentLog);
while ((await schedule.runDue(new Date('2026-12-02T10:01:00+01:00'))) > 0);
await database.close();
