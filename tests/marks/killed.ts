// A process that renders what is marked, and is killed in the middle of it. In its argument it is told where the database is.
import { openDatabase } from '../../src/database/open-database.ts';
import { meetingMarks } from '../../src/features/meetings/posting.ts';
import { silentLog } from '../../src/log.ts';
import type { MarkRenderers } from '../../src/marks/renderers.ts';
import { renderMarks } from '../support/marks.ts';

const [location = '{}', at = ''] = process.argv.slice(2);
const database = await openDatabase({ ...JSON.parse(location), log: silentLog });
const killed: MarkRenderers = Object.fromEntries(
  Object.entries(meetingMarks).map(([kind, renderer]) => [
    kind,
    {
      ...renderer,
      async render(scope, marked) {
        await renderer.render(scope, marked);
        // The rendered message isn't committed yet.
        process.kill(process.pid, 'SIGKILL');
      },
    },
  ]),
);
await renderMarks(database, killed, at);
