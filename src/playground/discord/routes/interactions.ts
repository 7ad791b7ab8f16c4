import { interactionType } from '../actions/interactions.ts';
import { changeMessage, postMessage } from '../actions/messages.ts';
import type { DiscordCore } from '../core.ts';
import { refuse } from '../errors.ts';
import { type ApiRequest, type ApiResponse, bodyObject, noContent, ok, param } from '../http/request.ts';
import { type ApiRoute, route } from '../http/router.ts';
import { isObject, numberOf, objectOf, type WireObject } from '../json.ts';
import { messageJson } from '../model/serialize-message.ts';
import type { DiscordInteraction, DiscordMessage } from '../model/types.ts';
import { messageFlag } from '../model/types.ts';
import { checkChoices } from '../validate/choices.ts';
import { refuseField } from '../validate/form-errors.ts';
import { checkMessage, type Draft } from '../validate/message.ts';
import { checkModal } from '../validate/modal.ts';
import { isTrue } from '../validate/values.ts';

export const interactionRoutes: readonly ApiRoute[] = [
  route('POST', '/interactions/:interaction/:token/callback', answerInteraction, true),
];

const callback = { message: 4, deferredMessage: 5, deferredUpdate: 6, update: 7, choices: 8, modal: 9 } as const;

/** Returns the answers that each kind of interaction allows. */
function allowedAnswers(interaction: DiscordInteraction): readonly number[] {
  const fromMessage = interaction.sourceMessageId === null ? [] : [callback.deferredUpdate, callback.update];
  switch (interaction.type) {
    case interactionType.command:
      return [callback.message, callback.deferredMessage, callback.modal];
    case interactionType.component:
      return [callback.message, callback.deferredMessage, ...fromMessage, callback.modal];
    case interactionType.modalSubmit:
      return [callback.message, callback.deferredMessage, ...fromMessage];
    default:
      return [callback.choices];
  }
}

function answerInteraction(core: DiscordCore, request: ApiRequest): ApiResponse {
  const interaction = core.world.interactions.get(param(request, 'interaction'));
  if (!interaction || interaction.token !== param(request, 'token') || interaction.state === 'expired')
    throw refuse('unknownInteraction');
  if (interaction.state === 'acknowledged') throw refuse('alreadyAcknowledged');
  const body = bodyObject(request);
  const type = numberOf(body.type, 0);
  const allowed = allowedAnswers(interaction);
  if (!allowed.includes(type))
    throw refuseField(['type'], 'BASE_TYPE_CHOICES', `Value must be one of {${allowed.join(', ')}}.`);
  const message = carryOut(core, interaction, type, objectOf(body.data), request, isObject(body.data));
  interaction.state = 'acknowledged';
  interaction.settle('acknowledged');
  core.changed();
  return isTrue(request.query.get('with_response')) ? ok(responseJson(core, interaction, type, message)) : noContent;
}

function carryOut(
  core: DiscordCore,
  interaction: DiscordInteraction,
  type: number,
  data: WireObject,
  request: ApiRequest,
  hasData: boolean,
): DiscordMessage | null {
  const { world } = core;
  switch (type) {
    case callback.message: {
      if (!hasData) throw refuseField(['data'], 'BASE_TYPE_REQUIRED', 'This field is required');
      const draft = checkMessage(data, request.files, { existing: null, interaction: true }, ['data']);
      return postAnswer(core, interaction, draft, true);
    }
    case callback.deferredMessage: {
      const wanted = numberOf(data.flags, 0);
      if (wanted & ~messageFlag.ephemeral)
        throw refuseField(
          ['data', 'flags'],
          'MESSAGE_FLAGS_INVALID',
          'Only EPHEMERAL may be set on a deferred answer.',
        );
      const flags = wanted | messageFlag.loading;
      const draft: Draft = {
        content: '',
        embeds: [],
        components: [],
        flags,
        keptAttachments: [],
        newFiles: [],
        allowed: null,
      };
      return postAnswer(core, interaction, draft, true);
    }
    case callback.deferredUpdate:
      interaction.originalId = interaction.sourceMessageId;
      return null;
    case callback.update: {
      const source = world.messages.get(interaction.sourceMessageId ?? '');
      interaction.originalId = interaction.sourceMessageId;
      if (!source) throw refuse('unknownMessage');
      return changeMessage(
        core,
        source,
        checkMessage(data, request.files, { existing: source, interaction: true }, ['data']),
      );
    }
    case callback.choices:
      interaction.choices = checkChoices(data, interaction.focusedType);
      return null;
    default: {
      const modal = checkModal(data);
      core.forms.set(interaction.userId, { id: world.ids.next(), interaction, ...modal });
      return null;
    }
  }
}

/** Posts an answer or a follow-up of an interaction. */
export function postAnswer(
  core: DiscordCore,
  interaction: DiscordInteraction,
  draft: Draft,
  original: boolean,
): DiscordMessage {
  const message = postMessage(core, {
    channel: core.world.channel(interaction.channelId),
    authorId: core.world.bot.id,
    draft,
    type: interaction.type === interactionType.command && original ? 20 : 0,
    onlyFor: draft.flags & messageFlag.ephemeral ? interaction.userId : null,
    interaction: {
      id: interaction.id,
      type: interaction.type,
      user_id: interaction.userId,
      ...(interaction.commandName === null ? {} : { name: interaction.commandName }),
    },
  });
  if (original) interaction.originalId = message.id;
  return message;
}

function responseJson(
  core: DiscordCore,
  interaction: DiscordInteraction,
  type: number,
  message: DiscordMessage | null,
): WireObject {
  const answered =
    interaction.originalId === null
      ? {}
      : {
          response_message_id: interaction.originalId,
          response_message_loading: type === callback.deferredMessage,
          response_message_ephemeral: message !== null && message.onlyFor !== null,
        };
  return {
    interaction: { id: interaction.id, type: interaction.type, ...answered },
    resource: {
      type,
      ...(message ? { message: messageJson(core.world, message, { origin: core.origin(), content: true }) } : {}),
    },
  };
}
