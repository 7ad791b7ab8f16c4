import { z } from 'zod';
import { directory } from '../../access/contacts/directory-store.ts';
import { operation } from '../../access/operation/operation.ts';
import { type RegionScope, regionWords } from '../../access/region/region-scope.ts';
import type { ChannelTarget, Place, PlaceTarget } from '../../chat/place.ts';
import { UserError } from '../../chat/user-error.ts';
import { send } from '../../delivery/outbox/index.ts';
import { platformSchema } from '../../platforms/registered.ts';
import { schedule, unschedule } from '../../schedule/due.ts';
import type { Edition } from '../editions/edition.ts';
import { allEditions, editionById, latestEdition } from '../editions/queries.ts';
import { tallyMessage } from './messages.ts';
import { countTally, editTally, tallyStale, toldState } from './refresh.ts';
import { nextEvening } from './rules.ts';
import { tallyStore } from './store.ts';
import type { CountedState, LiveTally } from './tally.ts';

/** Kind of the due items of the evening update. Their subject is the tally's id. */
export const EVENING_UPDATE = 'tally-evening';

const place = z.object({ platform: platformSchema, channel: z.string(), thread: z.string().nullable() });

/**
 * Posts a live tally of the edition. A channel holds only one: a former one there stops and says where it continues.
 */
export const showTally = operation({
  name: 'tallies.show',
  who: 'coordinator',
  input: z.object({
    /** Null for the region's tallies channel on the actor's platform. */
    place: place.nullable(),
    daily: z.boolean(),
  }),
  async run(scope, given): Promise<LiveTally> {
    const edition = await latestEdition(scope);
    const target = given.place === null ? await talliesChannel(scope, scope.actor.platform) : targetOf(given.place);
    const { platform, channel } = target.kind === 'place' ? target.place : target;
    const store = tallyStore(scope);
    await store.lock(edition.id);
    const state = await countTally(scope, edition);
    for (const former of await store.live()) {
      if (former.platform === platform && former.channel === channel) await stop(scope, former, 'moved');
    }
    const id = crypto.randomUUID();
    const deliveryKey = `tally:${id}`;
    const tally = { id, editionId: edition.id, platform, channel, deliveryKey, daily: given.daily };
    await store.create({ ...tally, shown: { now: state, posted: state } });
    await postTally(scope, deliveryKey, target, edition, state);
    await tallyStale(scope, edition.id);
    const at = nextEvening(scope.now, scope.region.timeZone);
    await schedule(scope, { kind: EVENING_UPDATE, subject: id, at, expires: null });
    return { ...tally, createdAt: scope.now, shown: { now: state, posted: state } };
  },
  journal: { deeds: ({ id }) => ({ verb: 'tallies.journal.shown', object: { kind: 'tally', id, name: null } }) },
});

/** Sends a tally's message under a key of its own. */
export async function postTally(
  scope: RegionScope,
  key: string,
  target: ChannelTarget | PlaceTarget,
  edition: Edition,
  state: CountedState,
): Promise<void> {
  const words = regionWords(scope.region);
  const message = tallyMessage(words, edition, scope.region, toldState(state), { kind: 'live', at: scope.now });
  await send(scope, { key, target, message });
}

function targetOf({ platform, channel, thread }: z.output<typeof place>): ChannelTarget | PlaceTarget {
  if (thread === null) return { kind: 'channel', platform, channel };
  return { kind: 'place', place: { platform, channel, thread } };
}

async function talliesChannel(scope: RegionScope, platform: string): Promise<ChannelTarget> {
  const channels = await directory(scope).channels('tallies');
  const found = channels.find((target) => target.kind === 'channel' && target.platform === platform);
  if (found?.kind !== 'channel') throw new UserError('tallies.errors.noChannel', {}, 'channel');
  return found;
}

/** Returns the region's tallies channel on the actor's platform. Throws UserError when none was chosen. */
export const talliesPlace = operation({
  name: 'tallies.place',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  async run(scope): Promise<Place> {
    const { platform, channel } = await talliesChannel(scope, scope.actor.platform);
    return { platform, channel, thread: null };
  },
});

/** Returns the live tallies, each with the name of its edition. */
export const liveTallies = operation({
  name: 'tallies.live',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  async run(scope): Promise<readonly (LiveTally & { readonly edition: string })[]> {
    const editions = new Map((await allEditions(scope)).map(({ id, name }) => [id, name]));
    const tallies = await tallyStore(scope).live();
    return tallies.map((tally) => ({ ...tally, edition: editions.get(tally.editionId) ?? '' }));
  },
});

/** Stops a live tally: its message stays, with its last figures, and says that it is no longer updated. */
export const removeTally = operation({
  name: 'tallies.remove',
  who: 'coordinator',
  input: z.object({ id: z.uuid() }),
  async run(scope, { id }): Promise<void> {
    const tally = (await tallyStore(scope).live()).find((each) => each.id === id);
    if (!tally || !(await stop(scope, tally, 'stopped'))) throw new UserError('tallies.errors.noneLive');
  },
  journal: { deeds: (_, { id }) => ({ verb: 'tallies.journal.removed', object: { kind: 'tally', id, name: null } }) },
});

async function stop(scope: RegionScope, tally: LiveTally, why: 'stopped' | 'moved'): Promise<boolean> {
  if (!(await tallyStore(scope).remove(tally.id))) return false;
  await unschedule(scope, EVENING_UPDATE, tally.id);
  const edition = await editionById(scope, tally.editionId);
  if (edition && tally.shown) {
    await editTally(scope, tally.deliveryKey, edition, tally.shown.now, { kind: why, at: scope.now });
  }
  return true;
}
