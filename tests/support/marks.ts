import type { Database } from '../../src/database/database.ts';
import { silentLog } from '../../src/log.ts';
import type { MarkRenderers } from '../../src/marks/renderers.ts';
import { createMarkWriter } from '../../src/marks/writer.ts';
import { manualClock } from '../../src/playground/clock.ts';

/** Renders what is marked in a database without a bot. */
export async function renderMarks(database: Database, renderers: MarkRenderers, at: string): Promise<void> {
  const now = () => new Date(at);
  const writer = createMarkWriter({ database, renderers, log: silentLog, now, pace: manualClock() });
  writer.start();
  await writer.atRest();
  await writer.stop();
}
