/** So many are worked on side by side: sixty who press at once are served one after the other, not all of them slowly. */
const AT_ONCE = 8;
/** Of one person so many. */
const OWN_AT_ONCE = 2;
/** Whoever has more than that waiting is lined up with those who have as much. */
const MOST_TOLD_APART = 20;
/**
 * Nobody waits longer than that while nothing is finished, in milliseconds: those before them may be held up by a platform, or
 * by a database that is away, and then they are to hear of it in time.
 */
const PATIENCE_MS = 700;

export interface PlacesOptions {
  readonly atOnce?: number;
  readonly patienceMs?: number;
}

/** Places to be served at. Whoever has the least waiting comes first: a flood waits for everybody else, not they for it. */
export interface Places {
  /** Resolves when it is their turn, with what gives the place back. */
  take(who: string): Promise<() => void>;
  /** Does the work when it is their turn. */
  during<T>(who: string, work: () => Promise<T>): Promise<T>;
}

interface Person {
  readonly who: string;
  served: number;
  readonly waiting: (() => void)[];
}

export function createPlaces({ atOnce = AT_ONCE, patienceMs = PATIENCE_MS }: PlacesOptions = {}): Places {
  const people = new Map<string, Person>();
  /** Those whose turn may come, by how much of theirs is pending; among equals in the order in which they came to have it. */
  const lines = Array.from({ length: MOST_TOLD_APART + 1 }, () => new Set<Person>());
  let taken = 0;
  let lastGivenBack = 0;
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
    if (stuck === null && next()) stuck = setTimeout(unlessStuck, patienceMs);
  }

  /** Nothing was finished for so long: all who may be served are. */
  function unlessStuck(): void {
    stuck = null;
    const left = lastGivenBack + patienceMs - performance.now();
    if (left > 0) stuck = setTimeout(unlessStuck, left);
    else for (let person = next(); person; person = next()) serve(person);
  }

  function giveBack(person: Person): void {
    taken -= 1;
    lastGivenBack = performance.now();
    change(person, () => {
      person.served -= 1;
    });
    serveNext();
  }

  async function take(who: string): Promise<() => void> {
    const person = people.get(who) ?? { who, served: 0, waiting: [] };
    people.set(who, person);
    await new Promise<void>((resolve) => {
      change(person, () => person.waiting.push(resolve));
      serveNext();
    });
    return () => giveBack(person);
  }

  return {
    take,
    async during(who, work) {
      const done = await take(who);
      try {
        return await work();
      } finally {
        done();
      }
    },
  };
}
