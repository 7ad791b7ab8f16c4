import type { Formatted } from '../../chat/formatted/formatted.ts';
import { excerptOf } from '../copies/excerpt.ts';
import type { Client, MessageName } from '../copies/quotations-store.ts';
import { LONGEST_TITLE } from '../copies/render.ts';
import { readState } from '../state.ts';

/** The content of a stored message. */
export interface Saying extends MessageName {
  readonly id: string;
  readonly authorName: string;
  readonly content: Formatted;
  /** Why it stands nowhere else; null where it does. */
  readonly withheld: string | null;
}

/** A message whose beginning its author has changed. */
export interface Rewritten extends Saying {
  readonly before: Formatted;
}

/** Returns the content of those of these messages that are stored, with their words. */
export async function whatTheySay({ prisma }: Client, messages: readonly MessageName[]): Promise<readonly Saying[]> {
  const rows = await prisma.relayMessage.findMany({
    where: { OR: messages.map(({ channelId, sourceId }) => ({ channelId, sourceId })) },
    select: { id: true, channelId: true, sourceId: true, authorName: true, state: true, withheld: true },
    orderBy: { id: 'asc' },
  });
  return rows.flatMap(({ state, ...row }) => {
    const content = readState(state)?.content;
    return content ? [{ ...row, content }] : [];
  });
}

/** Returns the messages that now begin with other words. A title is made of that many, and a quotation of fewer. */
export function rewrittenSince(before: readonly Saying[], now: readonly Saying[]): readonly Rewritten[] {
  const known = new Map(before.map(({ id, content }) => [id, content]));
  return now.flatMap((one) => {
    const former = known.get(one.id);
    if (!former || excerptOf(former, LONGEST_TITLE) === excerptOf(one.content, LONGEST_TITLE)) return [];
    return [{ ...one, before: former }];
  });
}
