import type { RegionScope } from '../access/region/region-scope.ts';
import { UserError } from '../chat/user-error.ts';
import { storageUsed } from './quota-store.ts';

const MEGABYTE = 1_048_576;
/** The bot's own limit, in bytes, for everything that the people of one region send. */
export const REGION_QUOTA = 2_048 * MEGABYTE;
/** The bot's own limit, in bytes, for what one person sends within a day. */
export const PERSON_DAILY_QUOTA = 100 * MEGABYTE;
const DAY_MS = 24 * 3_600_000;

/** Throws UserError when the region, or the person for today, has no room for that many bytes. */
export async function checkQuota(
  scope: RegionScope,
  { name, bytes: { byteLength } }: { readonly name: string; readonly bytes: Uint8Array },
  personId: string | null,
): Promise<void> {
  const since = new Date(scope.now.getTime() - DAY_MS);
  const taken = await storageUsed(scope, personId, since);
  if (personId !== null && taken.byPerson + byteLength > PERSON_DAILY_QUOTA) {
    throw new UserError('common.errors.filesToday', { name, max: PERSON_DAILY_QUOTA / MEGABYTE });
  }
  if (taken.byRegion + byteLength > REGION_QUOTA) {
    throw new UserError('common.errors.filesOfRegion', { name });
  }
}
