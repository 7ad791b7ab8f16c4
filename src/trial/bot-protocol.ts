import type { Health, Readiness } from '../bot.ts';
import type { Environment } from '../env.ts';
import type { LinkedBilan } from '../features/reports/link/linked-bilan.ts';
import type { FileLink, LinkedFile } from '../files/link-store.ts';
import type { Metrics } from '../metrics/metrics.ts';

/** The argument by which a process learns that it is the trial's bot. */
export const BOT_ARGUMENT = 'trial-bot';

/** The settings with which the bot's process is started. */
export interface BotSettings {
  readonly environment: Environment;
  /** The folder of its database. */
  readonly dataDir: string;
  /** Milliseconds by which its domain clock is ahead of the machine's. */
  readonly ahead: number;
  /** See BotOptions. */
  readonly ticks: boolean;
}

/** The calls that the trial makes to the bot's process: the arguments and the result of each, structured-cloneable. */
export interface BotCalls {
  begin: { readonly given: BotSettings; readonly result: null };
  /** Moves the domain clock: milliseconds by which it is ahead of the machine's. */
  setAhead: { readonly given: number; readonly result: null };
  runDue: { readonly given: { readonly now: Date; readonly leavesRoutines: boolean }; readonly result: number };
  nextDue: { readonly given: null; readonly result: Date | null };
  nextDecision: { readonly given: null; readonly result: Date | null };
  quiet: { readonly given: null; readonly result: null };
  health: { readonly given: null; readonly result: Health };
  readiness: { readonly given: null; readonly result: Readiness };
  /** The counters; only where the environment asks for them. */
  metrics: { readonly given: null; readonly result: Awaited<ReturnType<Metrics['exposition']>> };
  linked: { readonly given: FileLink; readonly result: LinkedFile | 'lost' | 'unknown' | null };
  linkedBilan: { readonly given: string; readonly result: LinkedBilan };
  stop: { readonly given: null; readonly result: null };
}

export type CallName = keyof BotCalls;

export interface BotCall<N extends CallName = CallName> {
  readonly id: number;
  readonly name: N;
  readonly given: BotCalls[N]['given'];
}

/** An error as it comes over: what whoever started the trial is told depends on its kind. */
export interface FailedCall {
  readonly kind: 'database in use' | 'migration' | 'other';
  readonly message: string;
}

export type Reply =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly failed: FailedCall };
