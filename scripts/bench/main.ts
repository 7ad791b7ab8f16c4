// npm run bench -- [--only answers|deliveries|years] [--quick] [--json] [--markdown docs/benchmarks.md]
//
// Measures first how fast the bot answers, beside bare ones, on local platforms without limits: with the embedded
// database, then with a PostgreSQL server of its own. Then how fast it sends what the outbox holds, and whether it stays as
// quick after years. Progress goes to standard error, the tables to standard output, or into the file.
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { measureDeliveries } from './deliveries.ts';
import { whole, wholeOfDeliveries, yearsSamples } from './extent.ts';
import { type DatabaseKind, type Measured, measure } from './run.ts';
import { type Bench, intoDocument, PARTS, type Part, tablesOf } from './tables.ts';
import { measureYears, type YearsTime } from './years-run.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    markdown: { type: 'string' },
  },
});
const { quick } = values;
const parts: readonly Part[] = PARTS.filter((part) => values.only === undefined || values.only === part);
if (parts.length === 0) {
  console.error(`bench: --only takes one of ${PARTS.join(', ')}`);
  process.exit(1);
}

const KINDS = ['embedded', 'server'] as const satisfies DatabaseKind[];
const interrupted = new AbortController();
// The work under way is given up, and everything begun is ended: see Child.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    interrupted.abort();
    console.error('bench: stopping');
  });
}

const began = performance.now();
const secondsSince = (moment: number) => Math.round((performance.now() - moment) / 1000);
const sayOf = (kind: DatabaseKind) => (progress: string) =>
  console.error(`bench: ${String(secondsSince(began)).padStart(3)} s · ${kind} · ${progress}`);

/** Ends the process when it was interrupted. */
async function timed<T extends object>(work: () => Promise<T>): Promise<T & { readonly seconds: number }> {
  const start = performance.now();
  try {
    return { ...(await work()), seconds: secondsSince(start) };
  } catch (error) {
    if (!interrupted.signal.aborted) throw error;
    process.exit(130);
  }
}

async function measureAnswers(): Promise<{ readonly measured: readonly Measured[] }> {
  const measured: Measured[] = [];
  for (const kind of KINDS) {
    measured.push(await measure(kind, whole(quick), sayOf(kind), interrupted.signal));
  }
  return { measured };
}

const answers = parts.includes('answers') ? await timed(measureAnswers) : null;
const deliveries = parts.includes('deliveries')
  ? await timed(() => measureDeliveries(wholeOfDeliveries(quick), sayOf, interrupted.signal))
  : null;
const years = parts.includes('years')
  ? await timed(async () => {
      const times: YearsTime[] = [];
      for (const kind of KINDS) {
        times.push(...(await measureYears(kind, yearsSamples(quick), sayOf(kind), interrupted.signal)));
      }
      return { times };
    })
  : null;
const bench: Bench = { quick, node: process.version, processors: availableParallelism(), answers, deliveries, years };
const tables = tablesOf(bench);
if (values.json) console.log(JSON.stringify(bench, null, 2));
else if (values.markdown === undefined) console.log([...tables.values()].join('\n\n'));
if (values.markdown !== undefined) {
  writeFileSync(values.markdown, intoDocument(readFileSync(values.markdown, 'utf8'), tables));
}
console.error(`bench: done in ${secondsSince(began)} s; tied channels are measured by npm run bench:relay`);
