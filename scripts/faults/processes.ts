import type { LocalPlatformName } from '../../src/playground/local-platform.ts';
import { Child, type Variables } from '../bench/child.ts';
import type { Random } from './random.ts';
import type { Progress, Task } from './task.ts';

/** The most processes that have loaded everything and wait to be told to begin. */
const SPARE = 2;

/** Options of a process that is killed within seconds and needn't save memory. */
const SHORT_LIVED = { NODE_OPTIONS: '--max-semi-space-size=32' } as const;

export interface Staff {
  readonly count: number;
  readonly kills: number;
  /** Its compiled program. */
  readonly program: string;
  readonly variables: Variables;
  readonly task: (share: number) => Task;
}

/** Runs several processes beside each other. When one is killed another begins at once, which is loaded already. */
export class Processes {
  readonly #staff: Staff;
  readonly #spare: Child[];
  readonly #children: Child[];
  readonly #killing = new Set<Promise<void>>();
  kills = 0;
  /** The number of processes that ended without having been killed. */
  ended = 0;
  /** The errors that those which are gone logged. */
  #lastWords = '';

  constructor(staff: Staff) {
    this.#staff = staff;
    this.#spare = Array.from({ length: staff.count + Math.min(SPARE, staff.kills) }, () => this.#load());
    this.#children = Array.from({ length: staff.count }, (_, share) => this.#begin(share));
  }

  /** Returns how many have come up. */
  get ready(): number {
    return this.#up.length;
  }

  /** Returns the errors that all of them logged. */
  get complaints(): string {
    return this.#lastWords + this.#children.map(({ complaints }) => complaints).join('');
  }

  get #up(): readonly Child[] {
    return this.#children.filter((child) => child.lastLine !== '' && child.runs);
  }

  /** Kills one that has come up: the one whose turn it is to send there, if there is one. Whether it was. */
  kill(random: Random, platform: LocalPlatformName | null): boolean {
    const sending = this.#up.filter((child) => platform !== null && progressOf(child)?.sendsTo.includes(platform));
    const victim = random.of(sending.length > 0 ? sending : this.#up);
    this.kills += 1;
    const gone = victim.kill().then(() => {
      this.#killing.delete(gone);
    });
    this.#killing.add(gone);
    this.#replace(victim);
    return sending.length > 0;
  }

  /** Replaces those that ended by themselves. */
  look(): void {
    for (const child of this.#children.filter(({ runs }) => !runs)) {
      this.ended += 1;
      this.#replace(child);
    }
  }

  /** Returns the progress of the running processes; null when none has reported yet. */
  progress(): Progress | null {
    const all = this.#children.flatMap((child) => progressOf(child) ?? []);
    const furthest = all.toSorted((a, b) => a.stored + a.sent - b.stored - b.sent).at(-1);
    if (!furthest) return null;
    const storedAll = all.length === this.#children.length && all.every((one) => one.storedAll);
    return { ...furthest, storedAll, open: Math.max(...all.map(({ open }) => open)) };
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#killing, ...[...this.#children, ...this.#spare].map((child) => child.kill())]);
  }

  #load(): Child {
    return new Child(this.#staff.program, { ...this.#staff.variables, ...SHORT_LIVED });
  }

  #begin(share: number): Child {
    const child = this.#spare.shift() ?? this.#load();
    child.tell(JSON.stringify(this.#staff.task(share)));
    return child;
  }

  #replace(child: Child): void {
    this.#lastWords += child.complaints;
    const share = this.#children.indexOf(child);
    this.#children[share] = this.#begin(share);
    if (this.kills + this.#spare.length < this.#staff.kills) this.#spare.push(this.#load());
  }
}

function progressOf(child: Child): Progress | null {
  return child.lastLine === '' ? null : JSON.parse(child.lastLine);
}
