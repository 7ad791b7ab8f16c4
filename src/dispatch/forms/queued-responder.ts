import type { FormResponder, Responder } from '../../chat/platform.ts';

/** A responder for somebody whose work waits for its turn. */
export interface QueuedResponder extends Responder {
  /** Waits for their turn, at most as long as the platform waits for an acknowledgement. Returns whether it came. */
  turn(): Promise<boolean>;
}

/**
 * The same for a form. Errors in its fields may be told instead of an acknowledgement, so finding them waits its turn
 * too.
 */
export interface QueuedFormResponder extends QueuedResponder, FormResponder {}
