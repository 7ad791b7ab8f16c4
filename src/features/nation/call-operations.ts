import { z } from 'zod';
import { enforceLimit } from '../../access/operation/limits.ts';
import { operation } from '../../access/operation/operation.ts';
import type { Scope } from '../../access/operation/scope.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { allRegions } from '../../access/region/region-store.ts';
import { UserError } from '../../chat/user-error.ts';
import type { ChangedCopies } from '../announcements/announcement.ts';
import {
  announceFromNation,
  coordinatorsReached,
  remindFromNation,
  showAnewFromNation,
  standingFromNation,
  stateFromNation,
  withdrawFromNation,
} from '../announcements/from-nation.ts';
import { linksSchema } from '../announcements/links.ts';
import { MAX_TEXT } from '../announcements/rules.ts';
import type { CallRegion, CallState, ComposedCall, NationCall } from './call.ts';
import { callStore } from './call-store.ts';
import { regionKey } from './from-files/region.ts';
import { readExpected, utf8Text } from './from-files/tables.ts';
import { reachedBy } from './rules.ts';
import { nationStore } from './store.ts';

const one = z.object({ id: z.uuid() });
const wording = z.object({ text: z.string().max(MAX_TEXT), links: linksSchema });

/** Stores a draft for all regions of this bot; nothing leaves. */
export const draftCall = operation({
  name: 'nation.draftCall',
  who: 'national',
  input: wording,
  journal: { silent: 'is of no region' },
  async run(scope, { text, links }): Promise<ComposedCall> {
    const regionIds = (await heldRegions(scope)).map(({ region }) => region.id);
    const id = await callStore(scope).create({ text, links, regionIds }, scope.actor.personId);
    return composed(scope, await draftOf(scope, id));
  },
});

/** Returns a message that hasn't left, as it is composed. */
export const viewCall = operation({
  name: 'nation.viewCall',
  who: 'national',
  input: one,
  journal: { silent: 'changes nothing' },
  run: async (scope, { id }): Promise<ComposedCall> => composed(scope, await draftOf(scope, id)),
});

/** Chooses the regions whose coordinators it is for. */
export const addressCall = operation({
  name: 'nation.addressCall',
  who: 'national',
  input: one.extend({ regionIds: z.array(z.string()).max(200) }),
  journal: { silent: 'has not left yet' },
  async run(scope, { id, regionIds: given }): Promise<ComposedCall> {
    await draftOf(scope, id);
    const held = (await heldRegions(scope)).map(({ region }) => region.id);
    const regionIds = held.filter((each) => given.includes(each));
    if (regionIds.length === 0) throw new UserError('nation.errors.noRegion');
    await callStore(scope).change(id, { regionIds });
    return composed(scope, await draftOf(scope, id));
  },
});

/** Changes the wording of a message that hasn't left. */
export const rewriteCall = operation({
  name: 'nation.rewriteCall',
  who: 'national',
  input: one.extend(wording.shape),
  journal: { silent: 'has not left yet' },
  async run(scope, { id, text, links }): Promise<ComposedCall> {
    await draftOf(scope, id);
    await callStore(scope).change(id, { text, links });
    return composed(scope, await draftOf(scope, id));
  },
});

/** Sends it to the coordinators of the chosen regions, each region's as an announcement of theirs. Pressed twice, it leaves once. */
export const sendCall = operation({
  name: 'nation.sendCall',
  who: 'national',
  input: one,
  journal: { within: ['common.journal.nationSent'] },
  async run(scope, { id }): Promise<CallState> {
    const store = callStore(scope);
    const call = await draftOf(scope, id);
    const { regions } = await composed(scope, call);
    if (reachedBy(regions) === 0) throw new UserError('announcements.errors.nobody');
    await enforceLimit(scope, 'announcement');
    for (const there of await chosenRegions(scope, call)) await announceFromNation(there, call, scope.actor.personId);
    await store.change(id, { status: 'left', leftAt: scope.now });
    return stateOf(scope, await sentCall(scope, id));
  },
});

/** Forgets a draft. */
export const dropCall = operation({
  name: 'nation.dropCall',
  who: 'national',
  input: one,
  journal: { silent: 'has not left yet' },
  async run(scope, { id }): Promise<void> {
    await draftOf(scope, id);
    await callStore(scope).drop(id);
  },
});

/** Returns the latest messages: one's own drafts, and whatever was sent. */
export const latestCalls = operation({
  name: 'nation.latestCalls',
  who: 'national',
  input: z.object({}),
  journal: { silent: 'changes nothing' },
  run: (scope): Promise<readonly NationCall[]> => callStore(scope).latest(scope.actor.personId),
});

/** Returns one of them, with how it stands in each region where it has left. */
export const openCall = operation({
  name: 'nation.openCall',
  who: 'national',
  input: one,
  journal: { silent: 'changes nothing' },
  async run(scope, { id }): Promise<ComposedCall | CallState> {
    const call = await theirCall(scope, id);
    return call.status === 'draft' ? composed(scope, call) : stateOf(scope, call);
  },
});

/** Reminds those who haven't said that they read it, once. Returns how many reminders leave. */
export const remindCall = operation({
  name: 'nation.remindCall',
  who: 'national',
  input: one,
  journal: { within: ['common.journal.nationReminded'] },
  async run(scope, { id }): Promise<{ readonly count: number }> {
    const call = await sentCall(scope, id);
    if (call.remindedAt !== null) throw new UserError('announcements.errors.reminded');
    let count = 0;
    for (const there of await chosenRegions(scope, call)) count += await remindFromNation(there, id);
    await callStore(scope).change(id, { remindedAt: scope.now });
    return { count };
  },
});

/** Tells what taking it back would do. */
export const previewCallWithdrawal = operation({
  name: 'nation.previewCallWithdrawal',
  who: 'national',
  input: one,
  journal: { silent: 'changes nothing' },
  async run(scope, { id }): Promise<ChangedCopies & { readonly call: NationCall }> {
    const call = await sentCall(scope, id);
    return { call, ...(await inEach(scope, call, standingFromNation)) };
  },
});

/** Takes it back: its messages are deleted, and those that wait never leave. */
export const withdrawCall = operation({
  name: 'nation.withdrawCall',
  who: 'national',
  input: one,
  journal: { within: ['common.journal.nationWithdrawn'] },
  async run(scope, { id }): Promise<ChangedCopies & { readonly call: NationCall }> {
    const call = await sentCall(scope, id);
    const changed = await inEach(scope, call, withdrawFromNation);
    await callStore(scope).change(id, { status: 'withdrawn', withdrawnAt: scope.now });
    return { call, ...changed };
  },
});

/** Has a message that has left say in every region what it says since somebody was erased. */
export async function showCallAnew(scope: RegionScope, id: string): Promise<void> {
  const store = callStore(scope);
  await store.lock(id);
  const call = await store.byId(id);
  if (call?.status !== 'left') return;
  for (const there of await chosenRegions(scope, call)) await showAnewFromNation(there, call);
}

/** Returns the regions that this bot holds and that are set up, each to be written in. */
async function heldRegions({ tx, now }: RegionScope): Promise<readonly RegionScope[]> {
  const regions = await allRegions(tx);
  return regions.filter(({ departments }) => departments.length > 0).map((region) => ({ tx, now, region }));
}

async function chosenRegions(scope: RegionScope, { regionIds }: NationCall): Promise<readonly RegionScope[]> {
  return (await heldRegions(scope)).filter(({ region }) => regionIds.includes(region.id));
}

async function inEach(
  scope: RegionScope,
  call: NationCall,
  count: (there: RegionScope, id: string) => Promise<ChangedCopies>,
): Promise<ChangedCopies> {
  let [copies, doubtful] = [0, 0];
  for (const there of await chosenRegions(scope, call)) {
    const found = await count(there, call.id);
    copies += found.copies;
    doubtful += found.doubtful;
  }
  return { copies, doubtful };
}

/** Locks and returns a message. A draft is its author's alone. */
async function theirCall(scope: Scope, id: string): Promise<NationCall> {
  const store = callStore(scope);
  await store.lock(id);
  const call = await store.byId(id);
  const isTheirs = call !== null && (call.status !== 'draft' || call.author.id === scope.actor.personId);
  if (!isTheirs) throw new UserError('nation.errors.noCall');
  return call;
}

async function draftOf(scope: Scope, id: string): Promise<NationCall> {
  const call = await theirCall(scope, id);
  if (call.status !== 'draft') throw new UserError('nation.errors.callLeft');
  return call;
}

async function sentCall(scope: Scope, id: string): Promise<NationCall> {
  const call = await theirCall(scope, id);
  if (call.status === 'draft') throw new UserError('announcements.errors.notLeft');
  if (call.status === 'withdrawn') throw new UserError('nation.errors.callWithdrawn');
  return call;
}

async function composed(scope: Scope, call: NationCall): Promise<ComposedCall> {
  const held = await heldRegions(scope);
  const regions: CallRegion[] = [];
  for (const there of held) {
    const { id, name } = there.region;
    const reach = await coordinatorsReached(there, call.id, call.author.id);
    regions.push({ id, name, chosen: call.regionIds.includes(id), ...reach });
  }
  const here = new Set(regions.map(({ name }) => regionKey(name)));
  const expected = await expectedRegions(scope);
  return { call, regions, elsewhere: expected?.filter((name) => !here.has(regionKey(name))) ?? null };
}

/** Returns the regions that are expected for the last edition for which something was handed in; null where nobody said so. */
async function expectedRegions(scope: RegionScope): Promise<readonly string[] | null> {
  const store = nationStore(scope);
  const year = await store.newestYear();
  const list = year === null ? null : await store.expectedList(year);
  return list && readExpected(utf8Text(list) ?? '').map(({ name }) => name);
}

async function stateOf(scope: RegionScope, call: NationCall): Promise<CallState> {
  const regions: CallState['regions'][number][] = [];
  for (const there of await chosenRegions(scope, call)) {
    regions.push({ name: there.region.name, state: await stateFromNation(there, call.id) });
  }
  return { call, regions };
}
