import type { RollCall, TeamMembership } from '../../chat/platform.ts';
import type { SlackBudget } from './budget.ts';
import type { SlackClient } from './client.ts';
import { attemptCall } from './errors.ts';
import { at, listAt, textAt } from './wire.ts';

/** Up to this many people are asked about one by one. */
const FEW = 50;
/** Accounts of one page. */
const PAGE = 500;
/** More pages than any workspace has: a list that doesn't end isn't read for ever. */
const MOST_PAGES = 1_000;

/**
 * Finds out whether accounts are active: few are looked up one by one, many in the list of all. While the list waits
 * for its limit, the first ones are looked up one by one; so are, at the end, those that weren't on it.
 */
export function callRoll(
  client: SlackClient,
  one: (user: string) => Promise<TeamMembership>,
  budget: SlackBudget,
): RollCall {
  let cursor: string | null = null;
  let pages = 0;
  let listEnded = false;

  const isMany = (users: readonly string[]) => users.length > FEW && !listEnded;

  async function nextPage(wanted: ReadonlySet<string>): Promise<ReadonlyMap<string, TeamMembership>> {
    budget.spend('users.list');
    const after = cursor === null ? {} : { cursor };
    const answer = await attemptCall(() => client.users.list({ limit: PAGE, ...after }));
    pages += 1;
    cursor = textAt(at(answer, 'response_metadata'), 'next_cursor');
    listEnded = cursor === null || pages === MOST_PAGES;
    const found = new Map<string, TeamMembership>();
    for (const member of listAt(answer, 'members')) {
      const id = textAt(member, 'id');
      if (id !== null && wanted.has(id)) found.set(id, member.deleted === true ? 'gone' : 'member');
    }
    return found;
  }

  return {
    wait(users) {
      const byName = budget.wait('users.info');
      return isMany(users) ? Math.min(byName, budget.wait('users.list')) : byName;
    },
    async ask(users) {
      if (isMany(users) && budget.wait('users.list') === 0) return nextPage(new Set(users));
      const [first] = users;
      if (first === undefined) return new Map();
      budget.spend('users.info');
      return new Map([[first, await one(first)]]);
    },
  };
}
