import type { Copy, PartRef, Relaying } from '../../chat/relaying.ts';
import type { Translator } from '../../texts/translator.ts';
import type { Composed } from './compose.ts';
import type { FetchedFiles } from './copy-files.ts';
import type { DueCopy } from './copy-store.ts';
import { wordCopy } from './render.ts';

/** The milliseconds after which a copy tells when its message was said. */
const LATE_MS = 2 * 60_000;

/**
 * Returns whether a copy posted now tells when its message was said, since that is long ago; `now` gives milliseconds
 * since 1970.
 */
export function wasSaidLongAgo(
  { saidAt }: Pick<DueCopy['message'], 'saidAt'>,
  { now }: { readonly now: () => number },
): boolean {
  return now() - saidAt.getTime() > LATE_MS;
}

/** Returns the part that a correction corrects, which stands above it; null where the copy stands for itself. */
export function correctedBy({ message, parts }: DueCopy): PartRef | null {
  return message.reworded ? null : (parts.find(({ frozen }) => frozen) ?? null);
}

/** The channel in which a copy stands, and its words. */
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
  // A part that stands in its thread stays there, whatever happens to the thread's first message.
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
