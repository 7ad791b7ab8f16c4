import type { ThreadWaits } from '../organisations/thread-waits.ts';
import { excerpt } from './messages/state.ts';
import { recipientStore } from './recipient-store.ts';
import { copyKey } from './rules.ts';
import { threadWaitsStore } from './thread-waits-store.ts';

/** An announcement waits in a thread for as long as this; then nobody can be expected to read it any more. */
const WAITS_MS = 14 * 24 * 3_600_000;

/** Characters of the text shown so that the announcement is recognised. */
const EXCERPT = 80;

/** Words each announcement in an organisation's thread that not everybody there has read, the latest first. */
export const announcementsInThread: ThreadWaits = async (scope, { organisationId, platform, t }) => {
  const store = threadWaitsStore(scope);
  const lines: string[] = [];
  const since = new Date(scope.now.getTime() - WAITS_MS);
  for (const { id, text } of await store.leftSince(since)) {
    const key = copyKey(id, { kind: 'private', platform, organisation: { id: organisationId, name: '' }, people: [] });
    const people = await store.readersOfCopy(id, key);
    const read = (await recipientStore(scope).haveRead(id, people)).size;
    if (read === people.length) continue;
    lines.push(t.text('announcements.thread.waits', { text: excerpt({ text }, EXCERPT), read, of: people.length }));
  }
  return lines;
};
