import { z } from 'zod';
import type { Message } from '../../chat/message.ts';
import type { MessageRef, PlatformName, Target } from '../../chat/place.ts';
import { platformSchema } from '../../platforms/registered.ts';

/** What the outbox stores, read back. We wrote it: only the outline is checked, a row of an older version is refused. */
const messageSchema = z.object({ blocks: z.array(z.looseObject({ kind: z.string() })) });

export function readMessage(value: unknown): Message {
  return messageSchema.parse(value) as unknown as Message;
}

/** What an edit holds that takes the messages back rather than change them. */
export const EMPTY_MESSAGE: Message = { blocks: [] };
/** The reason of what was taken back before it was sent, or before all of it stood. */
export const WITHDRAWN = 'withdrawn';

export function isEmptyMessage({ blocks }: Message): boolean {
  return blocks.length === 0;
}

const placeSchema = z.object({ platform: platformSchema, channel: z.string(), thread: z.string().nullable() });

const refsSchema = z.array(z.object({ place: placeSchema, id: z.string() }));

export function readRefs(value: unknown): readonly MessageRef[] {
  return refsSchema.parse(value);
}

const targetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('channel'), platform: platformSchema, channel: z.string() }),
  z.object({ kind: z.literal('place'), place: placeSchema }),
  z.object({
    kind: z.literal('private'),
    platform: platformSchema,
    users: z.array(z.string()).min(1),
  }),
  /** Where another delivery's first message came to stand: in its thread. */
  z.object({ kind: z.literal('thread'), platform: platformSchema, of: z.string() }),
  z.object({
    kind: z.literal('organisation'),
    platform: platformSchema,
    organisation: z.string(),
    title: z.string(),
    to: z.string().nullable(),
    calls: z.array(z.string()),
  }),
  z.object({ kind: z.literal('members'), platform: platformSchema, organisation: z.string() }),
]);

/** Below the message of another delivery, once that one is sent. */
export type ThreadTarget = { readonly kind: 'thread'; readonly platform: PlatformName; readonly of: string };

/**
 * The one private thread of an organisation's members; a direct message to one of them (`to`) where they can't be in it.
 * Where it is and who is in it is looked up when it is sent: who isn't a member any more is told nothing.
 */
export interface OrganisationTarget {
  readonly kind: 'organisation';
  readonly platform: PlatformName;
  readonly organisation: string;
  /** What the thread is called. */
  readonly title: string;
  readonly to: string | null;
  /** Who of them is to hear of it. */
  readonly calls: readonly string[];
}

/** Says nothing: an organisation's thread gets the members that the organisation has. */
export interface MembersTarget {
  readonly kind: 'members';
  readonly platform: PlatformName;
  readonly organisation: string;
}

/** All that the outbox may hold. */
export type AnyTarget = Target | ThreadTarget | OrganisationTarget | MembersTarget;

export function readTarget(value: unknown): AnyTarget {
  return targetSchema.parse(value);
}
