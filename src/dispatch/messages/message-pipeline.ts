import type { InboxOptions } from '../options.ts';
import { pipeline } from '../pipeline.ts';
import { createAnswering } from '../running/answering.ts';
import type { PendingMessage } from './pending-message.ts';
import { about } from './steps/about.ts';
import { inRegion } from './steps/in-region.ts';
import { toListeners } from './steps/listeners.ts';
import { located } from './steps/located.ts';
import type { MessageOutcome } from './steps/message-step.ts';
import { present } from './steps/present.ts';
import { readable } from './steps/readable.ts';
import { shortEnough } from './steps/short-enough.ts';

/**
 * Creates the steps of a stored message. A step that doesn't hand it on has told its author everything there is to
 * tell.
 */
export function createMessagePipeline(options: InboxOptions): (pending: PendingMessage) => Promise<MessageOutcome> {
  return (
    pipeline<PendingMessage, MessageOutcome>()
      .use(located(options))
      // Somebody who has left is shown nothing of the region, not even that something can't be read.
      .use(present(options))
      // An unreadable message tells nothing else.
      .use(readable(options))
      .use(inRegion(options))
      .use(about(options))
      // Its author is told in their own language, which is known only now.
      .use(shortEnough(options))
      .end(toListeners(options.registry, createAnswering(options, null)))
  );
}
