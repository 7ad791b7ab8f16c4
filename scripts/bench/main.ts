// npm run bench -- [--quick] [--json] [--markdown docs/benchmarks.md]
//
// Measures the bot beside bare ones, on local platforms without limits: first with the embedded database, then with a
// PostgreSQL server of its own. Progress goes to standard error, the table to standard output, or into the file.
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { whole } from './extent.ts';
import { type DatabaseKind, type Measured, measure } from './run.ts';
import { type Bench, intoDocument, tablesOf } from './tables.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    markdown: { type: 'string' },
  },
});

const interrupted = new AbortController();
// What is being done is given up, and everything begun is ended: see Child.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    interrupted.abort();
    console.error('bench: stopping');
  });
}

const began = performance.now();
const measured: Measured[] = [];
for (const kind of ['embedded', 'server'] satisfies DatabaseKind[]) {
  const say = (progress: string) => {
    const seconds = Math.round((performance.now() - began) / 1000);
    console.error(`bench: ${String(seconds).padStart(3)} s · ${kind} · ${progress}`);
  };
  try {
    measured.push(await measure(kind, whole(values.quick), say, interrupted.signal));
  } catch (error) {
    if (!interrupted.signal.aborted) throw error;
    process.exit(130);
  }
}
const bench: Bench = {
  quick: values.quick,
  seconds: Math.round((performance.now() - began) / 1000),
  node: process.version,
  processors: availableParallelism(),
  measured,
};
if (values.json) console.log(JSON.stringify(bench, null, 2));
else if (values.markdown === undefined) console.log(tablesOf(bench));
if (values.markdown !== undefined) {
  writeFileSync(values.markdown, intoDocument(readFileSync(values.markdown, 'utf8'), tablesOf(bench)));
}
console.error(`bench: done in ${bench.seconds} s`);
