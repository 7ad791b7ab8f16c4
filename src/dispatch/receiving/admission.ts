import type { Form } from '../../chat/form.ts';
import type { AnswerMode } from '../../chat/interaction.ts';
import type { FormResponder, Responder } from '../../chat/platform.ts';
import type { QueuedFormResponder, QueuedResponder } from '../forms/queued-responder.ts';
import { beforeDeadline, monotonicNow } from '../running/deadline.ts';
import type { ConcurrencyLimit } from './concurrency-limit.ts';

/** So many things of one person may be pending: nobody does more, and a flood isn't kept. */
export const MAX_PENDING = 200;
/** So many of one person (`each`) once more than `all` are pending of everybody. */
const MOST_OF_MANY = { all: 1_000, each: 20 } as const;
/**
 * Milliseconds that work may be kept waiting for acknowledgements that are on their way: work keeps the processor busy, and
 * they would be sent and read between its steps. A platform that answers slowly must not hold up everybody.
 */
const QUIET_MS = 100;
/** What has to be looked at first waits for its turn unacknowledged for so many milliseconds: a form may still open. */
const LOOK_MS = 500;

type Work<R extends Responder> = (responder: R) => Promise<void>;

/** Something that somebody did, which asks to be admitted. */
export interface AdmissionRequest<R extends Responder> {
  readonly who: string;
  readonly responder: R;
  /** Tells them that so much of theirs is pending, which is too much. */
  readonly tooMuch: (theirs: number) => Promise<void>;
  /**
   * Something has to be looked at before it is known how to acknowledge it, and that waits its turn too. When that comes so
   * late that it is acknowledged without, this is said instead of opening a form. Null: it is acknowledged as it comes.
   */
  readonly late: ((form: Form) => Promise<void>) | null;
}

/**
 * Deals with what people do, acknowledgements first: each is acknowledged as it comes, and what then remains to be done
 * waits its turn, of those with the least pending first, in the order in which they were acknowledged.
 */
export interface Admission {
  admit(request: AdmissionRequest<Responder>, work: Work<Responder>): Promise<void>;
  admitForm(request: AdmissionRequest<FormResponder>, work: Work<QueuedFormResponder>): Promise<void>;
}

export interface AdmissionOptions {
  readonly quietMs?: number;
  readonly lookMs?: number;
}

export function createAdmission(
  limit: ConcurrencyLimit,
  { quietMs = QUIET_MS, lookMs = LOOK_MS }: AdmissionOptions = {},
): Admission {
  const acknowledgements = createAcknowledgements(quietMs);
  const pending = new Map<string, number>();
  let all = 0;

  async function counted(
    who: string,
    tooMuch: (theirs: number) => Promise<void>,
    work: () => Promise<void>,
  ): Promise<void> {
    const theirs = pending.get(who) ?? 0;
    if (theirs >= (all < MOST_OF_MANY.all ? MAX_PENDING : MOST_OF_MANY.each)) return tooMuch(theirs);
    pending.set(who, theirs + 1);
    all += 1;
    try {
      await work();
    } finally {
      all -= 1;
      const left = (pending.get(who) ?? 1) - 1;
      if (left > 0) pending.set(who, left);
      else pending.delete(who);
    }
  }

  async function served(
    { who, responder, late }: AdmissionRequest<Responder>,
    work: Work<QueuedResponder>,
  ): Promise<void> {
    let turn: Promise<() => void> | undefined;
    let acknowledged = false;
    const theirTurn = async () => {
      turn ??= limit.acquire(who);
      return (await beforeDeadline(turn, monotonicNow() + lookMs)) !== null;
    };
    const acknowledge = async (mode: AnswerMode) => {
      if (!acknowledged) await acknowledgements.with(responder.acknowledge(mode));
      turn ??= limit.acquire(who);
      await turn;
      await acknowledgements.none();
    };
    try {
      if (late && !(await theirTurn())) {
        await acknowledge('private');
        acknowledged = true;
      }
      await work({
        turn: theirTurn,
        acknowledge,
        openForm: (form) => (acknowledged && late ? late(form) : responder.openForm(form)),
        answer: (message, locale) => responder.answer(message, locale),
        aside: (message, locale) => responder.aside(message, locale),
        retire: (message, locale) => responder.retire(message, locale),
        drop: () => responder.drop(),
      });
    } finally {
      // Should the work have ended without waiting for its turn, the turn still comes, and is given back.
      void turn?.then((release) => release());
    }
  }

  const admit = (request: AdmissionRequest<Responder>, work: Work<QueuedResponder>) =>
    counted(request.who, request.tooMuch, () => served(request, work));

  return {
    admit,
    admitForm: (request, work) =>
      admit(request, (waiting) =>
        work({ ...waiting, refuse: (errors) => acknowledgements.with(request.responder.refuse(errors)) }),
      ),
  };
}

interface Acknowledgements {
  with(acknowledgement: Promise<void>): Promise<void>;
  /** Resolves when no acknowledgement is on its way, or the patience is at an end. */
  none(): Promise<void>;
}

function createAcknowledgements(patienceMs: number): Acknowledgements {
  let count = 0;
  let allThere: Promise<void> = Promise.resolve();
  let resolveAllThere = () => {};
  return {
    async with(acknowledgement) {
      if (count === 0) {
        allThere = new Promise((resolve) => {
          resolveAllThere = resolve;
        });
      }
      count += 1;
      try {
        await acknowledgement;
      } finally {
        count -= 1;
        if (count === 0) resolveAllThere();
      }
    },
    async none() {
      if (count > 0) await beforeDeadline(allThere, monotonicNow() + patienceMs);
    },
  };
}
