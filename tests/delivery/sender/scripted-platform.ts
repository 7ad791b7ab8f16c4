import type { Message } from '../../../src/chat/message.ts';
import type { MessageRef, PlatformName, Target } from '../../../src/chat/place.ts';
import { DeliveryError, type Platform } from '../../../src/chat/platform.ts';
import { traitsOf } from '../../../src/platforms/registered.ts';
import type { ProtocolClock } from '../../../src/playground/clock.ts';

/** The outcome of the next post. */
export type Fate =
  | 'sent'
  | 'lost, stored'
  | 'lost, not stored'
  | 'lost, stored late'
  | 'rate-limited'
  | 'unavailable'
  | 'refused';

/** A posted message. */
export interface Standing {
  readonly key: string;
  readonly channel: string;
  text: string;
}

export interface ScriptedPlatform {
  readonly platform: Platform;
  readonly standing: readonly Standing[];
  /** The outcomes of the next posts, in order; afterwards every post succeeds. */
  readonly fates: Fate[];
  /** Leaves a message as a process that died right after posting would have. */
  store(target: Target, message: Message, key: string): MessageRef;
}

/**
 * A platform that does what the test says, with nothing in between. `lateMs`: how late it stores what it stores late.
 */
export function scriptedPlatform(clock: ProtocolClock, lateMs: number, name: PlatformName = 'slack'): ScriptedPlatform {
  const standing: Standing[] = [];
  const fates: Fate[] = [];
  const nowhere = (): never => {
    throw new Error('nobody asks for this here');
  };
  const channelOf = (target: Target) => (target.kind === 'channel' ? target.channel : nowhere());
  const refOf = (channel: string, index: number): MessageRef => ({
    place: { platform: name, channel, thread: null },
    id: String(index),
  });
  const textOf = ({ blocks }: Message) => blocks.map((block) => ('text' in block ? String(block.text) : '')).join('\n');
  const store = (target: Target, message: Message, key: string) => {
    standing.push({ key, channel: channelOf(target), text: textOf(message) });
    return refOf(channelOf(target), standing.length - 1);
  };
  return {
    standing,
    fates,
    store,
    platform: {
      name,
      threads: null,
      relaying: null,
      showHome: null,
      partsOf: () => 1,
      traits: traitsOf(name),
      start: nowhere,
      stop: nowhere,
      status: () => 'connected',
      inFlight: () => 0,
      membership: async () => 'member',
      rollCall: () => ({ wait: () => 0, ask: async (users) => new Map(users.map((user) => [user, 'member'])) }),
      async post(target, message, key) {
        const fate = fates.shift() ?? 'sent';
        switch (fate) {
          case 'sent':
            return [store(target, message, key)];
          case 'lost, stored':
            store(target, message, key);
            break;
          case 'lost, stored late':
            clock.after(lateMs, () => store(target, message, key));
            break;
          case 'lost, not stored':
            break;
          case 'rate-limited':
            throw new DeliveryError({ kind: 'rate-limited', retryAfter: 1_000 });
          case 'unavailable':
            throw new DeliveryError({ kind: 'unavailable' });
          case 'refused':
            throw new DeliveryError({ kind: 'refused', reason: 'too-long' });
        }
        throw new DeliveryError({ kind: 'ambiguous' });
      },
      async edit(refs, message) {
        for (const { id } of refs) {
          const one = standing[Number(id)];
          if (one) one.text = textOf(message);
        }
        return refs;
      },
      delete: nowhere,
      async find(target, key) {
        return standing.flatMap((one, index) => (one.key === key ? [refOf(channelOf(target), index)] : []));
      },
      history: nowhere,
      look: nowhere,
      named: nowhere,
      fetchFile: nowhere,
      user: nowhere,
      channelName: nowhere,
      access: nowhere,
      withheld: nowhere,
    },
  };
}
