import type { Actor } from '../../../access/actor/actor.ts';
import type { RegionEntry } from '../../../access/actor/actor-store.ts';
import type { Region } from '../../../access/region/region.ts';
import type { Message } from '../../../chat/message.ts';
import type { Step } from '../../pipeline.ts';
import type { Handled, PendingMessage } from '../pending-message.ts';

/** 'noted': a listener has dealt with it and noted that in its own transaction. */
export type MessageOutcome = Handled | 'noted';

export type MessageStep<In, Out = In> = Step<In, Out, MessageOutcome>;

/** A message, and the region it was said in; `words`: what its author is asked where nothing tells which of several it is. */
export interface Located {
  readonly pending: PendingMessage;
  readonly entry: RegionEntry | null;
  readonly words: Message | null;
}

/** A message that was said in a region that is set up. */
export interface InRegion {
  readonly pending: PendingMessage;
  readonly entry: RegionEntry;
  readonly region: Region;
}

/** A message that is about something. */
export interface About extends InRegion {
  /** What the bot sent there, or NOTHING. */
  readonly about: string;
  readonly actor: Actor;
}
