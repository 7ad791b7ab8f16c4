import { isDeepStrictEqual } from 'node:util';
import { directory } from '../../access/contacts/directory-store.ts';
import { type RegionScope, regionWords } from '../../access/region/region-scope.ts';
import type { Message } from '../../chat/message.ts';
import type { ChannelTarget, PlatformName } from '../../chat/place.ts';
import { localDay } from '../../dates/index.ts';
import {
  edit,
  lastStated,
  pinSending,
  type Sent,
  type Stated,
  send,
  sentUnder,
  withdrawUnder,
} from '../../delivery/outbox/index.ts';
import { traitsOf } from '../../platforms/registered.ts';
import { plannedTimes, reschedule, schedule } from '../../schedule/due.ts';
import type { DueHandlers } from '../../schedule/run-due.ts';
import type { Menu } from './menu.ts';
import { boardMessage } from './messages.ts';
import { coordinatorsToday } from './waits.ts';

/** Kind of the due items that bring the coordinators' boards up to date. There is one for a region, whose id is its subject. */
export const BOARD = 'coordination-board';

/** A board changes this often at most. */
export const BOARD_EVERY_MS = 600_000;
/** The most boards that are posted in a channel on one day. */
const MOST_A_DAY = 3;

/** Plans the boards of a region, unless they are planned. */
export async function planBoards(scope: RegionScope): Promise<void> {
  if ((await plannedTimes(scope, BOARD, scope.region.id)).size > 0) return;
  await schedule(scope, {
    kind: BOARD,
    subject: scope.region.id,
    at: new Date(scope.now.getTime() + BOARD_EVERY_MS),
    expires: null,
  });
}

/** Shows, every ten minutes, what waits for the coordinators, where their platform has no home tab that shows it. */
export function boardJobs(menu: () => Menu): DueHandlers {
  return {
    [BOARD]: async (scope) => {
      const places = await boardPlaces(scope);
      if (places.length > 0) {
        const tasks = await coordinatorsToday(scope, menu().waits);
        const message = boardMessage(regionWords(scope.region), scope.region, tasks);
        for (const { platform, channel } of places) {
          await bringUpToDate(scope, platform, channel, message, tasks.length > 0);
        }
      }
      await reschedule(scope, {
        kind: BOARD,
        subject: scope.region.id,
        at: new Date(scope.now.getTime() + BOARD_EVERY_MS),
      });
    },
  };
}

/** Returns the platforms whose coordinators read a board, each with their channel; null where none was chosen. */
async function boardPlaces(scope: RegionScope) {
  const installations = await directory(scope).installations();
  return installations
    .filter(({ platform }) => !traitsOf(platform).hasHome)
    .map(({ platform, channels }) => ({ platform, channel: channels.coordination }));
}

/**
 * Edits the board where it stands. It is posted and pinned anew, and the old one taken down, when another channel was
 * chosen, when somebody deleted it, and when Discord, which limits changes of old messages, has put a change off since
 * the last time. A change that waits because Discord can't be reached is shown late. A first one is posted once
 * something waits.
 */
async function bringUpToDate(
  scope: RegionScope,
  platform: PlatformName,
  channel: string | null,
  message: Message,
  begins: boolean,
): Promise<void> {
  const prefix = `board:${scope.region.id}:${platform}/`;
  const boards = await sentUnder(scope, prefix);
  const last = boards.at(-1) ?? null;
  const stated = last && (await lastStated(scope, last.key));
  const standing = last?.key.startsWith(`${prefix}${channel}/`) && isThere(last, stated) ? last : null;
  const ofToday = `${prefix}${channel}/${localDay(scope.now, scope.region.timeZone)}/`;
  const count = boards.filter(({ key }) => key.startsWith(ofToday)).length;
  // Where no further one may be posted today, the one that stands shows it late rather than goes.
  if (standing && (!stated?.isPutOff || count >= MOST_A_DAY)) {
    if (!isDeepStrictEqual(stated?.message, message)) await edit(scope, standing.key, message);
    return;
  }
  if (last && !stated?.isGone) await takeDown(scope, last);
  if (channel === null || !(begins || standing)) return;
  if (count >= MOST_A_DAY) return;
  const target: ChannelTarget = { kind: 'channel', platform, channel };
  // It ends so that no key is the beginning of another.
  const key = `${ofToday}${count + 1}/`;
  await send(scope, { key, target, message });
  await pinSending(scope, key, target, true);
}

/** Unpins a board, which is then deleted, as soon as the platform lets that be done. */
async function takeDown(scope: RegionScope, { key, platform }: Sent): Promise<void> {
  const [, channel = ''] = key.split('/');
  await pinSending(scope, key, { kind: 'channel', platform, channel }, false);
  await withdrawUnder(scope, key);
}

function isThere({ status }: Sent, stated: Stated | null): boolean {
  return status !== 'REFUSED' && !stated?.isGone;
}
