import type { IncomingMessage } from '../../chat/platform.ts';
import type { BacklogHandling } from '../messages/backlog-handling.ts';
import type { PendingMessage } from '../messages/pending-message.ts';
import { pipeline, type Step } from '../pipeline.ts';
import type { OrphanedMessages } from './orphaned-messages.ts';

/** A message that the platform has just told, while it is being stored. */
export interface LiveMessage {
  readonly message: IncomingMessage;
  /** The message as it is stored; null when it isn't meant for the bot. */
  readonly kept: Promise<PendingMessage | null>;
}

interface Kept {
  readonly message: IncomingMessage;
  readonly kept: PendingMessage;
}

export interface LivePipelineOptions {
  /** Runs the work once it is the channel's turn, after what is to be read back there. */
  readonly inTheirTurn: (channel: string, work: () => Promise<void>) => Promise<void>;
  readonly live: BacklogHandling;
  readonly orphaned: OrphanedMessages;
  /** Deals with what was said before a message and hasn't come yet. */
  readonly catchUpTo: (kept: PendingMessage) => Promise<void>;
}

/** Creates the steps of a message that the platform has just told: each deals first with what was said before it. */
export function createLivePipeline(options: LivePipelineOptions): (one: LiveMessage) => Promise<void> {
  const { live } = options;
  return (
    pipeline<LiveMessage>()
      .use(inTurn(options))
      .use(stillToDo(options))
      // A process that ended has left these, so they were said before.
      .use(afterOrphaned(options))
      // The platform brings these late, where it doesn't keep the order.
      .use(afterOvertaken(options))
      .end(({ message, kept }) => live.handle(message, kept))
  );
}

function inTurn({ inTheirTurn }: LivePipelineOptions): Step<LiveMessage> {
  return (one, next) => inTheirTurn(one.message.place.channel, () => next(one));
}

/** Ends for what isn't meant for the bot, and for what an earlier message has shown to come to nothing. */
function stillToDo({ live }: LivePipelineOptions): Step<LiveMessage, Kept> {
  return async ({ message, kept: storing }, next) => {
    const kept = await storing;
    if (kept && !live.isSettled(kept)) await next({ message, kept });
  };
}

function afterOrphaned({ orphaned }: LivePipelineOptions): Step<Kept> {
  return async (one, next) => {
    await orphaned.handleIn(one.kept.said.place.channel, one.kept.said.id);
    await next(one);
  };
}

function afterOvertaken({ catchUpTo }: LivePipelineOptions): Step<Kept> {
  return async (one, next) => {
    await catchUpTo(one.kept);
    await next(one);
  };
}
