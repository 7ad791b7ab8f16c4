import type { RegionScope } from '../../access/region/region-scope.ts';
import type { PlatformName } from '../../chat/place.ts';
import { reschedule, schedule } from '../../schedule/due.ts';
import type { LongestPauses } from '../../schedule/handlers.ts';
import type { DueHandlers } from '../../schedule/run-due.ts';
import { MEMBERS } from './due-kinds.ts';
import { type KeptOut, membersStore } from './members-store.ts';
import { EMPTY_MESSAGE } from './message-schema.ts';
import { storeSendings } from './sending-store.ts';
import { trigger } from './trigger.ts';

export type { KeptOut } from './members-store.ts';

/**
 * The milliseconds after which a thread's members are checked again: somebody may have entered or left by themselves.
 */
const LOOKED_AT_AGAIN_MS = 3_600_000;

/** The longest pause between two looks at a thread's members. */
export const membersPauses: LongestPauses = { [MEMBERS]: LOOKED_AT_AGAIN_MS };

/** Has the threads of an organisation follow at the next tick, because its members have changed. */
export async function followMembers(scope: RegionScope, organisationId: string): Promise<void> {
  await schedule(scope, { kind: MEMBERS, subject: organisationId, at: scope.now, expires: null });
}

/** Has the threads of all of somebody's organisations follow, because they have other accounts than before. */
export async function followAccounts(scope: RegionScope, personId: string): Promise<void> {
  for (const id of await membersStore(scope).organisationsOf(personId)) await followMembers(scope, id);
}

/**
 * Returns those who can't be let into the thread of their organisation on a platform; has it tried again at the next
 * tick.
 */
export async function keptOutOf(scope: RegionScope, platform: PlatformName): Promise<readonly KeptOut[]> {
  const found = await membersStore(scope).keptOut(platform);
  for (const { organisation } of found) await followMembers(scope, organisation.id);
  return found;
}

/** Makes an organisation's threads follow its members, when these change and every hour. */
export const membersJobs: DueHandlers = {
  [MEMBERS]: async (scope, organisationId) => {
    const platforms = await membersStore(scope).platformsOf(organisationId);
    if (platforms.length === 0) return;
    for (const platform of platforms) await followOn(scope, platform, organisationId);
    const at = new Date(scope.now.getTime() + LOOKED_AT_AGAIN_MS);
    await reschedule(scope, { kind: MEMBERS, subject: organisationId, at });
  },
};

/** Schedules the threads of a platform to follow. One row serves again and again, since it is needed every hour. */
async function followOn(scope: RegionScope, platform: PlatformName, organisation: string): Promise<void> {
  const key = `members:${platform}:${organisation}`;
  const sending = { key, target: { kind: 'members', platform, organisation } as const, message: EMPTY_MESSAGE };
  if ((await storeSendings(scope, [sending])).size > 0) return;
  if (await membersStore(scope).again(platform, key)) await trigger(scope, [platform]);
  // A delivery on its way may have read the former members.
  else await storeSendings(scope, [{ ...sending, key: `${key}:${scope.now.getTime()}` }]);
}
