import type { Place, PlatformName } from '../../chat/place.ts';
import type { Database } from '../../database/database.ts';
import { clientOf } from '../../database/transaction.ts';
import type { RegionScope } from './region-scope.ts';

/** A place in which something may have been said while the bot was away. */
export interface UnreadPlace {
  readonly place: Place;
  /** The id of the last message that was read there. */
  readonly after: string;
  /** Everything up to this message was heard when it was said; null when that isn't known. */
  readonly heard: string | null;
  /** Whether only messages that mention the bot are meant for it there. */
  readonly mentionsOnly: boolean;
}

/** `leftOver`: an earlier listing named it too, and it couldn't be read yet. */
export interface ListedPlace extends UnreadPlace {
  readonly leftOver: boolean;
}

/**
 * Stores places that are to be read and returns all that are. Places that an earlier listing left unread keep the
 * message from which they had to be read then.
 */
export async function listUnread(
  { tx, region }: RegionScope,
  platform: PlatformName,
  places: readonly UnreadPlace[],
  listing: string,
): Promise<readonly ListedPlace[]> {
  const client = clientOf(tx);
  const here = { regionId: region.id, platform };
  await client.toRead.createMany({
    data: places.map(({ place, ...one }) => ({
      ...{ ...one, ...here, channel: place.channel, thread: place.thread ?? '' },
      ...{ of: 0, listing },
    })),
    skipDuplicates: true,
  });
  const rows = await client.toRead.findMany({ where: here, orderBy: { id: 'asc' } });
  const of = new Set(rows.map(({ channel }) => channel)).size;
  if (of > 0) await client.toRead.updateMany({ where: here, data: { of, listing } });
  return rows.map(({ channel, thread, after, heard, mentionsOnly, listing: former }) => ({
    place: { platform, channel, thread: thread === '' ? null : thread },
    ...{ after, heard, mentionsOnly, leftOver: former !== listing },
  }));
}

/**
 * Notes that a channel was read, with those of its threads that this listing named. It may belong to another region by
 * now than when it was listed: a workspace joins one.
 */
export async function noteRead(
  { prisma }: Database,
  platform: PlatformName,
  channel: string,
  listing: string,
): Promise<void> {
  await prisma.toRead.deleteMany({ where: { platform, channel, listing } });
}

/** The bot's progress in catching up with a region's conversations on a platform. */
export interface CatchUpProgress {
  readonly read: number;
  readonly of: number;
}

/** Returns null when nothing is left to read. */
export async function catchUpProgress(
  { tx, region }: RegionScope,
  platform: PlatformName,
): Promise<CatchUpProgress | null> {
  const rows = await clientOf(tx).toRead.findMany({
    where: { regionId: region.id, platform },
    select: { channel: true, of: true },
    distinct: ['channel'],
  });
  const [first] = rows;
  return first ? { read: Math.max(0, first.of - rows.length), of: Math.max(first.of, rows.length) } : null;
}
