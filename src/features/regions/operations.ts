import { z } from 'zod';
import type { Departure } from '../../access/contacts/departure.ts';
import { LacksRole } from '../../access/operation/lacks-role.ts';
import { operation } from '../../access/operation/operation.ts';
import type { Scope } from '../../access/operation/scope.ts';
import type { Region } from '../../access/region/region.ts';
import { anyRegionSetUp, regionById } from '../../access/region/region-store.ts';
import type { PlatformName } from '../../chat/place.ts';
import { readEach, refuseAll, UserError } from '../../chat/user-error.ts';
import { departureUnder } from '../../delivery/outbox/index.ts';
import { mixedWord, seenAlike } from '../../reading/index.ts';
import { chooseChannels, setUpOf } from './channels.ts';
import { codeWithDigest, lockInstalling, useCode } from './install-code-store.ts';
import { type Tried, tryCode } from './install-codes.ts';
import { askCoordinators, askedKey } from './join-question.ts';
import { joinRequestStore } from './join-request-store.ts';
import { regionInvited } from './messages-codes.ts';
import {
  changedDepartments,
  channelUses,
  departmentsOf,
  digestOf,
  isChannelId,
  type NamedRegion,
  REQUEST_LIFE_MS,
  readNamedRegion,
  readPairingCode,
} from './rules.ts';
import type { Renaming, SetUp } from './set-up.ts';
import { type Channels, invite, regionStore } from './store.ts';
import { tellEachCoordinator } from './tell-coordinators.ts';

const channel = z.string().optional();
const input = z.object({
  region: z.string(),
  departments: z.string().optional(),
  yearRound: channel,
  announcements: channel,
  coordination: channel,
  tallies: channel,
});

/** The outcome of setting up. */
export type SettingUp =
  | ({ readonly outcome: 'tied' } & SetUp)
  /** The region is set up and would be renamed: nothing is changed until that is meant. */
  | ({ readonly outcome: 'renaming' } & Renaming)
  /** The code was right: the coordinators of that region are asked whether this is theirs. Nothing is tied yet. */
  | { readonly outcome: 'asked'; readonly region: Region; readonly leaves: Departure }
  /** The code was right: another region may begin here, and is named next. */
  | { readonly outcome: 'invited' };

/**
 * Ties a workspace or server to a new region or, with a code from an existing one's coordinators, asks to join that
 * one. Where it is tied already, changes the name, departments and channels; what isn't given stays.
 */
export const setUp = operation({
  name: 'regions.setUp',
  who: 'anyone',
  input: input.extend({ renaming: z.boolean().default(false) }),
  async run(scope, { region: line, departments: given, renaming, ...channels }): Promise<SettingUp> {
    if (!scope.actor.coordinator) throw new LacksRole('coordinator');
    const { platform } = scope.actor;
    const code = readPairingCode(line);
    const isDraft = scope.region.departments.length === 0;
    if (code !== null) checkChannels(platform, channels);
    if (code !== null && isDraft) return useTypedCode(scope, code, channels);
    if (code !== null) {
      throw new UserError('regions.errors.alreadySetUp', { region: scope.region.name, platform }, 'region');
    }
    const { name, departments } = readLine(line, given);
    const [wanted] = await readEach(
      () => (isDraft ? departmentsOf(departments, name) : changedDepartments(scope.region, name, departments)),
      () => checkChannels(platform, channels),
    );
    if (!isDraft && !renaming && name !== scope.region.name) {
      await refuseLookAlike(scope, name);
      return { outcome: 'renaming', ...renamed(scope.region, name, wanted) };
    }
    if (isDraft) await begin(scope, name, wanted);
    else await change(scope, name, wanted);
    const region = { ...scope.region, name, departments: wanted };
    await chooseChannels({ ...scope, region }, platform, channels);
    return { outcome: 'tied', ...(await setUpOf({ ...scope, region }, platform)) };
  },
});

/** Returns what a set-up would rename the region to; null when its name stays. */
export const previewRenaming = operation({
  name: 'regions.previewRenaming',
  who: 'coordinator',
  input: input.pick({ region: true, departments: true }),
  async run(scope, { region: line, departments: given }): Promise<Renaming | null> {
    const { name, departments } = readLine(line, given);
    if (name === scope.region.name) return null;
    return renamed(scope.region, name, changedDepartments(scope.region, name, departments));
  },
});

function renamed({ name: from, departments }: Region, to: string, wanted: readonly string[]): Renaming {
  return { from, to, departments: wanted.join() === departments.join() ? null : wanted };
}

/** Reads a region's name and departments, typed in one line or apart. Throws UserError for a deceptive name. */
function readLine(line: string, given: string | undefined): NamedRegion {
  const read = given === undefined ? readNamedRegion(line) : { name: line, departments: given };
  const mixed = mixedWord(read.name);
  if (mixed !== null) throw new UserError('common.errors.mixedScripts', { word: mixed }, 'region');
  return read;
}

async function change(scope: Scope, name: string, departments: readonly string[]): Promise<void> {
  if (name !== scope.region.name) {
    await lockInstalling(scope.tx);
    await refuseLookAlike(scope, name);
  }
  await regionStore(scope).change(name, departments);
}

/**
 * Refuses a name that could be taken for another region's. Callers hold the lock that makes those who begin or name
 * regions wait for each other.
 */
async function refuseLookAlike(scope: Scope, name: string): Promise<void> {
  const other = (await regionStore(scope).namesOfOthers()).find((one) => seenAlike(one, name));
  if (other !== undefined) throw new UserError('regions.errors.looksLike', { typed: name, other }, 'region');
}

/** Checks a code typed where nothing is set up yet. The only change it makes is to count a wrong one. */
export const tryTypedCode = operation({
  name: 'regions.tryTypedCode',
  who: 'anyone',
  input: z.object({ code: z.string() }),
  async run({ tx, region, actor, now }, { code }): Promise<Tried['outcome']> {
    const { platform, team, externalId: id } = actor;
    if (region.departments.length > 0 || team === null) return 'good';
    return (await tryCode(tx, { platform, team, id }, code, now)).outcome;
  },
});

/**
 * Returns the current set-up for the form that changes it; null for a draft, and for anyone who isn't a coordinator.
 */
export const viewSetUp = operation({
  name: 'regions.view',
  who: 'anyone',
  input: z.object({}),
  async run(scope): Promise<SetUp | null> {
    return scope.actor.coordinator && scope.region.departments.length > 0 ? setUpOf(scope, scope.actor.platform) : null;
  },
});

/** Begins the first region of all, or an invited one. This is checked again here, since two may begin at once. */
async function begin(scope: Scope, name: string, departments: readonly string[]): Promise<void> {
  const store = regionStore(scope);
  await lockInstalling(scope.tx);
  if (!(await store.isInvited()) && (await anyRegionSetUp(scope.tx))) throw new UserError('regions.errors.notInvited');
  await refuseLookAlike(scope, name);
  if (!(await store.begin(name, departments))) throw new UserError('regions.errors.justSetUp');
  await store.keepOnlyCoordinator(scope.actor.personId);
}

async function useTypedCode(scope: Scope, typed: string, channels: Channels): Promise<SettingUp> {
  const code = await codeWithDigest(scope.tx, digestOf(typed), scope.now);
  const region = code && (await regionById(scope.tx, code.regionId));
  if (!code || !region || !(await useCode(scope.tx, code))) {
    throw new UserError('regions.errors.code.wrong', {}, 'region');
  }
  const { platform, team, externalId: id, name } = scope.actor;
  const target = { ...scope, region };
  if (code.purpose === 'FOUND') {
    await invite(scope);
    const key = `region-invited:${code.id}`;
    await tellEachCoordinator(target, key, (t) => regionInvited(t, { name, platform }));
    return { outcome: 'invited' };
  }
  const store = regionStore(target);
  await store.lock();
  if ((await store.platforms()).includes(platform)) {
    throw new UserError(`regions.errors.taken.${platform}`, { region: region.name }, 'region');
  }
  if (team === null) throw new Error('a code can only be typed in a workspace or server');
  const expiresAt = new Date(scope.now.getTime() + REQUEST_LIFE_MS);
  const request = { name, madeById: code.madeById, channels, expiresAt };
  const asked = await joinRequestStore(target).ask({ platform, team, id }, request);
  await askCoordinators(target, { ...request, id: asked, platform });
  return { outcome: 'asked', region, leaves: await departureUnder(target, `${askedKey(asked)}:`) };
}

function checkChannels(platform: PlatformName, channels: Channels): void {
  refuseAll(
    channelUses.flatMap((use) => {
      const id = channels[use];
      const isOne = id === undefined || isChannelId(platform, id);
      return isOne ? [] : [new UserError('regions.errors.channel', { typed: id }, use)];
    }),
  );
}
