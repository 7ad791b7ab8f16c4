import type { Form } from '../../chat/form.ts';
import type { AnswerMode } from '../../chat/interaction.ts';
import type { FormResponder, Responder } from '../../chat/platform.ts';
import type { QueuedFormResponder, QueuedResponder } from '../forms/queued-responder.ts';
import { beforeDeadline, monotonicNow } from '../running/deadline.ts';
import type { ConcurrencyLimit } from './concurrency-limit.ts';

/** The most things of one person that may be pending. Nobody needs more, and a flood isn't kept. */
export const MAX_PENDING = 200;
/** The most of one person (`each`) once more than `all` are pending from everybody. */
const MOST_OF_MANY = { all: 1_000, each: 20 } as const;
/**
 * The milliseconds that work may wait for acknowledgements on their way. Work keeps the processor busy, so that they
 * would be sent and read only between its steps. A platform that answers slowly must not hold up everybody.
 */
const QUIET_MS = 100;
/**
 * The milliseconds for which an interaction whose acknowledgement depends on a look-up waits for its turn
 * unacknowledged, so that a form may still open.
 */
const LOOK_MS = 500;

type Work<R extends Responder> = (responder: R) => Promise<void>;

/** Something that somebody did, which asks to be admitted. */
export interface AdmissionRequest<R extends Responder> {
  readonly who: string;
  readonly responder: R;
  /** Tells them that too much of theirs is pending. */
  readonly tooMuch: (theirs: number) => Promise<void>;
  /**
   * Set when the acknowledgement depends on a look-up, which waits its turn too. When the turn comes so late that it
   * had to be acknowledged, this is called instead of opening a form. Null when it is acknowledged as it comes.
   */
  readonly late: ((form: Form) => Promise<void>) | null;
}

/**
 * Deals with what people do, acknowledgements first. Each thing is acknowledged as it comes; the rest of the work waits
 * its turn. People with the least pending come first, in the order in which they were acknowledged.
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
        acknowledgedAs: () => responder.acknowledgedAs?.() ?? null,
        standsIn: () => responder.standsIn?.() ?? [],
        openForm: (form) => (acknowledged && late ? late(form) : responder.openForm(form)),
        answer: (message, locale) => responder.answer(message, locale),
        aside: (message, locale) => responder.aside(message, locale),
        retire: (message, locale) => responder.retire(message, locale),
        drop: () => responder.drop(),
      });
    } finally {
      // When the work ended without waiting for its turn, the turn is given back once it comes.
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
  /** Resolves when no acknowledgement is on its way, or after the longest wait. */
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
