import type { LocalDiscord } from '../../src/playground/discord/index.ts';
import type { Variables } from '../bench/child.ts';
import type { Towns } from '../bench/platforms.ts';
import { type Pair, tieChannels } from '../bench/relay-places.ts';
import type { Say } from './command-line.ts';
import { Course, type CoursePlan, databaseOf, type Endured, inTowns, type Steps } from './course.ts';
import { Processes } from './processes.ts';
import { isClean, judgeRelay, type Meant, type RelayVerdict } from './relay-judge.ts';
import { type Deeds, RelayPeople } from './relay-people.ts';
import { type Stored, storedOn } from './stored.ts';
import type { Progress } from './task.ts';

/** One run: so many messages each way under faults and kills. */
export interface RelayPlan extends CoursePlan {
  /** Messages said on each platform. */
  readonly messages: number;
  readonly relays: number;
  /** The bot's compiled program. */
  readonly program: string;
}

export interface RelayResult extends RelayVerdict, Endured {
  readonly plan: RelayPlan;
  readonly intended: readonly Meant[];
  readonly stored: readonly Stored[];
  readonly deeds: Deeds;
  readonly finished: boolean;
}

/** Milliseconds a platform may take to store; late stores stay below. */
const SETTLE_MS = 2_000;
const LATE = { least: 100, most: 700 } as const;
const SPEAKERS = 3;
/** The most messages said in one breath, and the most that wait before more are said. */
const BURST = { least: 5, most: 60 } as const;
const MOST_OPEN = 120;
/** Milliseconds between two looks at whether all stands as it is to stand. */
const JUDGE_MS = 1_500;
/** Webhooks carry the copies on Discord. */
const POSTING = /^\/(webhooks\/\d+\/[^/]+(\/messages\/\d+)?|channels\/\d+\/messages(\/\d+(\/threads)?)?)$/;

/** Runs a plan. Rejects, with everything removed again, once it is interrupted. */
export function runRelay(plan: RelayPlan, say: Say, interrupted: AbortSignal): Promise<RelayResult> {
  return inTowns(SPEAKERS, async (towns, directory) => {
    // Who has Nitro may write a message there that has to be split on Slack too.
    for (const { id } of towns.discord.crowd) (towns.discord.platform as LocalDiscord).giveNitro(id);
    const database = databaseOf(plan, directory);
    const pairs = await tieChannels(database, towns, plan.relays);
    return new RelayRun(plan, towns, pairs).run(database, say, interrupted);
  });
}

class RelayRun implements Steps {
  readonly #plan: RelayPlan;
  readonly #towns: Towns;
  readonly #course: Course;
  readonly #people: RelayPeople;
  #judgedAt = 0;
  #isClean = false;

  constructor(plan: RelayPlan, towns: Towns, pairs: readonly Pair[]) {
    this.#plan = plan;
    this.#towns = towns;
    this.#course = new Course(plan, towns, { late: LATE, onlyLate: false, discordPath: POSTING });
    this.#people = new RelayPeople(towns, pairs, this.#course.random);
  }

  async run(database: Variables, say: Say, interrupted: AbortSignal): Promise<RelayResult> {
    const plan = this.#plan;
    const course = this.#course;
    const { processes: count, kills, program } = plan;
    const processes = new Processes({
      ...{ count, kills, program, variables: { ...this.#towns.environment, ...database } },
      task: (share) => ({ intended: '', share, of: count, loops: 1, settleMs: SETTLE_MS, storeMs: 0, picture: null }),
    });
    try {
      const progress = await course.watch(processes, this, interrupted);
      await course.end(SETTLE_MS, LATE, interrupted);
      const [intended, stored] = [this.#people.meant(), this.#stored()];
      say(`${plan.name}: ${stored.length} stored, ${course.trouble.total} faults, ${course.kills.count} kills`);
      return {
        ...judgeRelay(intended, stored),
        ...{ plan, intended, stored, deeds: this.#people.deeds, ...course.endured(processes) },
        finished: course.isFinished(this, progress),
      };
    } finally {
      await processes.stop();
    }
  }

  async goOn({ stored, open }: Progress): Promise<number> {
    const { said, deleted } = this.#people;
    const whole = 2 * this.#plan.messages;
    // A message that was said and deleted while nobody listened is never stored.
    if (said - deleted - stored < MOST_OPEN && open < MOST_OPEN) {
      const more = this.#course.random.between(BURST.least, BURST.most);
      for (let left = Math.min(whole - said, more); left > 0; left -= 1) await this.#people.speak();
    }
    return Math.max(0, this.#people.said - open) / whole;
  }

  isFinished({ open }: Progress): boolean {
    return this.#people.said === 2 * this.#plan.messages && open === 0 && this.#isAsMeant();
  }

  /** Returns whether all stands as it is to stand; not looked at too often, because everything is read for that. */
  #isAsMeant(): boolean {
    if (performance.now() - this.#judgedAt < JUDGE_MS) return this.#isClean;
    this.#isClean = isClean(judgeRelay(this.#people.meant(), this.#stored()));
    this.#judgedAt = performance.now();
    return this.#isClean;
  }

  #stored(): readonly Stored[] {
    return [...storedOn(this.#towns.slack.platform), ...storedOn(this.#towns.discord.platform)];
  }
}
