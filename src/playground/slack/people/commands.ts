import type { SlackCore } from '../core.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { addChannelMember } from '../membership.ts';
import { handleOf } from '../methods/users.ts';
import { ProtocolError } from '../protocol-error.ts';
import { escaped } from '../read/mrkdwn.ts';
import type { SlackChannel, SlackUser } from '../state.ts';
import { linkedNames } from '../typed-text.ts';
import { applyResponse } from '../wire/response-url.ts';
import { channelNameForApps } from './payloads.ts';
import { archivedRefusal, refusalFor } from './refusals.ts';

/** Runs a slash command; resolves once the app has acknowledged it. */
export async function runCommand(
  core: SlackCore,
  user: SlackUser,
  channel: SlackChannel,
  inThread: boolean,
  typed: string,
): Promise<void> {
  const [, name = '', text = ''] = /^(\/\S*)\s*([\s\S]*)$/.exec(typed.trim()) ?? [];
  if (name === '/invite') return invite(core, user, channel, text);
  const command = core.installation.commands.find((one) => one.command === name);
  if (!command)
    throw refusalFor(
      user,
      `${name || typed} n'est pas une commande valide.`,
      `${name || typed} is not a valid command.`,
    );
  if (inThread)
    throw refusalFor(
      user,
      `${name} ne fonctionne pas dans les fils. Désolé !`,
      `${name} is not supported in threads. Sorry!`,
    );
  if (channel.archived) throw archivedRefusal(user);
  const target = { channel: channel.id, user: user.id, threadTs: null, message: null };
  const outcome = await core.delivery.ask('slash_commands', {
    token: core.secrets.verification,
    team_id: core.workspace.team.id,
    team_domain: core.workspace.team.domain,
    channel_id: channel.id,
    channel_name: channelNameForApps(channel),
    user_id: user.id,
    user_name: handleOf(user),
    command: name,
    text: command.shouldEscape ? escapedText(core, text) : text,
    api_app_id: core.workspace.appId,
    is_enterprise_install: 'false',
    response_url: core.responseUrls.issue(core.base, 'commands', target),
    trigger_id: core.triggers.issue(user.id),
  });
  const failed = (code: string) =>
    refusalFor(user, `${name} a échoué avec l'erreur « ${code} »`, `${name} failed with the error "${code}"`);
  if (outcome.kind === 'timeout') throw failed('operation_timeout');
  if (outcome.kind === 'failed') throw failed(outcome.reason);
  const answer = responseOf(outcome.body);
  if (!answer) return;
  try {
    applyResponse(core, target, answer);
  } catch (error) {
    throw error instanceof ProtocolError ? failed('invalid_command_response') : error;
  }
}

/** Runs Slack's own `/invite @somebody`, by handle or name, for the channel it is typed in. */
function invite(core: SlackCore, by: SlackUser, channel: SlackChannel, text: string): void {
  const wanted = text.trim().replace(/^@/, '');
  const { workspace } = core;
  const named = [...workspace.users.values()].find(
    (one) => handleOf(one) === wanted || workspace.nameOf(one.id) === wanted,
  );
  if (!named)
    throw refusalFor(
      by,
      `Nous n'avons pas trouvé ${text.trim()} dans cet espace de travail.`,
      `We couldn't find ${text.trim()} in this workspace.`,
    );
  addChannelMember(core, channel, named.id, by.id);
}

/** Returns the answer in an acknowledgement, if there is one: a text, or a message. */
function responseOf(body: Json | undefined): JsonObject | null {
  if (typeof body === 'string') return body.trim() === '' ? null : { text: body };
  return isObject(body) && Object.keys(body).length > 0 ? body : null;
}

function escapedText(core: SlackCore, text: string): string {
  return linkedNames(core.workspace, escaped(text)).replace(/<@(U[A-Z0-9]+)>/g, (token, id: string) => {
    const user = core.workspace.users.get(id);
    return user ? `<@${id}|${handleOf(user)}>` : token;
  });
}
