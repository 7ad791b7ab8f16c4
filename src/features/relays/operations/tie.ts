import { z } from 'zod';
import { directory } from '../../../access/contacts/directory-store.ts';
import { operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import type { PlatformName } from '../../../chat/place.ts';
import { UserError } from '../../../chat/user-error.ts';
import { platformNames, registeredPlatform, traitsOf } from '../../../platforms/registered.ts';
import { readName } from '../../../reading/index.ts';
import { type TiedRelay, tiesStore } from '../../../relay/ties/ties-store.ts';
import { channelsElsewhere, MOST_TIED } from '../elsewhere.ts';
import { refreshNotes, tellReading } from '../notes.ts';
import type { ChosenChannel, TiedNow, TiePlan } from '../relay.ts';

const planInput = z.object({
  /** The relay that gets the channels; without one, another is begun. */
  relay: z.uuid().optional(),
  name: z.string().max(100).optional(),
  /** A channel of the platform where the coordinator acts. */
  channel: z.string().max(40),
  /** A channel of another platform, by the use it was chosen for there, such as 'discord:yearRound'. */
  other: z.string().max(60).optional(),
});
const names = z.record(z.string().max(40), z.string().max(100));

/** Returns what would be tied. Throws UserError when that can't be. */
export const planTie = operation({
  name: 'relays.planTie',
  who: 'coordinator',
  looks: true,
  input: planInput,
  run: (scope, given): Promise<TiePlan> => planned(scope, given),
});

/** Ties channels to each other, and tells it in each of them. */
export const tieChannels = operation({
  name: 'relays.tie',
  who: 'coordinator',
  input: planInput.extend({
    /** The id of the newest message in each of the channels, by the channel's. */
    since: z.record(z.string().max(40), z.string().min(1).max(40)),
    names,
    /** The platforms that don't let the bot read what is written there. */
    unread: z.array(z.string().max(20)).max(20),
  }),
  async run(scope, { since, names, unread, ...given }): Promise<TiedNow> {
    const store = tiesStore(scope);
    await store.lock();
    const plan = await planned(scope, given);
    const id = plan.relay?.id ?? (await store.begin(plan.name, scope.actor.personId));
    const ties = plan.channels.map((one) => {
      const newest = since[one.channel];
      // Another channel was chosen for that use meanwhile.
      if (newest === undefined) throw new UserError('relays.errors.changed');
      return { ...one, since: newest };
    });
    if ((await store.tie(id, ties)) < ties.length) throw new UserError('relays.errors.tiedElsewhere', {}, 'channel');
    const relay = await store.relay(id);
    if (!relay) throw new Error('the relay is gone');
    await refreshNotes(scope, relay, names);
    for (const platform of unread)
      await tellReading(scope, relay, { platform: registeredPlatform(platform), reads: false });
    return { relay, missing: plan.missing };
  },
  journal: {
    deeds: ({ relay: { id, name } }) => ({ verb: 'relays.journal.tied', object: { kind: 'relay', id, name } }),
  },
});

/** Returns the relays, and the channels of other platforms that can be tied, for the form. */
export const tieChoices = operation({
  name: 'relays.tieChoices',
  who: 'coordinator',
  looks: true,
  input: z.object({}),
  async run(scope) {
    const relays = await tiesStore(scope).relays();
    const installations = await directory(scope).installations();
    const tied = new Set(relays.flatMap(({ channels }) => channels.map(keyOf)));
    const free = (platform: PlatformName, channel: string | null) =>
      channel !== null && !tied.has(keyOf({ platform, channel }));
    const yearRound =
      installations.find(({ platform }) => platform === scope.actor.platform)?.channels.yearRound ?? null;
    return {
      relays,
      here: free(scope.actor.platform, yearRound) ? yearRound : null,
      elsewhere: channelsElsewhere(installations, scope.actor.platform).filter(({ platform, channel }) =>
        free(platform, channel),
      ),
    };
  },
});

async function planned(scope: Scope, given: z.output<typeof planInput>): Promise<TiePlan> {
  const relays = await tiesStore(scope).relays();
  const relay = given.relay === undefined ? null : relays.find(({ id }) => id === given.relay);
  if (relay === undefined) throw new UserError('relays.errors.relayGone', {}, 'relay');
  const { region, actor } = scope;
  const name = relay?.name ?? (given.name === undefined ? region.name : readName(given.name, 'name'));
  if (relay === null && relays.some((one) => one.name === name))
    throw new UserError('relays.errors.sameName', { name }, 'name');
  const here = await chosen(scope, actor.platform, given.channel);
  const there = given.other === undefined ? [] : [await chosenElsewhere(scope, given.other)];
  const channels = [here, ...there];
  for (const [field, one] of [['channel', here] as const, ...there.map((one) => ['other', one] as const)]) {
    refuseTied(relays, one, field);
  }
  const tied = relays.flatMap((one) => one.channels).length;
  if (tied + channels.length > MOST_TIED) throw new UserError('relays.errors.tooMany', { most: MOST_TIED });
  const installed = new Set((await directory(scope).installations()).map(({ platform }) => platform));
  return { relay, name, channels, missing: platformNames().filter((platform) => !installed.has(platform)) };
}

async function chosen(scope: RegionScope, platform: PlatformName, channel: string): Promise<ChosenChannel> {
  const installation = (await directory(scope).installations()).find((one) => one.platform === platform);
  if (!installation || !traitsOf(platform).channelId.test(channel)) {
    throw new UserError('relays.errors.noChannel', {}, 'channel');
  }
  return { platform, team: installation.team, channel };
}

/** Elsewhere only channels that were chosen there can be tied: who coordinates here needn't see any other. */
async function chosenElsewhere(scope: Scope, other: string): Promise<ChosenChannel> {
  const installations = await directory(scope).installations();
  const found = channelsElsewhere(installations, scope.actor.platform).find(({ value }) => value === other);
  if (!found) throw new UserError('relays.errors.noChannel', {}, 'other');
  return chosen(scope, found.platform, found.channel);
}

function refuseTied(relays: readonly TiedRelay[], one: ChosenChannel, field: 'channel' | 'other'): void {
  const tied = relays.find(({ channels }) => channels.some((tie) => keyOf(tie) === keyOf(one)));
  if (tied) throw new UserError('relays.errors.tied', { name: tied.name }, field);
}

function keyOf({ platform, channel }: Pick<ChosenChannel, 'platform' | 'channel'>): string {
  return `${platform}:${channel}`;
}
