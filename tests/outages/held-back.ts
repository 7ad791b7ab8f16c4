import type { ManualClock } from '../../src/playground/clock.ts';
import type { LocalDiscord } from '../../src/playground/discord/index.ts';
import type { Person } from '../../src/playground/person.ts';
import type { LocalSlack } from '../../src/playground/slack/index.ts';
import type { World } from '../support/world.ts';

/** The place where somebody is alone with the bot. */
export const DIRECT = { channel: 'direct', thread: null } as const;

/** Milliseconds by its clock for which a platform doesn't answer what is held back. */
const HOUR_MS = 3_600_000;

/** A request of the bot that isn't answered. */
export interface HeldBack {
  /** Returns whether it has begun to ask. */
  begun(): boolean;
  /** Answers it, by the platform's clock. */
  letGo(clock: ManualClock): void;
}

/** Keeps Slack from telling the names of these people. */
export function holdsBackNames(slack: LocalSlack, unknown: readonly string[]): HeldBack {
  let begun = false;
  slack.fault({
    ...{ kind: 'delay', milliseconds: HOUR_MS, method: 'users.info', times: 1_000 },
    when: (body) => {
      const isOne = unknown.includes(Object(body).user);
      begun ||= isOne;
      return isOne;
    },
  });
  return {
    begun: () => begun,
    letGo(clock) {
      slack.clearFaults();
      clock.advance(HOUR_MS);
    },
  };
}

/** Keeps Discord from telling, the next time it is asked, whether this person is still there. */
function holdsBackPresence(discord: LocalDiscord, user: string): HeldBack {
  const path = `/guilds/${discord.team.id}/members/${user}`;
  const fault = discord.fault({ kind: 'delay', milliseconds: HOUR_MS, when: 'before', method: 'GET', path });
  return { begun: () => fault.hits() > 0, letGo: (clock) => clock.advance(HOUR_MS) };
}

/** Keeps what somebody types to the bot alone from being dealt with. `unknown`: people it names, or themselves. */
export function holdsBack(
  { slack, discord }: Pick<World, 'slack' | 'discord'>,
  { platform, user }: Person,
  unknown: readonly string[],
): HeldBack {
  return platform.name === 'slack' ? holdsBackNames(slack, unknown) : holdsBackPresence(discord, user.id);
}
