import { z } from 'zod';
import type { Message } from '../../chat/message.ts';
import type { MessageRef, PlatformName, Target } from '../../chat/place.ts';
import { platformSchema } from '../../platforms/registered.ts';

/**
 * A message as the outbox stores it. We wrote it, so only the outline is checked; a row of an older version is refused.
 */
const messageSchema = z.object({ blocks: z.array(z.looseObject({ kind: z.string() })) });

export function readMessage(value: unknown): Message {
  return messageSchema.parse(value) as unknown as Message;
}

/** The body of an edit that takes the messages back instead of changing them. */
export const EMPTY_MESSAGE: Message = { blocks: [] };
/** The reason of a delivery that was taken back before all of it was sent. */
export const WITHDRAWN = 'withdrawn';

/** The reason of a delivery that waits because the platform has said when to try again. */
export const PUT_OFF = 'put-off';

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
  /** This target is the thread of another delivery's first message. */
  z.object({
    kind: z.literal('thread'),
    platform: platformSchema,
    of: z.string(),
    alsoInChannel: z.boolean().optional(),
  }),
  z.object({
    kind: z.literal('organisation'),
    platform: platformSchema,
    organisation: z.string(),
    title: z.string(),
    to: z.string().nullable(),
    calls: z.array(z.string()),
  }),
  z.object({ kind: z.literal('members'), platform: platformSchema, organisation: z.string() }),
  z.object({
    kind: z.literal('pin'),
    platform: platformSchema,
    channel: z.string(),
    of: z.string(),
    isPinned: z.boolean(),
  }),
]);

/** Below the message of another delivery, once that one is sent. */
export interface ThreadTarget {
  readonly kind: 'thread';
  readonly platform: PlatformName;
  readonly of: string;
  /** See PlaceTarget. */
  readonly alsoInChannel?: boolean | undefined;
}

/**
 * A message to the private thread of an organisation's members, or a direct message to one of them (`to`) where they
 * can't be in it. The thread and its members are looked up when it is sent, so that former members are told nothing.
 */
export interface OrganisationTarget {
  readonly kind: 'organisation';
  readonly platform: PlatformName;
  readonly organisation: string;
  /** The thread's name. */
  readonly title: string;
  readonly to: string | null;
  /** The people among them to notify. */
  readonly calls: readonly string[];
}

/** A target without words: it lets an organisation's members into its thread, and makes former ones leave. */
export interface MembersTarget {
  readonly kind: 'members';
  readonly platform: PlatformName;
  readonly organisation: string;
}

/** A target without words: it pins the first message of another delivery in its channel, or unpins it. */
export interface PinTarget {
  readonly kind: 'pin';
  readonly platform: PlatformName;
  readonly channel: string;
  /** The key of that delivery. */
  readonly of: string;
  readonly isPinned: boolean;
}

/** Every target that the outbox may hold. */
export type AnyTarget = Target | ThreadTarget | OrganisationTarget | MembersTarget | PinTarget;

/** Returns the platform on which it is delivered. */
export function platformOfTarget(target: AnyTarget): PlatformName {
  return target.kind === 'place' ? target.place.platform : target.platform;
}

export function readTarget(value: unknown): AnyTarget {
  return targetSchema.parse(value);
}
