import { memberOf } from '../../access/actor/rights.ts';
import { directory } from '../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { editUnder, tellPerson, wordsForHolder } from '../../delivery/outbox/index.ts';
import { tellCoordinators } from '../regions/tell-coordinators.ts';
import type { Event } from './event.ts';
import { hostOfSide, type Merge, type MergeFacts, type MergeSide, mergeSides } from './merge.ts';
import { mergeStore } from './merge-store.ts';
import { mergeCard } from './messages/merge.ts';

/** Returns the key prefix of the cards that ask one side's organisation; the reader follows. */
export function mergeKey({ id }: Pick<Merge, 'id'>, side: MergeSide): string {
  return `event-merge:${id}:${side}`;
}

/** Collects the names that a merge's card shows. */
export async function mergeFacts(scope: RegionScope, merge: Merge): Promise<MergeFacts> {
  const asked = merge.asker === null ? null : merge.proposedById;
  const ids = [asked, merge.endedById].flatMap((id) => id ?? []);
  const names = new Map((await directory(scope).people(ids)).map(({ personId, name }) => [personId, name]));
  const nameOf = (id: string | null) => (id === null ? undefined : names.get(id)) ?? scope.region.chamber;
  return { merge, by: nameOf(asked), ender: nameOf(merge.endedById) };
}

/** Asks the members of one side's organisation or, when it has none, the coordinators, who may answer for it. */
export async function sendMergeCards(scope: RegionScope, merge: Merge, side: MergeSide): Promise<void> {
  const { id } = hostOfSide(merge, side);
  const facts = await mergeFacts(scope, merge);
  const members = await directory(scope).members(id);
  const key = mergeKey(merge, side);
  if (members.length === 0) await tellCoordinators(scope, key, (t) => mergeCard(t, facts, side));
  for (const contact of members) {
    await tellPerson(scope, contact, {
      key: `${key}:${contact.personId}`,
      words: (t) => mergeCard(t, facts, side),
      consent: { unasked: 'invitation', personId: contact.personId },
      readAs: [memberOf(id)],
    });
  }
}

/** Ends the open merge of an event that waits for no decision any more, and takes the buttons from its cards. */
export async function endMergesOf(scope: RegionScope, { id }: Event): Promise<void> {
  const store = mergeStore(scope);
  for (const merge of await store.openOf(id)) {
    await refreshMergeCards(scope, await store.change(merge, { status: 'WITHDRAWN' }));
  }
}

/** Edits all cards to how it stands. */
export async function refreshMergeCards(scope: RegionScope, merge: Merge): Promise<void> {
  const facts = await mergeFacts(scope, merge);
  for (const side of mergeSides) {
    const prefix = `${mergeKey(merge, side)}:`;
    await editUnder(scope, prefix, async (key) =>
      mergeCard(await wordsForHolder(scope, key.slice(prefix.length)), facts, side),
    );
  }
}
