import type { Inbox } from '../../chat/platform.ts';
import type { Lease } from '../../database/leases.ts';

/** Stands for a lease where a platform tells each thing to one process only, so that every process may listen. */
export function unsharedLease(begun: () => void): Lease {
  queueMicrotask(begun);
  return { mine: true, asked: Promise.resolve(), release: async () => {} };
}

/** Takes in what comes while this process holds the lease; the process that holds it deals with the rest. */
export function onlyWhileLeased(inbox: Inbox, isMine: () => boolean): Inbox {
  return {
    async command(command, responder) {
      if (isMine()) await inbox.command(command, responder);
    },
    async action(action, responder) {
      if (isMine()) await inbox.action(action, responder);
    },
    async form(form, responder) {
      if (isMine()) await inbox.form(form, responder);
    },
    async message(message) {
      if (isMine()) await inbox.message(message);
    },
    async membership(told) {
      if (isMine()) await inbox.membership?.(told);
    },
    // Each process tells this at its start, perhaps before it holds the lease; it is stored once all the same.
    withheld: async (from) => inbox.withheld?.(from),
    suggest: async (request) => (isMine() ? inbox.suggest(request) : null),
    heard(team, until) {
      if (isMine()) inbox.heard?.(team, until);
    },
    missed() {
      // Whoever gets the lease reads back anyway.
      if (isMine()) inbox.missed?.();
    },
  };
}
