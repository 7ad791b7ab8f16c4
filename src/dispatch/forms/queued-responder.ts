import type { FormResponder, Responder } from '../../chat/platform.ts';

/** Answers somebody whose work waits for its turn. */
export interface QueuedResponder extends Responder {
  /** Waits for their turn, though not for longer than one may wait unacknowledged. Returns whether it came. */
  turn(): Promise<boolean>;
}

/** What is wrong with a form may be told instead of acknowledging it: finding that out waits its turn too. */
export interface QueuedFormResponder extends QueuedResponder, FormResponder {}
