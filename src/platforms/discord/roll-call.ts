import type { Client } from 'discord.js';
import { DeliveryError, type RollCall, type TeamMembership } from '../../chat/platform.ts';
import type { DiscordBudget } from './budget.ts';
import { type Asking, lookUpMembership } from './directory.ts';

/** The number of people that one gateway request asks about. */
const TOGETHER = 100;
/** Up to this many people are asked about one by one. */
const FEW = 5;
/** Milliseconds after which a silent gateway isn't asked any more. */
const PATIENCE = 10_000;

/**
 * Finds out who is in a server: a hundred people per gateway request, which needs no permission when it is given ids.
 * Whoever the answer leaves out is asked about alone: nobody counts as gone by being left out.
 */
export class DiscordRollCall implements RollCall {
  readonly #connected: Asking;
  readonly #guild: string;
  readonly #budget: DiscordBudget;
  readonly #leftOut = new Set<string>();
  #answers = true;

  constructor(connected: Asking, guild: string, budget: DiscordBudget) {
    this.#connected = connected;
    this.#guild = guild;
    this.#budget = budget;
  }

  wait(): number {
    return this.#budget.wait('request');
  }

  ask(users: readonly string[]): Promise<ReadonlyMap<string, TeamMembership>> {
    return this.#connected((client) => {
      const unasked = users.filter((user) => !this.#leftOut.has(user));
      return this.#answers && unasked.length > FEW ? this.#together(client, unasked) : this.#alone(client, users);
    });
  }

  async #together(client: Client<true>, users: readonly string[]): Promise<ReadonlyMap<string, TeamMembership>> {
    const guild = client.guilds.cache.get(this.#guild);
    if (!guild?.available) throw new DeliveryError({ kind: 'unavailable' });
    const asked = users.slice(0, TOGETHER);
    const members = await guild.members.fetch({ user: [...asked], time: PATIENCE }).catch(() => null);
    if (!members) {
      this.#answers = false;
      return new Map();
    }
    for (const user of asked) if (!members.has(user)) this.#leftOut.add(user);
    return new Map(members.map(({ id }) => [id, 'member']));
  }

  async #alone(client: Client<true>, [first]: readonly string[]): Promise<ReadonlyMap<string, TeamMembership>> {
    if (first === undefined) return new Map();
    this.#budget.spend('request');
    return new Map([[first, await lookUpMembership(client, first, this.#guild)]]);
  }
}
