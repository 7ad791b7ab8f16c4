import { PlatformRefusal } from '../../local-platform.ts';
import type { SlackCore } from '../core.ts';
import type { EventOutcome } from '../deliver/delivery.ts';
import type { Json, JsonObject } from '../json.ts';
import { handleOf } from '../methods/users.ts';
import type { SlackChannel, SlackUser } from '../state.ts';

/** Returns the part that every interaction payload has. */
export function commonPayload(core: SlackCore, user: SlackUser): JsonObject {
  const { workspace } = core;
  return {
    user: { id: user.id, username: handleOf(user), name: handleOf(user), team_id: workspace.team.id },
    api_app_id: workspace.appId,
    token: core.secrets.verification,
    team: { id: workspace.team.id, domain: workspace.team.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** Returns a channel's name as apps see it: Slack hides the names of private places. */
export function channelNameForApps(channel: SlackChannel): string {
  if (channel.kind === 'im') return 'directmessage';
  return channel.kind === 'group' ? 'privategroup' : channel.name;
}

export function actionTs(core: SlackCore): string {
  return core.workspace.stamps.nextTs();
}

/** Asks the app. Rejects with `refusal` where it doesn't acknowledge. */
export async function askInteractive(
  core: SlackCore,
  payload: JsonObject,
  refusal: PlatformRefusal,
): Promise<Json | undefined> {
  if (!core.installation.interactivity)
    throw new PlatformRefusal('This app is not configured to handle interactive responses.');
  return bodyOf(await core.delivery.ask('interactive', payload), refusal);
}

function bodyOf(outcome: EventOutcome, refusal: PlatformRefusal): Json | undefined {
  if (outcome.kind === 'acknowledged') return outcome.body;
  throw refusal;
}
