import type { Copy, PartRef, Relaying } from '../../chat/relaying.ts';
import type { Translator } from '../../texts/translator.ts';
import type { Composed } from './compose.ts';
import type { FetchedFiles } from './copy-files.ts';
import type { DueCopy } from './copy-store.ts';
import { wordCopy } from './render.ts';

/** From so many milliseconds after it was said on, a copy tells when that was. */
const LATE_MS = 2 * 60_000;

/** Returns whether a message was said so long ago that a copy posted now tells when; `now` gives milliseconds since 1970. */
export function wasSaidLongAgo(
  { saidAt }: Pick<DueCopy['message'], 'saidAt'>,
  { now }: { readonly now: () => number },
): boolean {
  return now() - saidAt.getTime() > LATE_MS;
}

/** Returns what the changeable part of a copy corrects, which stands above it; null where it stands for itself. */
export function correctedBy({ message, parts }: DueCopy): PartRef | null {
  return message.reworded ? null : (parts.find(({ frozen }) => frozen) ?? null);
}

/** The channel that a copy stands in, and its words. */
interface Where {
  readonly relaying: Pick<Relaying, 'link'>;
  readonly channel: string;
  readonly t: Translator;
}

export function rendered(
  { message, parts }: DueCopy,
  { content }: Composed,
  { files, leftOut }: FetchedFiles,
  late: boolean,
  corrects: PartRef | null,
  { relaying, channel, t }: Where,
): Copy {
  const link = corrects === null ? null : relaying.link({ channel, thread: corrects.thread }, corrects.id);
  // What stands in its thread stays there, whatever becomes of the thread's first message.
  const outsideItsThread = parts.some(({ thread }) => thread !== null) ? null : content.outsideItsThread;
  return wordCopy(t, {
    ...content,
    outsideItsThread,
    files,
    leftOut,
    late: late ? message.saidAt : null,
    corrects: link,
  });
}
