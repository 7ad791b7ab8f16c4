import { localPlatformNames } from '../../src/playground/local-platform.ts';
import type { DeliveryTimes } from './deliveries.ts';
import { deliveryTablesOf } from './delivery-tables.ts';
import type { Latency } from './latency.ts';
import { count, marked, NAMES, number, table } from './markdown.ts';
import type { Measured } from './run.ts';
import type { Spread } from './statistics.ts';
import type { YearsTime } from './years-run.ts';
import { yearsTableOf } from './years-table.ts';

/** The parts that can be measured by themselves. */
export const PARTS = ['answers', 'deliveries', 'years'] as const;
export type Part = (typeof PARTS)[number];

/** A whole run, or one part of it: the others are null then. */
export interface Bench {
  readonly quick: boolean;
  readonly node: string;
  readonly processors: number;
  readonly answers: { readonly seconds: number; readonly measured: readonly Measured[] } | null;
  readonly deliveries: ({ readonly seconds: number } & DeliveryTimes) | null;
  readonly years: { readonly seconds: number; readonly times: readonly YearsTime[] } | null;
}

/** The aims: milliseconds above the bare bots, a multiple of the smallest database's time, milliseconds for a bilan. */
const AIMS = { p50: 5, p99: 50, flat: 1.5, report: 1_000, reportEvents: 1_000 } as const;

const TITLES = { embedded: 'Embedded database', server: 'PostgreSQL server' } as const;
const GESTURES = { read: '/evenement liste', write: 'RSVP button' } as const;

/** Returns the tables of the measured parts, in Markdown, by part. What misses its aim is in bold. */
export function tablesOf({ quick, node, processors, answers, deliveries, years }: Bench): ReadonlyMap<Part, string> {
  const machine = (seconds: number) =>
    `Node ${node} on ${processors} processors, ${seconds} s in all${quick ? ', quick: too few samples to tell anything' : ''}.`;
  const tables = new Map<Part, string>();
  if (answers) tables.set('answers', [machine(answers.seconds), ...answers.measured.flatMap(sectionOf)].join('\n\n'));
  if (deliveries) {
    tables.set('deliveries', [machine(deliveries.seconds), ...deliveryTablesOf(deliveries)].join('\n\n'));
  }
  if (years) tables.set('years', [machine(years.seconds), yearsTableOf(years.times)].join('\n\n'));
  return tables;
}

/** Returns the document with these tables in place of the former ones of their parts. */
export function intoDocument(document: string, tables: ReadonlyMap<Part, string>): string {
  return [...tables].reduce((written, [part, text]) => {
    const [begin, end] = [`<!-- measured: ${part} -->`, `<!-- /measured: ${part} -->`];
    const [before, rest = ''] = written.split(begin, 2);
    const after = rest.split(end, 2)[1];
    if (before === undefined || after === undefined) throw new Error(`the document has no ${begin} … ${end}`);
    return `${before}${begin}\n\n${text}\n\n${end}${after}`;
  }, document);
}

function sectionOf(measured: Measured): readonly string[] {
  return [`## ${TITLES[measured.database]}`, latencies(measured), survey(measured), growth(measured), starts(measured)];
}

function latencies({ latency: { bot, bare } }: Measured): string {
  const rows = bot.flatMap((ours) => {
    const theirs = bare.find((one) => {
      return one.platform === ours.platform && one.gesture === ours.gesture && one.people === ours.people;
    });
    if (!theirs) return [];
    const over = (part: 'acknowledged' | 'answered') => [
      difference(ours[part].p50, theirs[part].p50, AIMS.p50),
      difference(ours[part].p99, theirs[part].p99, AIMS.p99),
    ];
    const processor = `${number(ours.processor)} − ${number(theirs.processor)}`;
    return [[nameOf(ours), ...over('acknowledged'), ...over('answered'), processor]];
  });
  const head = ['at once', 'acknowledged, p50', 'p99', 'answer stored, p50', 'p99', 'processor time of one'];
  return `Milliseconds from arrival, bot − bare bot = difference (aim: at most ${AIMS.p50} at p50, ${AIMS.p99} at p99).\n\n${table(head, rows)}`;
}

function nameOf({ platform, gesture, people, refused, acknowledged }: Latency): string {
  const late = refused > 0 ? `, **${refused} of ${acknowledged.samples} not acknowledged in 3 s**` : '';
  return `${NAMES[platform]}, ${GESTURES[gesture]}, ${people}${late}`;
}

function survey({ survey: times }: Measured): string {
  const sizes = [...new Set(times.map(({ answers }) => answers))];
  const rows = sizes.map((answers) => [
    count(answers),
    ...localPlatformNames.flatMap((platform) => {
      const own = times.filter((time) => time.platform === platform);
      const at = own.find((time) => time.answers === answers)?.replied;
      const first = own[0]?.replied;
      if (!at || !first) return ['', '', ''];
      const ratio = at.p50 / first.p50;
      return [number(at.p50), number(at.p99), marked(`× ${ratio.toFixed(2)}`, ratio > AIMS.flat)];
    }),
  ]);
  const head = ['answers in', ...localPlatformNames.flatMap((name) => [`${NAMES[name]}, p50`, 'p99', 'of the first'])];
  return `One more survey answer, counted in the live tallies, until its reply is stored, in milliseconds (aim: at most × ${AIMS.flat}).\n\n${table(head, rows)}`;
}

function growth({ growth: times }: Measured): string {
  const sizes = [...new Set(times.map(({ events }) => events))];
  const rows = sizes.map((events) => [
    count(events),
    ...localPlatformNames.flatMap((platform) => {
      const own = times.find((time) => time.platform === platform && time.events === events);
      if (!own) return ['', '', '', ''];
      const cells = (spread: Spread | null, slow: boolean) =>
        spread === null
          ? ['**failed**', '']
          : [marked(number(spread.p50), slow), ((1_000 * spread.p50) / events).toFixed(0)];
      const slow = events === AIMS.reportEvents && own.report !== null && own.report.p50 > AIMS.report;
      return [...cells(own.report, slow), ...cells(own.list, false)];
    }),
  ]);
  const head = [
    'events',
    ...localPlatformNames.flatMap((name) => [`${NAMES[name]}, bilan`, 'µs each', 'list', 'µs each']),
  ];
  return `\`/bilan document\` and \`/evenement liste\` until the answer is stored, p50 in milliseconds (aim: linear, so that no event costs more among many; the bilan of ${count(AIMS.reportEvents)} events within a second). A bilan of more than 300 events is read afterwards, and the answer says so: \`npm run bench:documents\` measures how long that takes.\n\n${table(head, rows)}`;
}

function starts({ ready, memory: { bot, bare } }: Measured): string {
  const rows = [
    ['start to ready, first (with migrations)', `${number(ready.first)} ms`, ''],
    ['start to ready, later', `${number(ready.later)} ms`, ''],
    ['resident memory, idle', `${bot.idle.toFixed(0)} MiB`, `${bare.idle.toFixed(0)} MiB`],
    ['resident memory, after the load', `${bot.afterLoad.toFixed(0)} MiB`, `${bare.afterLoad.toFixed(0)} MiB`],
  ];
  return table(['', 'bot', 'both bare bots, one process'], rows);
}

function difference(ours: number, theirs: number, aim: number): string {
  const over = ours - theirs;
  const sign = over < 0 ? '−' : '+';
  return `${number(ours)} − ${number(theirs)} = ${marked(`${sign}${number(Math.abs(over))}`, over > aim)}`;
}
