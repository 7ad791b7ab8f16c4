import type { InboxOptions } from '../options.ts';
import { type Answering, createAnswering } from './answering.ts';
import { type Completion, createCompletion } from './completion.ts';
import { createReviews, type Reviews } from './reviews.ts';

/** Does the work and answers, whatever the outcome. */
export interface Runner extends Answering, Completion {
  readonly reviews: Reviews;
}

export function createRunner(options: InboxOptions): Runner {
  const reviews = createReviews(options.log);
  const answering = createAnswering(options, reviews);
  return { ...answering, ...createCompletion(options, answering, reviews), reviews };
}
