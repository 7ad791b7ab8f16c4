import { z } from 'zod';
import { operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import { relayPeopleStore, type TakenBackNow, type TakingBack } from '../../../relay/people-store.ts';
import type { Copied } from '../relay.ts';

/** The most messages to which somebody gets links. */
const MOST_LINKED = 20;

const input = z.object({});

/** Leaves what somebody writes from now on out of the relay, on all their accounts. Returns what they wrote until now. */
export const fallSilent = operation({
  name: 'relays.silence',
  who: 'anyone',
  journal: { silent: 'is their own' },
  input,
  async run(scope): Promise<{ readonly already: Date | null; readonly copied: number }> {
    const { store, accounts } = await own(scope);
    const already = await store.silentSince(accounts);
    await store.silence(accounts);
    return { already, copied: await store.countCopied(accounts) };
  },
});

/** Lets what somebody writes from now on pass again. Returns whether it didn't before. */
export const speakAgain = operation({
  name: 'relays.speak',
  who: 'anyone',
  journal: { silent: 'is their own' },
  input,
  async run(scope): Promise<boolean> {
    const { store, accounts } = await own(scope);
    const since = await store.silentSince(accounts);
    await store.speak(accounts);
    return since !== null;
  },
});

/** Returns since when what somebody writes is left out of the relay; null when it isn't. */
export const viewSilence = operation({
  name: 'relays.viewSilence',
  who: 'anyone',
  looks: true,
  input,
  async run(scope): Promise<Date | null> {
    const { store, accounts } = await own(scope);
    return store.silentSince(accounts);
  },
});

/** Returns what of somebody's would be taken back. */
export const previewTakeBack = operation({
  name: 'relays.previewTakeBack',
  who: 'anyone',
  looks: true,
  input,
  async run(scope): Promise<Copied> {
    const { store, accounts } = await own(scope);
    return { messages: await store.countCopied(accounts), silentSince: await store.silentSince(accounts) };
  },
});

/** Has all copies of what somebody wrote deleted. What they wrote themselves stays theirs. */
export const takeBack = operation({
  name: 'relays.takeBack',
  who: 'anyone',
  journal: { silent: 'is their own' },
  input,
  async run(scope): Promise<TakenBackNow> {
    const { store, accounts } = await own(scope);
    return store.takeBack(accounts, MOST_LINKED);
  },
});

/** Returns how far the deletion of what somebody took back is. */
export const viewTakingBack = operation({
  name: 'relays.viewTakingBack',
  who: 'anyone',
  looks: true,
  input,
  async run(scope): Promise<TakingBack> {
    const { store, accounts } = await own(scope);
    return store.takingBack(accounts);
  },
});

async function own(scope: Scope) {
  const store = relayPeopleStore(scope);
  return { store, accounts: await store.accountsOf(scope.actor.personId) };
}
