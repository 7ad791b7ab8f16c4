import { z } from 'zod';
import { operation } from '../../access/operation.ts';
import type { Region } from '../../access/region.ts';
import { type RegionScope, regionWords, type Scope } from '../../access/scope.ts';
import { type ChannelUse, directory } from '../../access/store.ts';
import { type PlatformName, platformNames } from '../../chat/place.ts';
import { UserError } from '../../chat/user-error.ts';
import { type Sent, send, sentUnder } from '../../delivery/outbox.ts';
import { channelReady } from './messages.ts';
import {
  changedDepartments,
  channelUses,
  departmentsOf,
  isChannelId,
  newPairingCode,
  readNamedRegion,
  readPairingCode,
} from './rules.ts';
import { type Channels, regionStore, regionWithCode } from './store.ts';

/** What is set up now, for a coordinator. */
export interface SetUp {
  readonly region: Region;
  readonly channels: Readonly<Record<ChannelUse, string | null>>;
  /** Where the region isn't yet, and the code to type there; null when it is everywhere. */
  readonly pairing: { readonly platform: PlatformName; readonly code: string } | null;
}

const channel = z.string().optional();
const input = z.object({
  region: z.string(),
  departments: z.string().optional(),
  yearRound: channel,
  announcements: channel,
  coordination: channel,
  tallies: channel,
});

/**
 * Ties a workspace or server to a region: a new one, or with the code of its coordinators an existing one. Where that
 * was done before, changes name, departments and channels; what isn't given stays.
 */
export const setUp = operation({
  name: 'regions.setUp',
  who: 'anyone',
  input,
  async run(scope, { region: line, departments: given, ...channels }): Promise<SetUp> {
    if (!scope.actor.coordinator) throw new UserError('common.errors.role.coordinator');
    checkChannels(scope.actor.platform, channels);
    const code = readPairingCode(line);
    const isDraft = scope.region.departments.length === 0;
    if (code !== null) return isDraft ? join(scope, code, channels) : alreadyPaired(scope, code, channels);
    const { name, departments = given } = given === undefined ? readNamedRegion(line) : { name: line };
    const wanted = isDraft ? departmentsOf(departments, name) : changedDepartments(scope.region, name, departments);
    const region = { ...scope.region, name, departments: wanted };
    const store = regionStore(scope);
    if (!isDraft) await store.change(name, wanted);
    else if (await store.begin(name, wanted, newPairingCode())) {
      await store.keepOnlyCoordinator(scope.actor.personId);
    } else throw new UserError('regions.errors.justSetUp');
    return finish({ ...scope, region }, channels);
  },
});

/** What is set up, for the form that changes it; null for a draft. Throws UserError for who may not change it. */
export const viewSetUp = operation({
  name: 'regions.view',
  who: 'anyone',
  input: z.object({}),
  async run(scope): Promise<SetUp | null> {
    return scope.actor.coordinator && scope.region.departments.length > 0 ? setUpOf(scope, scope.actor.platform) : null;
  },
});

/** What became of the first message to a chosen channel. */
export interface Checked extends Pick<Sent, 'status' | 'reason'> {
  readonly use: ChannelUse;
  readonly channel: string;
}

/** Which of the chosen channels could not be written to. */
export const checkAccess = operation({
  name: 'regions.checkAccess',
  who: 'coordinator',
  input: z.object({}),
  async run(scope): Promise<readonly Checked[]> {
    const { platform } = scope.actor;
    const { channels } = await setUpOf(scope, platform);
    const found: Checked[] = [];
    for (const use of channelUses) {
      const id = channels[use];
      if (id === null) continue;
      const [sent] = await sentUnder(scope, readyKey(scope, platform, use, id));
      if (sent) found.push({ use, channel: id, status: sent.status, reason: sent.reason });
    }
    return found;
  },
});

async function join(scope: Scope, code: string, channels: Channels): Promise<SetUp> {
  const region = await regionWithCode(scope.tx, code);
  if (!region) throw new UserError('regions.errors.unknownCode', { code }, 'region');
  const { platform } = scope.actor;
  const target = regionStore({ ...scope, region });
  if ((await target.platforms()).includes(platform)) {
    throw new UserError(`regions.errors.taken.${platform}`, { region: region.name }, 'region');
  }
  const draft = regionStore(scope);
  await draft.keepOnlyCoordinator(scope.actor.personId);
  if (!(await draft.moveTo(region))) throw new UserError('regions.errors.justSetUp');
  return finish({ ...scope, region }, channels);
}

/** The code of one's own region changes the channels; another region's never moves what is set up. */
async function alreadyPaired(scope: Scope, code: string, channels: Channels): Promise<SetUp> {
  if ((await regionStore(scope).pairingCode()) === code) return finish(scope, channels);
  throw new UserError(
    'regions.errors.alreadySetUp',
    { region: scope.region.name, platform: scope.actor.platform },
    'region',
  );
}

async function finish(scope: Scope, channels: Channels): Promise<SetUp> {
  const { platform } = scope.actor;
  const store = regionStore(scope);
  await store.setChannels(platform, channels);
  if ((await store.platforms()).length === platformNames.length) await store.closePairing();
  await greetChannels(scope, platform, channels);
  return setUpOf(scope, platform);
}

/** Says in each newly chosen channel what it is for: people know, and whether we may write there shows. */
async function greetChannels(scope: Scope, platform: PlatformName, channels: Channels): Promise<void> {
  for (const use of channelUses) {
    const id = channels[use];
    if (id === undefined) continue;
    await send(scope, {
      key: readyKey(scope, platform, use, id),
      target: { kind: 'channel', platform, channel: id },
      message: channelReady(regionWords(scope.region), scope.region, use),
    });
  }
}

function readyKey(scope: RegionScope, platform: PlatformName, use: ChannelUse, id: string): string {
  return `channel-ready:${scope.region.id}:${platform}:${use}:${id}`;
}

async function setUpOf(scope: RegionScope, platform: PlatformName): Promise<SetUp> {
  const installations = await directory(scope).installations();
  const here = installations.find((one) => one.platform === platform);
  const missing = platformNames.find((name) => installations.every((one) => one.platform !== name));
  const code = missing && (await regionStore(scope).pairingCode());
  return {
    region: scope.region,
    channels: here?.channels ?? { yearRound: null, announcements: null, coordination: null, tallies: null },
    pairing: missing && code ? { platform: missing, code } : null,
  };
}

function checkChannels(platform: PlatformName, channels: Channels): void {
  for (const use of channelUses) {
    const id = channels[use];
    if (id !== undefined && !isChannelId(platform, id)) {
      throw new UserError('regions.errors.channel', { typed: id }, use);
    }
  }
}
