import type { ThreadWaits } from '../organisations/thread-waits.ts';
import { excerpt } from './messages/state.ts';
import { copyKey } from './rules.ts';
import { threadWaitsStore } from './thread-waits-store.ts';

/** An announcement waits in a thread for as long as this; then nobody can be expected to read it any more. */
const WAITS_MS = 14 * 24 * 3_600_000;

/** Characters of the text shown so that the announcement is recognised. */
const EXCERPT = 80;

/** Words each announcement in an organisation's thread that not everybody there has read, the latest first. */
export const announcementsInThread: ThreadWaits = async (scope, { organisationId, platform, t }) => {
  const store = threadWaitsStore(scope);
  const left = await store.leftSince(new Date(scope.now.getTime() - WAITS_MS));
  const keyOf = (id: string) =>
    copyKey(id, { kind: 'private', platform, organisation: { id: organisationId, name: '' }, people: [] });
  const readers = await store.readersOfCopies(new Map(left.map(({ id }) => [id, keyOf(id)])));
  const read = await store.haveRead(readers);
  return left.flatMap(({ id, text }) => {
    const counts = { read: read.get(id)?.length ?? 0, of: readers.get(id)?.length ?? 0 };
    if (counts.read === counts.of) return [];
    return [t.text('announcements.thread.waits', { text: excerpt({ text }, EXCERPT), ...counts })];
  });
};
