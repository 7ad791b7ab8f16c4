import type { webApi } from '@slack/bolt';
import type { DeclaredNeed } from '../../chat/needs.ts';
import type { SlackClient } from './client.ts';
import { attempt } from './errors.ts';

/** The scopes that the app asks for, in the order in which Slack's own pages show them. */
export function scopesOf(needs: readonly DeclaredNeed[]): readonly DeclaredNeed[] {
  return needs.filter(({ kind }) => kind === 'scope').sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** The scopes that were not granted, by the answer to a call; null when Slack didn't tell them with it. */
export function missingScopes(
  answer: webApi.WebAPICallResult,
  needs: readonly DeclaredNeed[],
): readonly DeclaredNeed[] | null {
  const granted = answer.response_metadata?.scopes;
  return granted ? scopesOf(needs).filter(({ name }) => !granted.includes(name)) : null;
}

/** Asks afresh: scopes are granted while the bot runs. Throws DeliveryError. */
export async function lookUpMissingScopes(
  client: SlackClient,
  needs: readonly DeclaredNeed[],
): Promise<readonly DeclaredNeed[] | null> {
  return missingScopes(await attempt(() => client.auth.test()), needs);
}
