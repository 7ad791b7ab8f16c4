import { PlatformRefusal } from '../../local-platform.ts';
import type { SlackCore } from '../core.ts';
import { messageJson } from '../message-json.ts';
import type { SlackMessage, SlackUser } from '../state.ts';
import { viewJson } from '../view-json.ts';
import { actionTs, askInteractive, channelNameForApps, commonPayload } from './payloads.ts';
import { refusalFor } from './refusals.ts';

const silence = ["Ce raccourci n'a pas fonctionné. Réessayez.", 'This shortcut did not work. Try again.'] as const;

/** Runs a shortcut from "More actions" of a message. */
export async function runMessageShortcut(
  core: SlackCore,
  user: SlackUser,
  message: SlackMessage,
  callbackId: string,
): Promise<void> {
  needShortcut(core, 'message', callbackId);
  const channel = core.workspace.channels.get(message.channel);
  const target = { channel: message.channel, user: user.id, threadTs: null, message: message.ts };
  await askInteractive(
    core,
    {
      type: 'message_action',
      ...commonPayload(core, user),
      callback_id: callbackId,
      action_ts: actionTs(core),
      trigger_id: core.triggers.issue(user.id),
      response_url: core.responseUrls.issue(core.base, 'app', target),
      message_ts: message.ts,
      message: messageJson(core.workspace, core.base, message),
      channel: { id: message.channel, name: channel ? channelNameForApps(channel) : '' },
    },
    refusalFor(user, ...silence),
  );
}

export async function runGlobalShortcut(core: SlackCore, user: SlackUser, callbackId: string): Promise<void> {
  needShortcut(core, 'global', callbackId);
  await askInteractive(
    core,
    {
      type: 'shortcut',
      ...commonPayload(core, user),
      callback_id: callbackId,
      action_ts: actionTs(core),
      trigger_id: core.triggers.issue(user.id),
    },
    refusalFor(user, ...silence),
  );
}

function needShortcut(core: SlackCore, type: 'message' | 'global', callbackId: string): void {
  const known = core.installation.shortcuts.some((one) => one.type === type && one.callbackId === callbackId);
  if (!known) throw new PlatformRefusal(`There is no ${type} shortcut ${callbackId}.`);
}

/** Opens the app's page: its home tab or its messages. */
export function openHome(core: SlackCore, user: SlackUser, tab: 'home' | 'messages'): void {
  if (!(tab === 'home' ? core.installation.homeTab : core.installation.messagesTab)) {
    throw new PlatformRefusal(`This app has no ${tab} tab.`);
  }
  const view = core.views.home(user.id);
  core.events.emit(
    'app_home_opened',
    {
      type: 'app_home_opened',
      user: user.id,
      channel: core.workspace.openDirect(user.id).id,
      tab,
      ...(tab === 'home' && view ? { view: viewJson(core.workspace, view) } : {}),
      event_ts: core.workspace.stamps.nextTs(),
    },
    null,
  );
}
