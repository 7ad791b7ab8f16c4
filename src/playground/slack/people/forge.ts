import { type Forged, PlatformRefusal } from '../../local-platform.ts';
import type { SlackCore } from '../core.ts';
import type { JsonObject } from '../json.ts';
import type { SlackChannel, SlackUser } from '../state.ts';
import { actionTs, askInteractive, channelNameForApps, commonPayload } from './payloads.ts';

/**
 * Sends the app what Slack would if a client could send anything: an action with any id, in a message that only its
 * user sees, or a view with any content.
 */
export async function forge(
  core: SlackCore,
  user: SlackUser,
  channel: SlackChannel,
  { kind, data }: Forged,
): Promise<void> {
  const given = data as JsonObject;
  const trigger = { trigger_id: core.triggers.issue(user.id) };
  if (kind === 'submit') {
    const view = { id: 'V0FORGED', type: 'modal', ...given };
    await askInteractive(core, { type: 'view_submission', ...commonPayload(core, user), ...trigger, view }, silence());
    return;
  }
  const at = actionTs(core);
  const target = { channel: channel.id, user: user.id, threadTs: null, message: null };
  await askInteractive(
    core,
    {
      type: 'block_actions',
      ...commonPayload(core, user),
      ...trigger,
      container: { type: 'message', message_ts: at, channel_id: channel.id, is_ephemeral: true },
      channel: { id: channel.id, name: channelNameForApps(channel) },
      state: { values: {} },
      response_url: core.responseUrls.issue(core.base, 'actions', target),
      actions: [{ block_id: 'forged', action_ts: at, ...given }],
    },
    silence(),
  );
}

const silence = () => new PlatformRefusal('This app did not respond. Try again.');
