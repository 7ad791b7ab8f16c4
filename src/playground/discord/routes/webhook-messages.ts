import { interactionType, TOKEN_LIFE } from '../actions/interactions.ts';
import { changeMessage, postMessage, removeMessage } from '../actions/messages.ts';
import { checkThreadWritable } from '../actions/thread-members.ts';
import type { DiscordCore } from '../core.ts';
import { refuse } from '../errors.ts';
import { type ApiRequest, type ApiResponse, bodyObject, noContent, ok, param } from '../http/request.ts';
import { type ApiRoute, route } from '../http/router.ts';
import { textOf, type WireObject } from '../json.ts';
import { messageJson } from '../model/serialize-message.ts';
import type { DiscordInteraction, DiscordMessage, Webhook } from '../model/types.ts';
import { messageFlag } from '../model/types.ts';
import { checkUrl, FormErrors } from '../validate/form-errors.ts';
import { checkMessage } from '../validate/message.ts';
import { isTrue, requireSnowflake } from '../validate/values.ts';
import { checkWebhookName, webhookName } from '../validate/webhook.ts';
import { postAnswer } from './interactions.ts';

/** Messages through a token in the path: those of webhooks, and the follow-ups of interactions. */
export const webhookMessageRoutes: readonly ApiRoute[] = [
  route('POST', '/webhooks/:webhook/:token', execute, true),
  route(
    'GET',
    '/webhooks/:webhook/:token/messages/:message',
    (core, request) => ok(show(core, find(core, request).message)),
    true,
  ),
  route('PATCH', '/webhooks/:webhook/:token/messages/:message', edit, true),
  route('DELETE', '/webhooks/:webhook/:token/messages/:message', remove, true),
];

type Speaker = { readonly interaction: DiscordInteraction } | { readonly webhook: Webhook };

const show = (core: DiscordCore, message: DiscordMessage): WireObject =>
  messageJson(core.world, message, { origin: core.origin(), content: true });

function speaker(core: DiscordCore, request: ApiRequest): Speaker {
  const id = param(request, 'webhook');
  const token = param(request, 'token');
  if (id !== core.applicationId) {
    const webhook = core.world.webhooks.get(id);
    if (!webhook) throw refuse('unknownWebhook');
    if (webhook.token !== token) throw refuse('invalidWebhookToken');
    return { webhook };
  }
  const interaction = core.world.interactionsByToken.get(token);
  if (!interaction || core.clock.now() - interaction.createdAt >= TOKEN_LIFE) throw refuse('invalidWebhookToken');
  // Suggestions aren't a message that others could follow.
  const followed = interaction.state === 'acknowledged' && interaction.type !== interactionType.autocomplete;
  if (!followed) throw refuse('unknownWebhook');
  return { interaction };
}

function execute(core: DiscordCore, request: ApiRequest): ApiResponse {
  const by = speaker(core, request);
  return 'interaction' in by ? followUp(core, request, by.interaction) : executeWebhook(core, request, by.webhook);
}

function followUp(core: DiscordCore, request: ApiRequest, interaction: DiscordInteraction): ApiResponse {
  const body = bodyObject(request);
  const original = core.world.messages.get(interaction.originalId ?? '');
  // The first follow-up of a deferred answer fills that answer and shares its visibility.
  if (original && original.flags & messageFlag.loading) {
    return ok(
      show(
        core,
        changeMessage(core, original, checkMessage(body, request.files, { existing: original, interaction: true })),
      ),
    );
  }
  const draft = checkMessage(body, request.files, { existing: null, interaction: true });
  return ok(show(core, postAnswer(core, interaction, draft, false)));
}

function executeWebhook(core: DiscordCore, request: ApiRequest, webhook: Webhook): ApiResponse {
  const body = bodyObject(request);
  const channel = core.world.channel(placeOf(core, request, webhook));
  checkThreadWritable(core, webhook.id, channel);
  if (body.thread_name !== undefined) throw refuse('webhookThreadName');
  const errors = new FormErrors();
  checkWebhookName(errors, body.username, 'username', { required: false, refused: core.world.refusedInNames });
  if (textOf(body.avatar_url) !== '') checkUrl(errors, ['avatar_url'], body.avatar_url, ['http', 'https']);
  errors.throwIfAny();
  const draft = checkMessage(body, request.files, { existing: null, interaction: false });
  const shownName = webhookName(body.username) || webhook.name;
  const shownAvatar = textOf(body.avatar_url) === '' ? webhook.avatar : textOf(body.avatar_url);
  const message = postMessage(core, {
    channel,
    authorId: webhook.id,
    draft,
    webhook: { ...webhook, shownName, shownAvatar },
  });
  return isTrue(request.query.get('wait')) ? ok(show(core, message)) : noContent;
}

/** Returns the channel of a webhook, or the thread in it that the request names. */
function placeOf(core: DiscordCore, request: ApiRequest, webhook: Webhook): string {
  const thread = request.query.get('thread_id');
  if (thread === null) return webhook.channelId;
  requireSnowflake('thread_id', thread);
  if (core.world.channel(thread).parentId !== webhook.channelId) throw refuse('unknownChannel');
  return thread;
}

function find(core: DiscordCore, request: ApiRequest): { message: DiscordMessage; interaction: boolean } {
  const by = speaker(core, request);
  const asked = param(request, 'message');
  const id = asked === '@original' && 'interaction' in by ? by.interaction.originalId : asked;
  const message = core.world.messages.get(id ?? '');
  if (!message) throw refuse('unknownMessage');
  const own =
    'interaction' in by
      ? message.interaction?.id === by.interaction.id || message.id === by.interaction.sourceMessageId
      : message.webhook?.id === by.webhook.id && message.channelId === placeOf(core, request, by.webhook);
  if (!own) throw refuse('unknownMessage');
  return { message, interaction: 'interaction' in by };
}

function edit(core: DiscordCore, request: ApiRequest): ApiResponse {
  const { message, interaction } = find(core, request);
  if (core.world.channel(message.channelId).thread?.archived) throw refuse('threadArchived');
  const draft = checkMessage(bodyObject(request), request.files, { existing: message, interaction });
  return ok(show(core, changeMessage(core, message, draft)));
}

function remove(core: DiscordCore, request: ApiRequest): ApiResponse {
  removeMessage(core, find(core, request).message);
  return noContent;
}
