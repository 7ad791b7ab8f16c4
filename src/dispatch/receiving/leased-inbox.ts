import type { Inbox } from '../../chat/platform.ts';
import type { Lease } from '../../database/leases.ts';

/** Where a platform tells each thing to one process only, all may listen. */
export function everyProcess(begun: () => void): Lease {
  queueMicrotask(begun);
  return { mine: true, asked: Promise.resolve(), release: async () => {} };
}

/** Leaves what comes while it isn't this process's turn to the one whose turn it is. */
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
    // Told by each process at its start, when it may not be its turn yet; it is noted once all the same.
    withheld: async (what) => inbox.withheld?.(what),
    suggest: async (request) => (isMine() ? inbox.suggest(request) : null),
    heard(team, until) {
      if (isMine()) inbox.heard?.(team, until);
    },
    missed() {
      // Who gets the turn reads back anyway.
      if (isMine()) inbox.missed?.();
    },
  };
}
