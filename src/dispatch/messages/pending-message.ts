import type { SaidEarlier } from '../../access/actor/erased-since-store.ts';
import type { Region } from '../../access/region/region.ts';
import type { IncomingMessage } from '../../chat/platform.ts';
import { traitsOf } from '../../platforms/registered.ts';

interface Stored {
  readonly regionId: string;
  /** The message as it came, as JSON. */
  readonly said: string;
}

/** A typed message that is meant for the bot and hasn't been dealt with yet. */
export interface PendingMessage {
  readonly said: IncomingMessage;
  /** Identifies it; the same at each delivery. */
  readonly event: string;
  /** Null when it was said in no region; then nothing of it is stored. */
  readonly stored: Stored | null;
  /** The region in which it was stored just now; undefined for one that was stored before. */
  readonly region?: Region;
}

/** 'nothing-awaited': nothing is awaited from its author, who has said much since. */
export type Handled = 'done' | 'nothing-awaited';

/** Returns the message's event. It holds the channel, because Slack's ids are unique within a channel only. */
export function eventOf({ place, id, edited }: IncomingMessage): string {
  return [place.channel, id, ...(edited === undefined ? [] : [edited])].join(':');
}

/** Returns what tells when a message was typed. */
export function typedAs({ said, event }: PendingMessage): SaidEarlier {
  return { event, saidAt: traitsOf(said.place.platform).saidAt(said.id) };
}

/** Returns whether a message is for the bot wherever it stands. */
export function isCalled({ direct, mentionsBot }: IncomingMessage): boolean {
  return direct || mentionsBot;
}

/** Returns the outcome of a message that would only be answered with a word: nothing, when much was said since. */
export function nothingToDo({ muchSince }: IncomingMessage): Handled {
  return muchSince ? 'nothing-awaited' : 'done';
}
