import type { Actor } from '../../access/actor/actor.ts';
import { actorOf } from '../../access/actor/actor-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { platformNames } from '../../platforms/registered.ts';
import { closeUntil, saidUntil } from '../../relay/erase-store.ts';
import { eraseActor } from './erase.ts';
import { erasureMarks } from './erasure-marks-store.ts';
import { erasureStore } from './erasure-store.ts';

/** An erasure: its beginning (ISO 8601), and the marks of the people it erased. */
interface Marked {
  readonly erasure: string;
  readonly at: string;
  readonly people: readonly string[];
}

/** Returns those of these erasures that the region doesn't know, because its database is older than they are. */
export async function unknownErasures(scope: RegionScope, marked: readonly Marked[]): Promise<readonly Marked[]> {
  const unknown = await erasureMarks(scope).unknownOf(marked.map(({ erasure }) => erasure));
  return marked.filter(({ erasure }) => unknown.has(erasure));
}

/**
 * Erases those who have one of these marks, as the erasure that had done it. Returns how many they are. What was said before it, and
 * is read back now, may be theirs on an account that isn't known here: it gets nobody to know, and passes in no tied channel.
 */
export async function eraseMarked(scope: RegionScope, { erasure, at: began, people }: Marked): Promise<number> {
  // Several people may have been merged into one since.
  const found = await erasureMarks(scope).peopleMarked(people);
  const beganAt = new Date(Math.min(Date.parse(began), scope.now.getTime()));
  await erasureStore(scope).ofNobodyKnown(found.length === 0 ? erasure : crypto.randomUUID(), beganAt);
  await closeUntil(scope, platformNames(), saidUntil(beganAt));
  for (const [at, personId] of found.entries()) {
    const actor = await actorFor(scope, personId);
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
