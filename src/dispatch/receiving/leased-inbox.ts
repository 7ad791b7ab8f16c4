import type { Inbox } from '../../chat/platform.ts';
import type { Lease } from '../../database/leases.ts';

/** Stands for a lease where a platform tells each thing to one process only, so that every process may listen. */
export function unsharedLease(begun: () => void): Lease {
  queueMicrotask(begun);
  return { mine: true, asked: Promise.resolve(), release: async () => {} };
}

/** Takes in what comes while this process holds the lease; the process that holds it deals with the rest. */
export function onlyWhileLeased(inbox: Inbox, isMine: () => boolean): Inbox {
  const { relay } = inbox;
  const whileMine =
    <Given extends readonly unknown[]>(take: (...given: Given) => Promise<void>) =>
    async (...given: Given): Promise<void> => {
      if (isMine()) await take(...given);
    };
  return {
    command: whileMine(inbox.command),
    action: whileMine(inbox.action),
    form: whileMine(inbox.form),
    message: whileMine(inbox.message),
    membership: whileMine(async (told) => inbox.membership?.(told)),
    suggest: async (request) => (isMine() ? inbox.suggest(request) : null),
    ...(relay
      ? {
          relay: {
            isRelayed: (channel) => isMine() && relay.isRelayed(channel),
            take: whileMine((event) => relay.take(event)),
          },
        }
      : {}),
    // Each process tells this at its start, perhaps before it holds the lease; it is stored once all the same.
    withheld: async (from) => inbox.withheld?.(from),
    heard(team, until) {
      if (isMine()) inbox.heard?.(team, until);
    },
    missed() {
      // Whoever gets the lease reads back anyway.
      if (isMine()) inbox.missed?.();
    },
  };
}
