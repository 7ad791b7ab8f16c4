import type { webApi } from '@slack/bolt';
import type { DeclaredNeed } from '../../chat/needs.ts';
import type { SlackClient } from './client.ts';
import { attemptCall } from './errors.ts';

/** Returns the scopes that the app asks for, in the order of Slack's own pages. */
export function scopesOf(needs: readonly DeclaredNeed[]): readonly DeclaredNeed[] {
  return needs.filter(({ kind }) => kind === 'scope').sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Returns the scopes that an answer says aren't granted; null when Slack didn't list them with it. */
export function missingScopes(
  answer: webApi.WebAPICallResult,
  needs: readonly DeclaredNeed[],
): readonly DeclaredNeed[] | null {
  const granted = answer.response_metadata?.scopes;
  return granted ? scopesOf(needs).filter(({ name }) => !granted.includes(name)) : null;
}

/** Asks Slack which scopes aren't granted, since they may be granted while the bot runs. Throws DeliveryError. */
export async function lookUpMissingScopes(
  client: SlackClient,
  needs: readonly DeclaredNeed[],
): Promise<readonly DeclaredNeed[] | null> {
  return missingScopes(await attemptCall(() => client.auth.test()), needs);
}
