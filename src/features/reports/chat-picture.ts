import type { FileRef } from '../../chat/message.ts';

/** A drawing as it stands in a message, and what it shows in words. */
export interface ChatPicture {
  readonly file: FileRef;
  readonly words: string;
}
