import type { FileRef } from '../../chat/message.ts';

/** A drawing in a message, and its description in words. */
export interface ChatPicture {
  readonly file: FileRef;
  readonly words: string;
}
