import { DeliveryError } from './platform.ts';

/**
 * Awaits a step on the way to a message. When the step's answer is lost the message certainly wasn't sent, so the ambiguous
 * failure becomes one that is retried.
 */
export async function nothingSent<T>(step: Promise<T>): Promise<T> {
  try {
    return await step;
  } catch (error) {
    if (!(error instanceof DeliveryError) || error.failure.kind !== 'ambiguous') throw error;
    throw new DeliveryError({ kind: 'unavailable' }, { cause: error });
  }
}
