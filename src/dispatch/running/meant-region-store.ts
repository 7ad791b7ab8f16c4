import type { MessageRef, Place } from '../../chat/place.ts';
import type { Database } from '../../database/database.ts';
import { findConversation, openConversation } from './conversation-store.ts';

/** Tells what an event is about when it names no team. */
export interface RegionClue {
  readonly place: Place;
  /** The id of the form it was given with. */
  readonly form?: string | undefined;
  /** The message that holds the button. */
  readonly message?: MessageRef | null | undefined;
  /** Set when it was typed, and so answers what was last asked there. */
  readonly typed?: boolean;
}

/**
 * Finds which of several regions is meant in a direct conversation: that of the form, of the message with the button,
 * of what was asked there, otherwise of what was last chosen or sent there. Null when nothing tells, and where another
 * region has written since the choice: what is done might not be meant for that one. Neither counts that was stored by a clock that was
 * ahead, until that time has come: it would outweigh all that is chosen meanwhile.
 */
export async function meantRegion(
  database: Database,
  among: readonly string[],
  { place, form, message, typed }: RegionClue,
  now: Date,
): Promise<string | null> {
  const { delivery, conversation } = database.prisma;
  const regionId = { in: [...among] };
  const here = { regionId, platform: place.platform, channel: place.channel };
  if (form !== undefined) {
    const found = await findConversation(database, form);
    if (found && among.includes(found.regionId)) return found.regionId;
  }
  if (message) {
    const holding = { ...here, refs: { array_contains: [{ id: message.id }] } };
    const found = await delivery.findFirst({ where: holding, select: { regionId: true } });
    if (found) return found.regionId;
  }
  const last = { select: { regionId: true }, orderBy: { sequence: 'desc' } } as const;
  if (typed) {
    const asked = { ...here, thread: place.thread, about: { not: null } };
    const found = await delivery.findFirst({ where: asked, ...last });
    if (found) return found.regionId;
  }
  const chosen = await conversation.findFirst({
    where: { regionId, about: aboutChoice(place), createdAt: { lte: now } },
    select: { regionId: true, createdAt: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  if (chosen) {
    // What was held for the night arrives later than it was stored.
    const after = { gt: chosen.createdAt, lte: now };
    const since = { ...here, regionId: { not: chosen.regionId, in: [...among] } };
    const another = await delivery.findFirst({
      where: { ...since, OR: [{ sentAt: after }, { createdAt: after }] },
      select: { id: true },
    });
    return another ? null : chosen.regionId;
  }
  const sent = await delivery.findFirst({ where: here, ...last });
  if (!sent) return null;
  const others = { in: among.filter((id) => id !== sent.regionId) };
  const another = await delivery.findFirst({ where: { ...here, regionId: others }, select: { id: true } });
  return another ? null : sent.regionId;
}

/** Remembers that what is said in this direct conversation from now on is meant for the region. */
export async function rememberRegion(
  database: Database,
  given: { readonly regionId: string; readonly personId: string; readonly place: Place },
  now: Date,
): Promise<void> {
  const { regionId, personId, place } = given;
  await openConversation(database, { regionId, personId, about: aboutChoice(place), values: {} }, now);
}

/** The key of the choice. The channel suffices, because only this person is in their direct conversation. */
function aboutChoice({ platform, channel }: Place): string {
  return `region:${platform}:${channel}`;
}
