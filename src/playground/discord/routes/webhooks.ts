import { addWebhook, announceWebhook, removeWebhook, webhooksOf } from '../actions/webhooks.ts';
import type { DiscordCore } from '../core.ts';
import { refuse } from '../errors.ts';
import { type ApiRequest, type ApiResponse, bodyObject, noContent, ok, param } from '../http/request.ts';
import { type ApiRoute, route } from '../http/router.ts';
import { idOf, type WireObject } from '../json.ts';
import { botChannel } from '../model/access.ts';
import { imageHash } from '../model/media.ts';
import { webhookJson } from '../model/serialize-webhook.ts';
import type { Webhook } from '../model/types.ts';
import { FormErrors } from '../validate/form-errors.ts';
import { checkImage, checkSnowflake } from '../validate/values.ts';
import { checkWebhookName, webhookName } from '../validate/webhook.ts';
import { requireInGuild } from './guilds.ts';

const MOST = 15;

export const webhookRoutes: readonly ApiRoute[] = [
  route('POST', '/channels/:channel/webhooks', create),
  route('GET', '/channels/:channel/webhooks', (core, request) => {
    const { channelId } = hookable(core, param(request, 'channel'));
    return ok(webhooksOf(core, channelId).map((webhook) => webhookJson(core.world, webhook, core.origin())));
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
  // All webhooks are the bot's own, and it may always look at its own.
  route('GET', '/webhooks/:webhook', (core, request) =>
    ok(webhookJson(core.world, known(core, request), core.origin())),
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

/** Returns a channel that can have webhooks, if the bot may manage them there. */
function hookable(core: DiscordCore, channelId: string): { readonly channelId: string; readonly guildId: string } {
  const { guildId, thread } = botChannel(core.world, channelId);
  if (guildId === null) throw refuse('cannotExecuteOnDm');
  botChannel(core.world, channelId, 'ManageWebhooks');
  if (thread) throw refuse('wrongChannelType');
  return { channelId, guildId };
}

function known(core: DiscordCore, request: ApiRequest): Webhook {
  const webhook = core.world.webhooks.get(param(request, 'webhook'));
  if (!webhook) throw refuse('unknownWebhook');
  return webhook;
}

function managed(core: DiscordCore, request: ApiRequest): Webhook {
  const webhook = known(core, request);
  botChannel(core.world, webhook.channelId, 'ManageWebhooks');
  return webhook;
}

function byToken(core: DiscordCore, request: ApiRequest): Webhook {
  const webhook = known(core, request);
  if (webhook.token !== param(request, 'token')) throw refuse('invalidWebhookToken');
  return webhook;
}

function check(core: DiscordCore, body: WireObject, isNew: boolean): void {
  const errors = new FormErrors();
  checkWebhookName(errors, body.name, 'name', { required: isNew, refused: core.world.refusedInNames });
  checkImage(errors, ['avatar'], body.avatar);
  if (body.channel_id !== undefined) checkSnowflake(errors, ['channel_id'], body.channel_id);
  errors.throwIfAny();
}

function create(core: DiscordCore, request: ApiRequest): ApiResponse {
  const place = hookable(core, param(request, 'channel'));
  const body = bodyObject(request);
  check(core, body, true);
  if (webhooksOf(core, place.channelId).length >= MOST) throw refuse('maximumWebhooks');
  const webhook = addWebhook(core, {
    ...place,
    name: webhookName(body.name),
    avatar: imageHash(body.avatar),
    creatorId: core.world.bot.id,
  });
  return ok(webhookJson(core.world, webhook, core.origin()));
}

function edit(core: DiscordCore, webhook: Webhook, body: WireObject, mayMove: boolean): ApiResponse {
  check(core, body, false);
  const moved = mayMove && body.channel_id !== undefined ? hookable(core, idOf(body.channel_id)) : null;
  if (moved && moved.channelId !== webhook.channelId && webhooksOf(core, moved.channelId).length >= MOST)
    throw refuse('maximumWebhooks');
  if (typeof body.name === 'string') webhook.name = webhookName(body.name);
  if (body.avatar !== undefined) webhook.avatar = imageHash(body.avatar);
  if (moved) webhook.channelId = moved.channelId;
  announceWebhook(core, webhook);
  return ok(webhookJson(core.world, webhook, core.origin(), mayMove));
}

function remove(core: DiscordCore, webhook: Webhook): ApiResponse {
  removeWebhook(core, webhook);
  return noContent;
}
