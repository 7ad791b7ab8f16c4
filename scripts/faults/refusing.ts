import type { Target } from '../../src/chat/place.ts';
import type { RefusalReason } from '../../src/chat/refusal.ts';
import type { LocalDiscord } from '../../src/playground/discord/index.ts';
import type { RecordedRequest } from '../../src/playground/local-platform.ts';
import type { LocalSlack } from '../../src/playground/slack/index.ts';
import type { Random } from './random.ts';

/** Why a target refuses, in the product's words. */
export type Refusal = Extract<RefusalReason, 'direct-messages-closed' | 'not-in-channel' | 'channel-archived'>;

interface Refusing {
  readonly target: Target;
  readonly refused: Refusal;
}

/**
 * Adds a target that refuses everything: a person whose direct messages are closed, in Slack an archived channel, in
 * Discord one that the bot isn't let into.
 */
export function refusing(town: LocalSlack | LocalDiscord, random: Random): Refusing {
  return random.chance(0.5) ? closedPerson(town) : closedChannel(town, random);
}

function closedPerson(town: LocalSlack | LocalDiscord): Refusing {
  const name = `Membre ${town.users().length + 1}`;
  const { id: user } = town.addUser({ name, locale: 'fr', acceptsDirectMessages: false });
  const target = { kind: 'private', platform: town.name, users: [user] } as const;
  return { target, refused: 'direct-messages-closed' };
}

function closedChannel(town: LocalSlack | LocalDiscord, random: Random): Refusing {
  const { id: channel } = town.addChannel({ name: `salon-ferme-${random.between(100_000, 999_999)}` });
  const target = { kind: 'channel', platform: town.name, channel } as const;
  if (town.name === 'slack') {
    town.archive(channel);
    return { target, refused: 'channel-archived' };
  }
  town.deny(channel, 'ViewChannel');
  return { target, refused: 'not-in-channel' };
}

const REFUSALS: readonly unknown[] = ['is_archived', 'user_not_visible'];

/** Returns whether the platform refused a request because of its target. */
export function isRefused({ method, status, response }: RecordedRequest): boolean {
  if (method !== 'POST') return false;
  const error = typeof response === 'object' && response !== null && 'error' in response ? response.error : null;
  return status === 403 || REFUSALS.includes(error);
}
