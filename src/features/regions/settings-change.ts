import type { Scope } from '../../access/operation/scope.ts';
import type { PlatformName } from '../../chat/place.ts';
import { readEach, refuseAll, UserError } from '../../chat/user-error.ts';
import { readName, timeZoneAfter } from '../../reading/index.ts';
import { setUpOf } from './channels.ts';
import {
  changedDepartments,
  channelUses,
  departmentsOf,
  isChannelId,
  isMistypedCode,
  isOnlyCodes,
  readNamedRegion,
} from './rules.ts';
import type { SettingsChange } from './set-up.ts';
import type { Channels } from './store.ts';

/** The words typed to set up a region or to change it, as they were typed. */
export interface TypedSettings {
  readonly region: string;
  readonly departments?: string | undefined;
  readonly channels: Channels;
}

/** A region's name and departments. */
export interface NamedArea {
  readonly name: string;
  readonly departments: readonly string[];
}

/** Reads how a region is to be named, and its departments. Throws UserError for all that is wrong, channels too. */
export async function readArea({ region, actor }: Scope, typed: TypedSettings): Promise<NamedArea> {
  const isDraft = region.departments.length === 0;
  const line =
    typed.departments === undefined
      ? readNamedRegion(typed.region)
      : { name: typed.region, departments: typed.departments };
  const isRenamed = isDraft || line.departments !== undefined || !isOnlyCodes(line.name);
  const { name, departments: given } = isRenamed ? line : { name: region.name, departments: line.name };
  const [departments] = await readEach(
    () => {
      if (isMistypedCode(typed.region))
        throw new UserError('regions.errors.code.unreadable', { typed: typed.region }, 'region');
      readName(name, 'region');
      return isDraft ? departmentsOf(given, name) : changedDepartments(region, name, given);
    },
    () => checkChannels(actor.platform, typed.channels),
  );
  return { name, departments };
}

/** Compares what was typed with the region's settings now. Throws UserError for all that is wrong. */
export async function readChange(scope: Scope, typed: TypedSettings): Promise<SettingsChange> {
  const { name, departments } = await readArea(scope, typed);
  const { channels } = await setUpOf(scope, scope.actor.platform);
  const chosen = channelUses.flatMap((use) => {
    const id = typed.channels[use];
    return id === undefined || id === channels[use] ? [] : [[use, id] as const];
  });
  const replaced = { from: scope.region.departments, to: departments };
  return {
    name: { from: scope.region.name, to: name },
    departments: replaced,
    timeZone: { from: scope.region.timeZone, to: timeZoneAfter(scope.region.timeZone, replaced) },
    channels: Object.fromEntries(chosen),
  };
}

/** Returns whether the region's name or departments change. */
export function changesArea({ name, departments }: SettingsChange): boolean {
  return name.from !== name.to || departments.from.join() !== departments.to.join();
}

/** Returns whether anything changes. */
export function changesAnything(change: SettingsChange): boolean {
  return changesArea(change) || Object.keys(change.channels).length > 0;
}

/** Throws UserError for each channel that can't be one of the platform. */
export function checkChannels(platform: PlatformName, channels: Channels): void {
  refuseAll(
    channelUses.flatMap((use) => {
      const id = channels[use];
      const isOne = id === undefined || isChannelId(platform, id);
      return isOne ? [] : [new UserError('regions.errors.channel', { typed: id }, use)];
    }),
  );
}
