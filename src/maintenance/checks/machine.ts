import { existsSync, statSync } from 'node:fs';
import { totalmem } from 'node:os';
import { dirname, resolve } from 'node:path';
import { readAtMost } from '../../chat/download.ts';
import { freeBytes } from '../../database/free-bytes.ts';
import type { Environment } from '../../env.ts';
import { textIn } from '../../texts/index.ts';
import { type CheckResult, partly, well, wrong } from '../check-result.ts';

const MEGABYTE = 1_048_576;
/** Free megabytes on the disk below which the bot may soon stop, and below which one should look. */
const DISK = { least: 200, better: 1_024 };
/** Megabytes of memory: at its first start, which takes the most, a bot with the embedded database needs 290, one with a server 200. */
const MEMORY = 400;

/** Checks that nobody else of the machine reads the tokens. */
export function checkFile(path: string, { locale }: Environment): CheckResult {
  if (!existsSync(path)) return partly(textIn(locale, 'maintenance.doctor.file.none'));
  const isOpen = (statSync(path).mode & 0o077) !== 0;
  return isOpen
    ? partly(textIn(locale, 'maintenance.doctor.file.open'))
    : well(textIn(locale, 'maintenance.doctor.file.fine'));
}

/** Checks the disk of the data, and that of the backups where it is another. */
export async function checkDisk(
  { dataDir, backups, locale }: Environment,
  freeIn: (folder: string) => Promise<number> = freeBytes,
): Promise<readonly CheckResult[]> {
  const data = nearest(resolve(dataDir));
  const kept = nearest(resolve(backups.directory));
  const isOther = backups.days > 0 && statSync(kept).dev !== statSync(data).dev;
  return Promise.all(
    (isOther ? [data, kept] : [data]).map(async (folder) => {
      const free = Math.floor((await freeIn(folder)) / MEGABYTE);
      const key = free < DISK.better ? 'low' : 'fine';
      const words = textIn(locale, `maintenance.doctor.disk.${key}`, { folder, free });
      if (free < DISK.least) return wrong(words);
      return key === 'low' ? partly(words) : well(words);
    }),
  );
}

/** Returns the folder itself, or where it isn't there yet, the nearest one above it that is. */
export function nearest(folder: string): string {
  return existsSync(folder) ? folder : nearest(dirname(folder));
}

export function checkMemory({ locale }: Environment, bytes = memoryHere()): CheckResult {
  const total = Math.floor(bytes / MEGABYTE);
  const key = total < MEMORY ? 'low' : 'fine';
  const words = textIn(locale, `maintenance.doctor.memory.${key}`, { total, needed: MEMORY });
  return key === 'low' ? partly(words) : well(words);
}

/** Returns the bytes of the machine, or fewer where a container or a service is limited to them. */
export function memoryHere(limit: number | undefined = process.constrainedMemory(), machine = totalmem()): number {
  // Without a limit it is none, 0 or more than any machine has.
  return limit === undefined || limit <= 0 ? machine : Math.min(limit, machine);
}

/** The most bytes of an answer that are read. */
const LONGEST_ANSWER = 65_536;

/** Returns the JSON of an answer; null where it is none, or too long. */
export async function answerOf(response: Response): Promise<unknown> {
  try {
    return JSON.parse(Buffer.from(await readAtMost(response, LONGEST_ANSWER)).toString('utf8'));
  } catch {
    return null;
  }
}

/** Returns the network's code of a failed fetch, which stands in its cause. */
export function networkCode(error: unknown): string {
  const { cause } = error instanceof Error ? error : { cause: null };
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return error instanceof Error ? error.name : '?';
}

/** Seconds by which the clock may differ; Slack refuses signed requests beyond five minutes. */
const CLOCK = { note: 60, wrong: 240 };

/** Compares the clock with that of a platform's answer; nothing where the answer has no date. */
export function checkClock(date: string | null, { locale, slack }: Environment, now: Date): readonly CheckResult[] {
  const theirs = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(theirs)) return [];
  const seconds = Math.abs(Math.round((now.getTime() - theirs) / 1_000));
  if (seconds < CLOCK.note) return [well(textIn(locale, 'maintenance.doctor.clock.fine'))];
  const words = textIn(locale, 'maintenance.doctor.clock.off', { seconds });
  const overHttp = slack !== undefined && slack.appToken === undefined;
  return [overHttp && seconds > CLOCK.wrong ? wrong(words) : partly(words)];
}
