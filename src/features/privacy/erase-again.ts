import type { Actor } from '../../access/actor/actor.ts';
import { actorOf } from '../../access/actor/actor-store.ts';
import { dataSettingsStore } from '../../access/region/data-settings-store.ts';
import { isOwnErasure, originsNow } from '../../access/region/origins-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { platformNames } from '../../platforms/registered.ts';
import { closeUntil, saidUntil } from '../../relay/erase-store.ts';
import { partAccounts } from '../people/operations/separate.ts';
import { eraseActor } from './erase.ts';
import { erasureMarks } from './erasure-marks-store.ts';
import { erasureStore } from './erasure-store.ts';

/** An erasure: its beginning (ISO 8601), the marks of the people it erased, and the database in which it was. */
interface Marked {
  readonly erasure: string;
  readonly at: string;
  readonly people: readonly string[];
  readonly origin?: string | undefined;
}

/** Erasures of a list beside backups that the region doesn't know. */
interface UnknownErasures {
  /** Those that are to be done again, because its database is older than they are. */
  readonly again: readonly Marked[];
  /** The number of those that were in a database in which it has never been: in a copy of it. */
  readonly elsewhere: number;
}

const DAY_MS = 86_400_000;

/** Returns which of these erasures of the region aren't known here. */
export async function unknownErasures(scope: RegionScope, marked: readonly Marked[]): Promise<UnknownErasures> {
  const origins = await originsNow(scope);
  if (marked.length === 0) return { again: [], elsewhere: 0 };
  const ids = await erasureMarks(scope).unknownOf(marked.map(({ erasure }) => erasure));
  const unknown = marked.filter(({ erasure }) => ids.has(erasure));
  const own = unknown.filter((one) => isOwnErasure(origins, one));
  return { again: await withoutForgotten(scope, own), elsewhere: unknown.length - own.length };
}

/**
 * Leaves out erasures that are unknown because their term is over and the purge has been there since, unless somebody whom they erased is
 * here.
 */
async function withoutForgotten(scope: RegionScope, marked: readonly Marked[]): Promise<readonly Marked[]> {
  const { days, purgedAt } = await dataSettingsStore(scope).read();
  const isForgotten = ({ at }: Marked) =>
    purgedAt !== null && Date.parse(at) + days.history * DAY_MS <= purgedAt.getTime();
  const old = marked.filter(isForgotten);
  if (old.length === 0) return marked;
  const here = await erasureMarks(scope).peopleMarked(old.flatMap(({ people }) => people));
  const back = new Set(here.flatMap(({ marks }) => marks));
  return marked.filter((one) => !isForgotten(one) || one.people.some((mark) => back.has(mark)));
}

/**
 * Erases those who have one of these marks, as the erasure that had done it. Returns how many they are. What was said before it, and
 * is read back now, may be theirs on an account that isn't known here: it gets nobody to know, and passes in no tied channel. Throws
 * where somebody has an account besides that wasn't erased, and can't be parted from it.
 */
export async function eraseMarked(scope: RegionScope, { erasure, at: began, people }: Marked): Promise<number> {
  const marks = erasureMarks(scope);
  // They were parted between the backup and the erasure, and are once more.
  for (const { id } of (await marks.peopleMarked(people)).filter(({ partly }) => partly)) {
    if (!(await partAccounts(scope, id))) throw new Error('one of two accounts was erased, and they are one person');
  }
  // Several people may have been merged into one since.
  const found = await marks.peopleMarked(people);
  const beganAt = new Date(Math.min(Date.parse(began), scope.now.getTime()));
  await erasureStore(scope).ofNobodyKnown(found.length === 0 ? erasure : crypto.randomUUID(), beganAt);
  await closeUntil(scope, platformNames(), saidUntil(beganAt));
  for (const [at, { id }] of found.entries()) {
    const actor = await actorFor(scope, id);
    await eraseActor({ ...scope, actor }, at === 0 ? erasure : crypto.randomUUID(), []);
  }
  return found.length;
}

async function actorFor(scope: RegionScope, personId: string): Promise<Actor> {
  const { tx, region, now } = scope;
  const account = await erasureStore(scope).accountOf(personId);
  const user = { platform: account?.platform ?? '', id: account?.externalId ?? '', name: '' };
  if (account) return actorOf(tx, { region }, { ...user, team: null, administrator: null, locale: null }, now);
  return {
    ...{ personId, name: '', platform: user.platform, externalId: '', team: null, administrator: null },
    ...{ coordinator: false, delegateOf: [], organisations: [], requests: [], separable: null, locale: region.locale },
  };
}
