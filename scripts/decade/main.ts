// npm run decade -- [--years 12] [--organisations 500] [--regions 18] [--stays 3]
//
// Plays years of use on a database that it makes for itself: an embedded one, or the server's that DATABASE_URL names, which has to be
// empty. Prints what is left at the end of each year, and fails where something grows after the longest term.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '../../src/database/open-database.ts';
import { silentLog } from '../../src/log.ts';
import { grown, playYears } from './decade.ts';

const { values } = parseArgs({
  options: {
    years: { type: 'string', default: '12' },
    organisations: { type: 'string', default: '500' },
    regions: { type: 'string', default: '18' },
    stays: { type: 'string', default: '3' },
  },
});
const regions = Number(values.regions);
const use = {
  regions,
  organisations: Math.ceil(Number(values.organisations) / regions),
  stays: Number(values.stays),
};
const mega = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;

const dataDir = mkdtempSync(join(tmpdir(), 'fil-conducteur-decade-'));
const database = await openDatabase({ url: process.env.DATABASE_URL, dataDir, log: silentLog });
try {
  const ends = await playYears(database, use, Number(values.years), ({ year, rows, naming, ...end }) => {
    console.log(
      `${year}: tables ${mega(end.tables)}, indexes ${mega(end.indexes)}, purge ${end.steps} steps in ${end.milliseconds} ms, old messages that name somebody ${naming}`,
    );
    console.log(
      `  ${Object.entries(rows)
        .map(([table, count]) => `${table} ${count}`)
        .join(', ')}`,
    );
  });
  const more = grown(ends, use);
  for (const one of more) console.error(`grows: ${one}`);
  console.log(more.length === 0 ? 'Everything stays level.' : 'Something grows.');
  process.exitCode = more.length === 0 ? 0 : 1;
} finally {
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
}
