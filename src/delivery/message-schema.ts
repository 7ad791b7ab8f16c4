import { z } from 'zod';
import type { Message } from '../chat/message.ts';
import type { MessageRef, Target } from '../chat/place.ts';

/** What the outbox stores, read back. We wrote it: only the outline is checked, a row of an older version is refused. */
const messageSchema = z.object({ blocks: z.array(z.looseObject({ kind: z.string() })) });

export function readMessage(value: unknown): Message {
  return messageSchema.parse(value) as unknown as Message;
}

/** What an edit holds that takes the messages back rather than change them. */
export const NOTHING: Message = { blocks: [] };

export function isNothing({ blocks }: Message): boolean {
  return blocks.length === 0;
}

const platform = z.enum(['slack', 'discord']);
const placeSchema = z.object({ platform, channel: z.string(), thread: z.string().nullable() });

const refsSchema = z.array(z.object({ place: placeSchema, id: z.string() }));

export function readRefs(value: unknown): readonly MessageRef[] {
  return refsSchema.parse(value);
}

const targetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('channel'), platform, channel: z.string() }),
  z.object({ kind: z.literal('place'), place: placeSchema }),
  z.object({
    kind: z.literal('private'),
    platform,
    users: z.array(z.string()).min(1),
    title: z.string(),
    parent: z.string().nullable(),
  }),
  /** Where another delivery's first message came to stand: in its thread. */
  z.object({ kind: z.literal('thread'), platform, of: z.string() }),
]);

/** Below the message of another delivery, once that one is sent. */
export type ThreadTarget = { readonly kind: 'thread'; readonly platform: 'slack' | 'discord'; readonly of: string };

export function readTarget(value: unknown): Target | ThreadTarget {
  return targetSchema.parse(value);
}
