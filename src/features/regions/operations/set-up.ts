import { z } from 'zod';
import type { Departure } from '../../../access/contacts/departure.ts';
import { operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import type { Region } from '../../../access/region/region.ts';
import { anyRegionSetUp, regionById } from '../../../access/region/region-store.ts';
import { UserError } from '../../../chat/user-error.ts';
import { departureUnder } from '../../../delivery/outbox/index.ts';
import { platformWords } from '../../../platforms/registered.ts';
import { isConfusable, localClock } from '../../../reading/index.ts';
import { chooseChannels, setUpOf } from '../channels.ts';
import { codeWithDigest, lockInstalling, useCode } from '../install-code-store.ts';
import { type CodeTrial, tryCode } from '../install-codes.ts';
import { askCoordinators, askedKey } from '../join-question.ts';
import { joinRequestStore } from '../join-request-store.ts';
import { regionInvitedNotice } from '../messages/codes.ts';
import { regionChangedNotice } from '../messages/set-up.ts';
import { digestOf, JOIN_REQUEST_LIFE_MS, readPairingCode } from '../rules.ts';
import type { SettingsChange, SetUp } from '../set-up.ts';
import {
  changesAnything,
  changesArea,
  checkChannels,
  type NamedArea,
  readArea,
  readChange,
  type TypedSettings,
} from '../settings-change.ts';
import { type Channels, inviteRegion, regionStore } from '../store.ts';
import { tellCoordinators, tellEachCoordinator } from '../tell-coordinators.ts';

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
  /** Another name or other departments: nothing is changed until that is meant. */
  | { readonly outcome: 'change'; readonly change: SettingsChange }
  /** The code was right: the coordinators of that region are asked whether this is theirs. Nothing is tied yet. */
  | { readonly outcome: 'asked'; readonly region: Region; readonly leaves: Departure }
  /** The code was right: another region may begin here, and is named next. */
  | { readonly outcome: 'invited' };

/**
 * Ties a workspace or server to a new region or, with a code from an existing one's coordinators, asks to join that
 * one. Where it is tied already, changes the name, departments and channels; what isn't given stays. Another name and
 * other departments only count with `isChangeMeant`.
 */
export const setUp = operation({
  name: 'regions.setUp',
  who: 'coordinator',
  input: input.extend({ isChangeMeant: z.boolean() }),
  async run(scope, { isChangeMeant, ...given }): Promise<SettingUp> {
    const { platform } = scope.actor;
    const typed = settingsOf(given);
    const code = readPairingCode(typed.region);
    const isDraft = scope.region.departments.length === 0;
    if (code !== null) checkChannels(platform, typed.channels);
    if (code !== null && isDraft) return useTypedCode(scope, code, typed.channels);
    if (code !== null) {
      throw new UserError(
        'regions.errors.alreadySetUp',
        { region: scope.region.name, ...platformWords(platform) },
        'region',
      );
    }
    let area: NamedArea;
    let { timeZone } = scope.region;
    if (isDraft) {
      area = await readArea(scope, typed);
      await begin(scope, area);
      ({ timeZone } = localClock(area.departments));
    } else {
      const change = await readChange(scope, typed);
      if (changesArea(change) && !isChangeMeant) {
        await refuseLookAlike(scope, change.name.to);
        return { outcome: 'change', change };
      }
      if (changesArea(change)) await changeArea(scope, change);
      area = { name: change.name.to, departments: change.departments.to };
      timeZone = change.timeZone.to;
    }
    const region = { ...scope.region, ...area, timeZone };
    await chooseChannels({ ...scope, region }, platform, typed.channels);
    return { outcome: 'tied', ...(await setUpOf({ ...scope, region }, platform)) };
  },
  journal: {
    deeds: (setting) =>
      setting.outcome === 'tied'
        ? {
            verb: 'regions.journal.settingsChanged',
            object: { kind: 'region', id: setting.region.id, name: setting.region.name },
          }
        : null,
  },
});

/** Returns what a set-up would change; null when that is nothing. */
export const previewChange = operation({
  name: 'regions.previewChange',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input,
  async run(scope, given): Promise<SettingsChange | null> {
    const change = await readChange(scope, settingsOf(given));
    return changesAnything(change) ? change : null;
  },
});

function settingsOf({ region, departments, ...channels }: z.output<typeof input>): TypedSettings {
  return { region, departments, channels };
}

/** Changes name and departments, and tells the coordinators. Throws UserError when they aren't as they were any more. */
async function changeArea(scope: Scope, change: SettingsChange): Promise<void> {
  const { name, departments, timeZone } = change;
  if (name.from !== name.to) {
    await lockInstalling(scope.tx);
    await refuseLookAlike(scope, name.to);
  }
  if (!(await regionStore(scope).change(change))) throw new UserError('regions.errors.justSetUp');
  const region = { ...scope.region, name: name.to, departments: departments.to, timeZone: timeZone.to };
  const by = scope.actor.name;
  await tellCoordinators({ ...scope, region }, `region-changed:${crypto.randomUUID()}`, (t) =>
    regionChangedNotice(t, { by, change }),
  );
}

/**
 * Refuses a name that could be taken for another region's. Those who then store the name hold the lock that makes all
 * who begin or name regions wait for each other.
 */
async function refuseLookAlike(scope: Scope, name: string): Promise<void> {
  const other = (await regionStore(scope).namesOfOthers()).find((one) => isConfusable(one, name));
  if (other !== undefined) throw new UserError('regions.errors.looksLike', { typed: name, other }, 'region');
}

/** Checks a code typed where nothing is set up yet. The only change it makes is to count a wrong one. */
export const tryTypedCode = operation({
  name: 'regions.tryTypedCode',
  who: 'coordinator',
  journal: { silent: 'has not left yet' },
  input: z.object({ code: z.string() }),
  async run({ tx, region, actor, now }, { code }): Promise<CodeTrial['outcome']> {
    const { platform, team, externalId: id } = actor;
    if (region.departments.length > 0 || team === null) return 'good';
    return (await tryCode(tx, { platform, team, id }, code, now)).outcome;
  },
});

/** Returns the current set-up for the form that changes it; null for a draft. */
export const viewSetUp = operation({
  name: 'regions.view',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  async run(scope): Promise<SetUp | null> {
    return scope.region.departments.length > 0 ? setUpOf(scope, scope.actor.platform) : null;
  },
});

/** Begins the first region of all, or an invited one. This is checked again here, since two may begin at once. */
async function begin(scope: Scope, { name, departments }: NamedArea): Promise<void> {
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
    await inviteRegion(scope);
    const key = `region-invited:${code.id}`;
    await tellEachCoordinator(target, key, (t) => regionInvitedNotice(t, { name, platform }));
    return { outcome: 'invited' };
  }
  const store = regionStore(target);
  await store.lock();
  if ((await store.platforms()).includes(platform)) {
    throw new UserError('regions.errors.taken', { region: region.name, ...platformWords(platform) }, 'region');
  }
  if (team === null) throw new Error('a code can only be typed in a workspace or server');
  const expiresAt = new Date(scope.now.getTime() + JOIN_REQUEST_LIFE_MS);
  const request = { name, madeById: code.madeById, channels, expiresAt };
  const asked = await joinRequestStore(target).ask({ platform, team, id }, request);
  await askCoordinators(target, { ...request, id: asked, platform });
  return { outcome: 'asked', region, leaves: await departureUnder(target, `${askedKey(asked)}:`) };
}
