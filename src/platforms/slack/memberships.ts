import type { Membership } from '../../chat/platform.ts';
import type { SlackClient } from './client.ts';
import { attempt } from './errors.ts';
import { at, listAt, textAt } from './wire.ts';

/** So few are asked about one by one: Slack allows a hundred such requests a minute. */
const FEW = 50;
/** Slack allows twenty pages a minute: so many are read at once. */
const PAGE = 500;
const MOST_PAGES = 20;

/**
 * Whether accounts are active: few are asked about by themselves, many read from the list of all. Of a workspace that is
 * larger than what may be read at once, some of those that weren't on it are asked about too; the others aren't told.
 */
export async function membershipsOf(
  client: SlackClient,
  users: readonly string[],
  one: (user: string) => Promise<Membership>,
): Promise<ReadonlyMap<string, Membership>> {
  const found = users.length > FEW ? await listed(client, new Set(users)) : new Map<string, Membership>();
  for (const user of users.filter((id) => !found.has(id)).slice(0, FEW)) found.set(user, await one(user));
  return found;
}

async function listed(client: SlackClient, wanted: ReadonlySet<string>): Promise<Map<string, Membership>> {
  const found = new Map<string, Membership>();
  let cursor: string | null = null;
  for (let pages = 0; pages < MOST_PAGES && found.size < wanted.size; pages += 1) {
    const after = cursor === null ? {} : { cursor };
    const answer = await attempt(() => client.users.list({ limit: PAGE, ...after }));
    for (const member of listAt(answer, 'members')) {
      const id = textAt(member, 'id');
      if (id !== null && wanted.has(id)) found.set(id, member.deleted === true ? 'gone' : 'member');
    }
    cursor = textAt(at(answer, 'response_metadata'), 'next_cursor');
    if (cursor === null) break;
  }
  return found;
}
