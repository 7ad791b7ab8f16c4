import type { IncomingMessage } from '../../chat/platform.ts';

interface Stored {
  readonly regionId: string;
  /** As it came. */
  readonly said: string;
}

/** A typed message that is meant for the bot and isn't dealt with yet. */
export interface PendingMessage {
  readonly said: IncomingMessage;
  /** Names it, the same each time it is delivered. */
  readonly event: string;
  /** Null where it is in no region: then nothing of it is stored. */
  readonly stored: Stored | null;
}

/** 'nothing-awaited': its author, who has said much since, is awaited nowhere to say anything. */
export type Handled = 'done' | 'nothing-awaited';

/** Slack's ids are times, unique within a channel only. */
export function eventOf({ place, id, edited }: IncomingMessage): string {
  return [place.channel, id, ...(edited === undefined ? [] : [edited])].join(':');
}

/** Returns whether it is for the bot wherever it stands. */
export function isCalled({ direct, mentionsBot }: IncomingMessage): boolean {
  return direct || mentionsBot;
}

/** Nothing comes of what would only be answered with a word where much was said since. */
export function nothingToDo({ muchSince }: IncomingMessage): Handled {
  return muchSince ? 'nothing-awaited' : 'done';
}
