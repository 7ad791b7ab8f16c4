import { existsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { dirname, resolve } from 'node:path';
import { readAtMost } from '../../chat/download.ts';
import type { Environment } from '../../env.ts';
import { textIn } from '../../texts/index.ts';
import { type CheckResult, partly, well, wrong } from '../check-result.ts';

const MEGABYTE = 1_048_576;
/** Free megabytes on the disk below which the bot may soon stop, and below which one should look. */
const DISK = { least: 200, better: 1_024 };
/** Megabytes of memory: the first start of the embedded database needs 800 for a moment, a server's bot 300. */
const MEMORY = { embedded: 900, server: 400 };

/** Checks that nobody else of the machine reads the tokens. */
export function checkFile(path: string, { locale }: Environment): CheckResult {
  if (!existsSync(path)) return partly(textIn(locale, 'maintenance.doctor.file.none'));
  const isOpen = (statSync(path).mode & 0o077) !== 0;
  return isOpen
    ? partly(textIn(locale, 'maintenance.doctor.file.open'))
    : well(textIn(locale, 'maintenance.doctor.file.fine'));
}

export async function checkDisk({ dataDir, locale }: Environment): Promise<CheckResult> {
  const folder = nearest(resolve(dataDir));
  const { bavail, bsize } = await statfs(folder);
  const free = Math.floor((bavail * bsize) / MEGABYTE);
  const key = free < DISK.better ? 'low' : 'fine';
  const words = textIn(locale, `maintenance.doctor.disk.${key}`, { folder, free });
  if (free < DISK.least) return wrong(words);
  return key === 'low' ? partly(words) : well(words);
}

function nearest(folder: string): string {
  return existsSync(folder) ? folder : nearest(dirname(folder));
}

export function checkMemory({ databaseUrl, locale }: Environment, bytes = totalmem()): CheckResult {
  const needed = databaseUrl === undefined ? MEMORY.embedded : MEMORY.server;
  const total = Math.floor(bytes / MEGABYTE);
  const key = total < needed ? 'low' : 'fine';
  const words = textIn(locale, `maintenance.doctor.memory.${key}`, { total, needed });
  return key === 'low' ? partly(words) : well(words);
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
