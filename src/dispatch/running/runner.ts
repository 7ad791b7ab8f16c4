import type { InboxOptions } from '../options.ts';
import { type Answering, createAnswering } from './answering.ts';
import { type Completion, createCompletion } from './completion.ts';

/** Does the work and answers, whatever comes of it. */
export interface Runner extends Answering, Completion {}

export function createRunner(options: InboxOptions): Runner {
  const answering = createAnswering(options);
  return { ...answering, ...createCompletion(options, answering) };
}
