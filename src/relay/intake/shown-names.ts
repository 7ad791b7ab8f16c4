import { legible } from '../../chat/legible.ts';
import { RecentMap } from '../../chat/recent-map.ts';
import type { Database } from '../../database/database.ts';
import { displayedName, isConfusable, markedName } from '../../reading/index.ts';
import type { Tied } from '../ties/tied.ts';
import type { TiedChannel } from '../ties/tied-store.ts';
import type { MessageRow } from './intake-store.ts';
import { isOfTeam } from './team-store.ts';

/** The number of names that are remembered with what is known of them: the same people speak again. */
const REMEMBERED = 1_000;

/** A name without hidden characters, and whether it could be taken for the chamber's. */
interface Reading {
  readonly name: string;
  readonly isChambers: boolean;
}

/** Gives messages their authors' names as others see them. */
export type ShowNames = (rows: readonly MessageRow[]) => Promise<readonly MessageRow[]>;

/**
 * Marks names that could be taken for another's, and those of people who bear the chamber's name without being of the region's
 * team.
 */
export function createShownNames(database: Database, tied: Tied): ShowNames {
  const known = new RecentMap<string, Reading>(REMEMBERED);

  function read(authorName: string, { chamber, region }: TiedChannel): Reading {
    const key = JSON.stringify([chamber, region, authorName]);
    const found = known.get(key);
    if (found) return found;
    const name = legible(authorName);
    const reading = { name, isChambers: [chamber, `${chamber} ${region}`].some((one) => isConfusable(name, one)) };
    known.set(key, reading);
    return reading;
  }

  async function shownIn(channel: TiedChannel, { authorId, authorName }: MessageRow): Promise<string> {
    const { name, isChambers } = read(authorName, channel);
    if (!isChambers) return displayedName(name);
    const { regionId, platform } = channel;
    const isOfTheirs = await isOfTeam(database, { regionId, platform, userId: authorId });
    return isOfTheirs ? displayedName(name) : markedName(name);
  }

  return async (rows) => {
    const shown: MessageRow[] = [];
    for (const row of rows) {
      const channel = tied.byId(row.channelId);
      shown.push(channel ? { ...row, authorName: await shownIn(channel, row) } : row);
    }
    return shown;
  };
}
