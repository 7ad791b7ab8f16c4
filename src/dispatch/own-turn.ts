/** So much of what one person does is worked on side by side: a flood of theirs leaves places for everybody else. */
const OWN_AT_ONCE = 2;

/** Work of the same person takes turns. */
export interface OwnTurns {
  /** Resolves when so few of theirs are under way, with what gives the turn back. */
  take(who: string): Promise<() => void>;
}

interface Under {
  count: number;
  readonly waiting: (() => void)[];
}

export function createOwnTurns(atOnce = OWN_AT_ONCE): OwnTurns {
  const under = new Map<string, Under>();

  function giveBack(who: string, theirs: Under): void {
    const next = theirs.waiting.shift();
    if (next) next();
    else theirs.count -= 1;
    if (theirs.count === 0) under.delete(who);
  }

  return {
    async take(who) {
      const theirs = under.get(who) ?? { count: 0, waiting: [] };
      under.set(who, theirs);
      if (theirs.count < atOnce) theirs.count += 1;
      else await new Promise<void>((resolve) => theirs.waiting.push(resolve));
      return () => giveBack(who, theirs);
    },
  };
}
