// npm run faults:schedule -- [--seed N] [--due K] [--processes P] [--kills N]
//
// Sends K reminders over both clock changes of Europe/Paris, on a PostgreSQL server, looked for by P processes that are
// killed and stay away for a while: each is sent once, none twice, none that has become pointless. The clock is moved;
// the outbox in the end tells what was sent. Exits with 1 where that isn't so.
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { openDatabase } from '../../src/database/open-database.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { silentLog } from '../../src/log.ts';
import { schedule } from '../../src/schedule/due.ts';
import { Child, stopChildren } from '../bench/child.ts';
import { startPostgres } from '../throwaway-postgres.ts';
import { interruption } from './command-line.ts';
import { type DueTime, dueTimes, isSkipped, onTheWall, SEASONS } from './due-times.ts';
import { Random } from './random.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    due: { type: 'string', default: '600' },
    processes: { type: 'string', default: '3' },
    kills: { type: 'string', default: '20' },
  },
});
const seed = Number(values.seed ?? randomInt(1_000_000));
const random = new Random(seed);
const MINUTE_MS = 60_000;

const interrupted = interruption();

const server = await startPostgres();
const database = await openDatabase({ url: server.url, dataDir: 'memory', log: silentLog });
try {
  const due = dueTimes(Number(values.due), random);
  await plan(due);
  const looks = await passTime(Number(values.processes), Number(values.kills));
  process.exitCode = interrupted.aborted ? 130 : await judge(due, looks);
} finally {
  await stopChildren();
  await database.close();
  await server.stop();
}

async function plan(due: readonly DueTime[]): Promise<void> {
  const at = new Date('2026-03-01T09:00:00Z');
  const row = await database.prisma.region.create({ data: { name: 'Picardie', departments: ['80'], createdAt: at } });
  const region = { ...row, locale: 'fr' } as const;
  await inTransaction(database, async (tx) => {
    for (const { subject, at: dueAt, expires } of due) {
      await schedule({ tx, region, now: at }, { kind: 'remind', subject, at: dueAt, expires });
    }
  });
}

interface Looks {
  /** The moments at which at least one process finished its look. */
  readonly completed: readonly Date[];
  readonly kills: number;
  readonly absences: number;
}

/** Moves the clock over all days, a quarter of an hour at a time, sometimes by hours in which nobody is there. */
async function passTime(count: number, mostKills: number): Promise<Looks> {
  const start = () => new Child('scripts/faults/ticker.ts', { DATABASE_URL: server.url });
  const children = Array.from({ length: count }, start);
  await Promise.all(children.map((child) => child.printed(/ready/)));
  const completed: Date[] = [];
  let [kills, absences] = [0, 0];
  for (const days of SEASONS) {
    const end = new Date(`${days[2]}T23:59:00Z`).getTime();
    for (let now = new Date(`${days[0]}T00:00:00Z`).getTime() - 120 * MINUTE_MS; now < end && !interrupted.aborted; ) {
      const away = random.chance(0.03);
      if (away) absences += 1;
      now = Math.min(end, now + (away ? random.between(60, 300) : random.between(1, 29)) * MINUTE_MS);
      const line = String(now);
      for (const child of children) child.tell(line);
      const killed = kills < mostKills && random.chance(mostKills / 400) ? random.between(0, count - 1) : null;
      if (killed !== null) {
        kills += 1;
        await children[killed]?.kill();
        children[killed] = start();
      }
      const looked = children.filter((_, index) => index !== killed);
      await Promise.all(looked.map((child) => child.printed(new RegExp(`^${line}$`, 'm'))));
      if (looked.length > 0) completed.push(new Date(now));
      // The process that comes up looks from the next moment on.
      if (killed !== null) await children[killed]?.printed(/ready/);
    }
  }
  return { completed, kills, absences };
}

async function judge(due: readonly DueTime[], { completed, kills, absences }: Looks): Promise<number> {
  const rows = await database.prisma.delivery.findMany({ select: { key: true, createdAt: true } });
  const sent = new Map<string, Date[]>();
  for (const { key, createdAt } of rows) {
    const subject = key.split(':')[1] ?? '';
    sent.set(subject, [...(sent.get(subject) ?? []), createdAt]);
  }
  const count = (what: (one: DueTime, when: readonly Date[]) => boolean) =>
    due.filter((one) => what(one, sent.get(one.subject) ?? [])).length;
  const couldBeSent = ({ at, expires }: DueTime) =>
    completed.some((look) => look >= at && (expires === null || look < expires));
  const result = {
    planned: due.length,
    'by the clock on the wall, but for the hour that is skipped': count(
      (one) => isSkipped(one) || onTheWall(one.at) === `${one.day} ${one.time}`,
    ),
    'looks at the clock': completed.length,
    kills,
    'absences of hours': absences,
    'to be sent': count(couldBeSent),
    sent: count((_, when) => when.length > 0),
    'pointless by the time somebody looked': count((one) => !couldBeSent(one)),
  };
  const wrong = {
    'not sent': count((one, when) => couldBeSent(one) && when.length === 0),
    'sent twice': count((_, when) => when.length > 1),
    'sent early': count((one, when) => when.some((at) => at < one.at)),
    'sent though pointless': count(({ expires }, when) => when.some((at) => expires !== null && at >= expires)),
  };
  console.log(`Seed ${seed}, ${values.processes} processes.\n`);
  console.log(
    [
      '| | |',
      '| --- | --: |',
      ...Object.entries({ ...result, ...wrong }).map(([name, n]) => `| ${name} | ${n} |`),
    ].join('\n'),
  );
  const fine = Object.values(wrong).every((n) => n === 0) && result.sent === result['to be sent'];
  return fine && result['by the clock on the wall, but for the hour that is skipped'] === due.length ? 0 : 1;
}
