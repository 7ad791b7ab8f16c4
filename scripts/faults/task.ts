import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { FileRef } from '../../src/chat/message.ts';
import type { PlatformName } from '../../src/chat/place.ts';

const REPORT_MS = 300;

/** The instructions for a process. */
export interface Task {
  /** The file of what is intended, one JSON a line. */
  readonly intended: string;
  /** It stores every `of`-th conversation, from this one on. */
  readonly share: number;
  readonly of: number;
  /** The number of loops that send. */
  readonly loops: number;
  readonly settleMs: number;
  /** Milliseconds it pauses between the transactions that store. */
  readonly storeMs: number;
  /** The picture some messages carry, under a unique name each; null for a sender without any. */
  readonly picture: FileRef | null;
}

/** The line of JSON that a process prints several times a second. */
export interface Progress {
  /** Stored deliveries of what is intended, without edits, and how many of all aren't finished. */
  readonly stored: number;
  readonly open: number;
  /** Whether it has stored its whole share, and changed what is to be changed. */
  readonly storedAll: boolean;
  readonly sent: number;
  readonly refused: number;
  readonly unknown: number;
  /** The platforms it is its turn to send to. */
  readonly sendsTo: readonly PlatformName[];
}

/**
 * Returns the task in the first line of the process's standard input. Everything is loaded by then, so it can begin at
 * once.
 */
export async function taskGiven(): Promise<Task> {
  const lines = createInterface({ input: process.stdin });
  // The process that started it is gone.
  lines.once('close', () => process.exit());
  const [line] = await once(lines, 'line');
  return JSON.parse(line);
}

/** Prints how far this process is, several times a second, for ever. */
export async function report(progress: () => Promise<Progress>): Promise<never> {
  for (;;) {
    // While the database is away there is nothing to report.
    const found = await progress().catch(() => null);
    if (found) console.log(JSON.stringify(found));
    await delay(REPORT_MS);
  }
}
