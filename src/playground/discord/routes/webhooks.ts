import { randomBytes } from 'node:crypto';
import { emitGuild } from '../actions/emit.ts';
import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';
import { intent } from '../gateway/intents.ts';
import { type ApiRequest, type ApiResponse, bodyObject, noContent, ok, param } from '../http/request.ts';
import { type Route, route } from '../http/router.ts';
import { idOf, type JsonObject, textOf } from '../json.ts';
import { botChannel } from '../model/access.ts';
import { webhookJson } from '../model/serialize.ts';
import type { Webhook } from '../model/types.ts';
import { checkWebhookName } from '../validate/webhook.ts';
import { requireInGuild } from './guilds.ts';

export const webhookRoutes: readonly Route[] = [
  route('POST', '/channels/:channel/webhooks', create),
  route('GET', '/channels/:channel/webhooks', (core, request) => {
    const channel = botChannel(core.world, param(request, 'channel'), 'ManageWebhooks');
    return ok(ofChannel(core, channel.id).map((webhook) => webhookJson(core.world, webhook, core.origin())));
  }),
  route('GET', '/guilds/:guild/webhooks', (core, request) => {
    const guild = core.world.guild(param(request, 'guild'));
    requireInGuild(core, guild, 'ManageWebhooks');
    return ok(
      [...core.world.webhooks.values()]
        .filter((webhook) => webhook.guildId === guild.id)
        .map((webhook) => webhookJson(core.world, webhook, core.origin())),
    );
  }),
  route('GET', '/webhooks/:webhook', (core, request) =>
    ok(webhookJson(core.world, managed(core, request), core.origin())),
  ),
  route('PATCH', '/webhooks/:webhook', (core, request) =>
    edit(core, managed(core, request), bodyObject(request), true),
  ),
  route('DELETE', '/webhooks/:webhook', (core, request) => remove(core, managed(core, request))),
  route(
    'GET',
    '/webhooks/:webhook/:token',
    (core, request) => ok(webhookJson(core.world, byToken(core, request), core.origin(), false)),
    true,
  ),
  route(
    'PATCH',
    '/webhooks/:webhook/:token',
    (core, request) => edit(core, byToken(core, request), bodyObject(request), false),
    true,
  ),
  route('DELETE', '/webhooks/:webhook/:token', (core, request) => remove(core, byToken(core, request)), true),
];

const ofChannel = (core: Core, channelId: string): Webhook[] =>
  [...core.world.webhooks.values()].filter((webhook) => webhook.channelId === channelId);

function managed(core: Core, request: ApiRequest): Webhook {
  const webhook = core.world.webhooks.get(param(request, 'webhook'));
  if (!webhook) throw refuse('unknownWebhook');
  botChannel(core.world, webhook.channelId, 'ManageWebhooks');
  return webhook;
}

function byToken(core: Core, request: ApiRequest): Webhook {
  const webhook = core.world.webhooks.get(param(request, 'webhook'));
  if (!webhook) throw refuse('unknownWebhook');
  if (webhook.token !== param(request, 'token')) throw refuse('invalidWebhookToken');
  return webhook;
}

function create(core: Core, request: ApiRequest): ApiResponse {
  const channel = botChannel(core.world, param(request, 'channel'), 'ManageWebhooks');
  if (channel.thread || channel.guildId === null) throw refuse('wrongChannelType');
  const body = bodyObject(request);
  checkWebhookName(body.name, 'name', true);
  if (ofChannel(core, channel.id).length >= 15) throw refuse('maximumWebhooks');
  const webhook: Webhook = {
    id: core.world.ids.next(),
    token: randomBytes(51).toString('base64url'),
    channelId: channel.id,
    guildId: channel.guildId,
    name: textOf(body.name).trim(),
    avatar: null,
    creatorId: core.world.bot.id,
  };
  core.world.webhooks.set(webhook.id, webhook);
  emit(core, webhook);
  return ok(webhookJson(core.world, webhook, core.origin()));
}

function edit(core: Core, webhook: Webhook, body: JsonObject, mayMove: boolean): ApiResponse {
  checkWebhookName(body.name, 'name', false);
  webhook.name = textOf(body.name, webhook.name);
  if (mayMove && body.channel_id !== undefined)
    webhook.channelId = botChannel(core.world, idOf(body.channel_id), 'ManageWebhooks').id;
  emit(core, webhook);
  return ok(webhookJson(core.world, webhook, core.origin(), mayMove));
}

function remove(core: Core, webhook: Webhook): ApiResponse {
  core.world.webhooks.delete(webhook.id);
  emit(core, webhook);
  return noContent;
}

function emit(core: Core, webhook: Webhook): void {
  emitGuild(core, 'WEBHOOKS_UPDATE', webhook.guildId, intent.guildWebhooks, {
    guild_id: webhook.guildId,
    channel_id: webhook.channelId,
  });
}
