import type { LocalPlatformName } from '../../src/playground/local-platform.ts';
import { Child, type Variables } from '../bench/child.ts';
import type { Random } from './random.ts';
import type { Progress, Task } from './task.ts';

/** How many processes at most have loaded everything and wait to be told to begin. */
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
  private readonly staff: Staff;
  private readonly spare: Child[];
  private readonly children: Child[];
  private readonly killing = new Set<Promise<void>>();
  kills = 0;
  /** How many ended without having been killed, and the errors they logged. */
  ended = 0;
  lastWords = '';

  constructor(staff: Staff) {
    this.staff = staff;
    this.spare = Array.from({ length: staff.count + Math.min(SPARE, staff.kills) }, () => this.load());
    this.children = Array.from({ length: staff.count }, (_, share) => this.begin(share));
  }

  /** How many have come up. */
  get ready(): number {
    return this.up.length;
  }

  private get up(): readonly Child[] {
    return this.children.filter((child) => child.lastLine !== '' && child.runs);
  }

  /** Kills one that has come up: the one whose turn it is to send there, if there is one. Whether it was. */
  kill(random: Random, platform: LocalPlatformName | null): boolean {
    const sending = this.up.filter((child) => platform !== null && progressOf(child)?.sendsTo.includes(platform));
    const victim = random.of(sending.length > 0 ? sending : this.up);
    this.kills += 1;
    const gone = victim.kill().then(() => {
      this.killing.delete(gone);
    });
    this.killing.add(gone);
    this.replace(victim);
    return sending.length > 0;
  }

  /** Replaces those that ended by themselves. */
  look(): void {
    for (const child of this.children.filter(({ runs }) => !runs)) {
      this.ended += 1;
      this.lastWords += child.complaints;
      this.replace(child);
    }
  }

  /** Returns the progress of the running processes; null when none has reported yet. */
  progress(): Progress | null {
    const all = this.children.flatMap((child) => progressOf(child) ?? []);
    const furthest = all.toSorted((a, b) => a.stored + a.sent - b.stored - b.sent).at(-1);
    if (!furthest) return null;
    const storedAll = all.length === this.children.length && all.every((one) => one.storedAll);
    return { ...furthest, storedAll, open: Math.max(...all.map(({ open }) => open)) };
  }

  async stop(): Promise<void> {
    await Promise.all([...this.killing, ...[...this.children, ...this.spare].map((child) => child.kill())]);
  }

  private load(): Child {
    return new Child(this.staff.program, { ...this.staff.variables, ...SHORT_LIVED });
  }

  private begin(share: number): Child {
    const child = this.spare.shift() ?? this.load();
    child.tell(JSON.stringify(this.staff.task(share)));
    return child;
  }

  private replace(child: Child): void {
    const share = this.children.indexOf(child);
    this.children[share] = this.begin(share);
    if (this.kills + this.spare.length < this.staff.kills) this.spare.push(this.load());
  }
}

function progressOf(child: Child): Progress | null {
  return child.lastLine === '' ? null : JSON.parse(child.lastLine);
}
