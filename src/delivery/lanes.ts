import type { Claimable, Queued } from './store.ts';

/**
 * What may be sent now, by conversation: each from its oldest message up to the first that can't go yet. What follows
 * that one waits its turn, so that a conversation keeps its order whatever happens to one of its messages. An edit that
 * has to wait holds nothing up but later edits of the same message.
 */
export function lanesOf(queue: readonly Queued[], at: Date): readonly Claimable[][] {
  const lanes = new Map<string, { readonly ready: Claimable[]; held: boolean }>();
  const waiting = new Set<string>();
  for (const one of queue) {
    const name = laneOf(one);
    const lane = lanes.get(name) ?? { ready: [], held: false };
    lanes.set(name, lane);
    const waits = one.notBefore !== null && one.notBefore > at;
    // Old messages may be edited so rarely that others would wait for minutes; an edit has its place already.
    if (waits && one.editOf !== null) waiting.add(one.editOf);
    // Nor may an older state of a message be shown after a newer one.
    if (one.editOf !== null && waiting.has(one.editOf)) continue;
    // On its way: perhaps in another process, perhaps with an answer that was lost.
    lane.held ||= one.sending || waits;
    if (!lane.held) lane.ready.push(one);
  }
  return [...lanes.values()].flatMap(({ ready }) => (ready.length > 0 ? [ready] : []));
}

function laneOf({ target, platform }: Claimable): string {
  switch (target.kind) {
    case 'channel':
      return `${platform}:${target.channel}`;
    case 'place':
      return `${platform}:${target.place.channel}`;
    case 'private':
      return `${platform}:${target.users.join()}`;
    case 'thread':
      return `${platform}:thread:${target.of}`;
  }
}
