import type { FormResponder, Responder } from '../chat/platform.ts';
import { createOwnTurns } from './own-turn.ts';

/** So many are worked on side by side: sixty who press at once are served one after the other, not all of them slowly. */
const AT_ONCE = 8;
/**
 * Nobody waits longer than that for their turn, in milliseconds: those before them may be held up by a platform, or by a
 * database that is away, and then they are to hear of it in time.
 */
const PATIENCE_MS = 700;
/**
 * Milliseconds that work may be kept waiting for acknowledgements that are on their way: work keeps the processor busy, and
 * they would be sent and read between its steps. A platform that answers slowly must not hold up everybody.
 */
const QUIET_MS = 100;

type Work<R extends Responder> = (responder: R) => Promise<void>;

/**
 * Deals with what people do, acknowledgements first: each is acknowledged as it comes, and what then remains to be done
 * waits its turn, in the order in which they were acknowledged. `who`: of one person only a few at a time.
 */
export interface InTurn {
  serve(who: string, responder: Responder, work: Work<Responder>): Promise<void>;
  serveForm(who: string, responder: FormResponder, work: Work<FormResponder>): Promise<void>;
}

export function createInTurn(atOnce = AT_ONCE, patienceMs = PATIENCE_MS, quietMs = QUIET_MS): InTurn {
  const places = createPlaces(atOnce, patienceMs);
  const onTheirWay = createOnTheirWay(quietMs);
  const ownTurns = createOwnTurns();

  async function turnOf(who: string): Promise<() => void> {
    const own = await ownTurns.take(who);
    const place = await places.take();
    return () => {
      place();
      own();
    };
  }

  async function serve(who: string, responder: Responder, work: Work<Responder>): Promise<void> {
    let turn: Promise<() => void> | undefined;
    try {
      await work({
        async acknowledge(mode) {
          await onTheirWay.with(responder.acknowledge(mode));
          turn ??= turnOf(who);
          await turn;
          await onTheirWay.none();
        },
        openForm: (form) => responder.openForm(form),
        answer: (message, locale) => responder.answer(message, locale),
        aside: (message, locale) => responder.aside(message, locale),
        drop: () => responder.drop(),
      });
    } finally {
      // Should the work have ended without waiting for its turn, the turn still comes, and is given back.
      void turn?.then((giveBack) => giveBack());
    }
  }

  return {
    serve,
    serveForm: (who, responder, work) =>
      serve(who, responder, (waiting) => work({ ...waiting, refuse: (errors) => responder.refuse(errors) })),
  };
}

interface OnTheirWay {
  with(acknowledgement: Promise<void>): Promise<void>;
  /** Resolves when no acknowledgement is on its way, or the patience is at an end. */
  none(): Promise<void>;
}

function createOnTheirWay(patienceMs: number): OnTheirWay {
  const waiting = new Set<() => void>();
  let count = 0;
  return {
    async with(acknowledgement) {
      count += 1;
      try {
        await acknowledgement;
      } finally {
        count -= 1;
        if (count === 0) for (const goOn of waiting) goOn();
      }
    },
    async none() {
      if (count === 0) return;
      await new Promise<void>((resolve) => {
        const goOn = () => {
          clearTimeout(late);
          waiting.delete(goOn);
          resolve();
        };
        const late = setTimeout(goOn, patienceMs);
        waiting.add(goOn);
      });
    },
  };
}

interface Places {
  /** Resolves when a place is free, or the patience is at an end, with what gives the place back. */
  take(): Promise<() => void>;
}

function createPlaces(count: number, patienceMs: number): Places {
  const waiting = new Set<() => void>();
  let free = count;

  function giveBack(): void {
    const [next] = waiting;
    if (next) next();
    else free += 1;
  }

  return {
    async take() {
      if (free > 0) {
        free -= 1;
        return giveBack;
      }
      return new Promise((resolve) => {
        const come = () => {
          clearTimeout(late);
          waiting.delete(come);
          resolve(giveBack);
        };
        const late = setTimeout(() => {
          waiting.delete(come);
          resolve(() => {});
        }, patienceMs);
        waiting.add(come);
      });
    },
  };
}
