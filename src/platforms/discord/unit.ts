import type { APIComponentInContainer } from 'discord.js';
import type { Control, FileRef } from '../../chat/message.ts';

/** A file to send with a message, under a name that is unique there and safe in an address. */
export interface AttachedFile {
  readonly file: FileRef;
  readonly name: string;
  readonly alt: string | null;
}

/** The smallest thing that stays in one message. */
export interface Unit {
  /** Holds the place of the controls, if any: their ids depend on the message they end up in. */
  readonly component: APIComponentInContainer;
  /** Characters of its text displays. */
  readonly text: number;
  readonly uploads: readonly AttachedFile[];
  readonly controls: readonly Control[];
  readonly heading: boolean;
}
