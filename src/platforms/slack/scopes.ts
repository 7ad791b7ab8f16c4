import type { webApi } from '@slack/bolt';
import type { SlackClient } from './client.ts';
import { attempt } from './errors.ts';
import { botScopes } from './register.ts';

/** What the app was to be allowed and isn't, by the answer to a call; null when Slack didn't tell with it. */
export function missingScopes(answer: webApi.WebAPICallResult): readonly string[] | null {
  const granted = answer.response_metadata?.scopes;
  return granted ? botScopes.filter((scope) => !granted.includes(scope)) : null;
}

/** Asked afresh: permissions change while the bot runs. Throws DeliveryError. */
export async function lookUpMissingScopes(client: SlackClient): Promise<readonly string[] | null> {
  return missingScopes(await attempt(() => client.auth.test()));
}
