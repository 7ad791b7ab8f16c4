/**
 * The number of things that are worked on at once. Sixty people who press together are served one after the other,
 * instead of all of them slowly. Interactions and typed messages don't wait for each other, and nobody waits for things
 * that are given back, which may take many messages.
 */
const AT_ONCE = { interactions: 3, typed: 3, givenBack: 1 } as const;
/** The number of things of one person that are worked on at once. */
const OWN_AT_ONCE = 2;
/** People with more than this many pending count as having this many. */
const MOST_TOLD_APART = 20;
/**
 * The most milliseconds anybody waits while nothing is finished. Those before them may be held up by a platform, or by
 * a database that is away, and they have to hear of it in time.
 */
const PATIENCE_MS = 700;
/**
 * A process that is busy all the while gets this many times as long: working on everything at once would slow it
 * further.
 */
const BUSY_PATIENCE = 4;
/** The share of its time from which a process counts as busy. */
const BUSY = 0.9;

export interface ConcurrencyLimitOptions {
  readonly atOnce: number;
  readonly patienceMs?: number;
}

/**
 * A fair limit on what is worked on at once. Whoever has the least pending comes first, so that a flood waits for
 * everybody else.
 */
export interface ConcurrencyLimit {
  /** Resolves when it is their turn, with a function that gives the turn back. */
  acquire(who: string): Promise<() => void>;
  /** The number of people who wait for their turn. */
  readonly waiting: number;
  /** Runs the work when it is their turn. */
  run<T>(who: string, work: () => Promise<T>): Promise<T>;
}

/** The limits of one platform. */
export interface PlatformLimits {
  /** The limit on commands, buttons and forms. */
  readonly interactions: ConcurrencyLimit;
  readonly typed: ConcurrencyLimit;
  /** The limit on answers to what is too much or too long to be dealt with. */
  readonly givenBack: ConcurrencyLimit;
}

export function createPlatformLimits(): PlatformLimits {
  return {
    interactions: createConcurrencyLimit({ atOnce: AT_ONCE.interactions }),
    typed: createConcurrencyLimit({ atOnce: AT_ONCE.typed }),
    givenBack: createConcurrencyLimit({ atOnce: AT_ONCE.givenBack }),
  };
}

interface Person {
  readonly who: string;
  served: number;
  readonly waiting: (() => void)[];
}

export function createConcurrencyLimit({
  atOnce,
  patienceMs = PATIENCE_MS,
}: ConcurrencyLimitOptions): ConcurrencyLimit {
  const people = new Map<string, Person>();
  /**
   * The people whose turn may come, by how much of theirs is pending, in the order in which they reached that number.
   */
  const lines = Array.from({ length: MOST_TOLD_APART + 1 }, () => new Set<Person>());
  let taken = 0;
  let waiting = 0;
  let lastLeft = 0;
  let stuck: NodeJS.Timeout | null = null;

  const pendingOf = ({ served, waiting }: Person) => served + waiting.length;
  const lineOf = (person: Person) => lines[Math.min(pendingOf(person), MOST_TOLD_APART)];

  /** Changes what somebody has pending, and lines them up anew. */
  function change(person: Person, how: () => void): void {
    lineOf(person)?.delete(person);
    how();
    if (person.waiting.length > 0 && person.served < OWN_AT_ONCE) lineOf(person)?.add(person);
    if (pendingOf(person) === 0) people.delete(person.who);
  }

  function next(): Person | undefined {
    for (const line of lines) for (const person of line) return person;
    return undefined;
  }

  function serve(person: Person): void {
    const [come] = person.waiting;
    taken += 1;
    change(person, () => {
      person.waiting.shift();
      person.served += 1;
    });
    come?.();
  }

  function serveNext(): void {
    for (let person = next(); person && taken < atOnce; person = next()) serve(person);
    if (stuck === null && next()) lookLater(patienceMs);
  }

  function lookLater(inMs: number): void {
    const before = performance.eventLoopUtilization();
    stuck = setTimeout(() => unlessStuck(performance.eventLoopUtilization(before).utilization), inMs);
  }

  /** Serves everybody when nothing was finished for too long, although there was time for it, or for very long. */
  function unlessStuck(utilization: number): void {
    stuck = null;
    const patience = utilization > BUSY ? BUSY_PATIENCE * patienceMs : patienceMs;
    const left = lastLeft + patience - performance.now();
    if (left > 0) lookLater(Math.min(left, patienceMs));
    else for (let person = next(); person; person = next()) serve(person);
  }

  function leave(person: Person): void {
    taken -= 1;
    lastLeft = performance.now();
    change(person, () => {
      person.served -= 1;
    });
    serveNext();
  }

  async function acquire(who: string): Promise<() => void> {
    const person = people.get(who) ?? { who, served: 0, waiting: [] };
    people.set(who, person);
    waiting += 1;
    await new Promise<void>((resolve) => {
      change(person, () => person.waiting.push(resolve));
      serveNext();
    });
    waiting -= 1;
    return () => leave(person);
  }

  return {
    acquire,
    get waiting() {
      return waiting;
    },
    async run(who, work) {
      const done = await acquire(who);
      try {
        return await work();
      } finally {
        done();
      }
    },
  };
}
