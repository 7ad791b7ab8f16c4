import type { Actor } from '../../../access/actor/actor.ts';
import type { RegionEntry } from '../../../access/actor/actor-store.ts';
import type { Region } from '../../../access/region/region.ts';
import type { Message } from '../../../chat/message.ts';
import type { Step } from '../../pipeline.ts';
import type { Handled, PendingMessage } from '../pending-message.ts';

/** 'noted': a listener has dealt with it and stored that in its own transaction. */
export type MessageOutcome = Handled | 'noted';

export type MessageStep<In, Out = In> = Step<In, Out, MessageOutcome>;

/**
 * A message and the region in which it was said. `words` ask its author which of several regions it is, when nothing
 * tells.
 */
export interface Located {
  readonly pending: PendingMessage;
  readonly entry: RegionEntry | null;
  readonly words: Message | null;
  /** The topic of what the bot sent there last; null when it sent nothing about anything; undefined when it wasn't read. */
  readonly about?: string | null;
}

/** A message that was said in a region that is set up. */
export interface InRegion {
  readonly pending: PendingMessage;
  readonly entry: RegionEntry;
  readonly region: Region;
  /** See Located. */
  readonly about?: string | null;
}

/** A message that is about something. */
export interface About extends Omit<InRegion, 'about'> {
  /** The topic of what the bot sent there, or NO_TOPIC. */
  readonly about: string;
  readonly actor: Actor;
}
