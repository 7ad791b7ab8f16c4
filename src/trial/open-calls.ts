import type { ChildProcess } from 'node:child_process';
import { DatabaseInUseError } from '../database/errors.ts';
import type { BotCalls, CallName, FailedCall, Reply } from './bot-protocol.ts';

/** Thrown where another version has left a trial that this one can't open. */
export class OtherVersionError extends Error {}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The calls to the bot's process that aren't answered yet. */
export class OpenCalls {
  readonly #waiting = new Map<number, Waiting>();
  #calls = 0;

  /** Asks a process. Resolves with its answer; rejects with its error, or with that of `giveUp`. */
  ask<N extends CallName>(process: ChildProcess, name: N, given: BotCalls[N]['given']): Promise<BotCalls[N]['result']> {
    this.#calls += 1;
    const id = this.#calls;
    return new Promise<BotCalls[N]['result']>((resolve, reject) => {
      // The reply to a call has the result of that call.
      this.#waiting.set(id, { resolve: resolve as (result: unknown) => void, reject });
      process.send({ id, name, given });
    });
  }

  take(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ('result' in reply) waiting?.resolve(reply.result);
    else waiting?.reject(errorOf(reply.failed));
  }

  /** Rejects all that is open: nobody answers any more. */
  giveUp(error: Error): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(error);
  }
}

function errorOf({ kind, message }: FailedCall): Error {
  if (kind === 'database in use') return new DatabaseInUseError(message);
  return kind === 'migration' ? new OtherVersionError(message) : new Error(message);
}
