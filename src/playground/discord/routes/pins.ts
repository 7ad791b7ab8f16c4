import { pinnedIn, setPinned } from '../actions/pins.ts';
import { checkThreadEditable } from '../actions/thread-members.ts';
import type { DiscordCore } from '../core.ts';
import { refuse } from '../errors.ts';
import { type ApiRequest, type ApiResponse, noContent, ok, param } from '../http/request.ts';
import { type ApiRoute, route } from '../http/router.ts';
import { botChannel, may, sharedMessage } from '../model/access.ts';
import { isoTime } from '../model/serialize.ts';
import type { Channel, DiscordMessage } from '../model/types.ts';
import { queryInteger, queryTime } from '../validate/values.ts';
import { isOfPeople, shownMessage } from './messages.ts';

export const pinRoutes: readonly ApiRoute[] = [
  route('GET', '/channels/:channel/messages/pins', list),
  route('GET', '/channels/:channel/pins', (core, request) => {
    const channel = botChannel(core.world, param(request, 'channel'));
    return ok(
      pinsOf(core, channel)
        .slice(0, 50)
        .map((message) => shownMessage(core, message)),
    );
  }),
  route('PUT', '/channels/:channel/messages/pins/:message', (core, request) => pin(core, request, true)),
  route('PUT', '/channels/:channel/pins/:message', (core, request) => pin(core, request, true)),
  route('DELETE', '/channels/:channel/messages/pins/:message', (core, request) => pin(core, request, false)),
  route('DELETE', '/channels/:channel/pins/:message', (core, request) => pin(core, request, false)),
];

/** Returns the pins, newest first; none for a bot that may not read the history. */
function pinsOf(core: DiscordCore, channel: Channel): DiscordMessage[] {
  return may(core.world, core.world.bot.id, channel, 'ReadMessageHistory') ? pinnedIn(core, channel) : [];
}

function list(core: DiscordCore, request: ApiRequest): ApiResponse {
  const channel = botChannel(core.world, param(request, 'channel'));
  const limit = queryInteger(request.query, 'limit', { min: 1, max: 50, otherwise: 50 });
  const before = queryTime(request.query, 'before');
  const pins = pinsOf(core, channel).filter(({ pinnedAt }) => before === null || (pinnedAt ?? 0) < before);
  return ok({
    items: pins
      .slice(0, limit)
      .map((message) => ({ pinned_at: isoTime(message.pinnedAt ?? 0), message: shownMessage(core, message) })),
    has_more: pins.length > limit,
  });
}

function pin(core: DiscordCore, request: ApiRequest, pinned: boolean): ApiResponse {
  const { world } = core;
  const channel = botChannel(world, param(request, 'channel'), 'PinMessages');
  const message = sharedMessage(world, channel, param(request, 'message'));
  checkThreadEditable(core, channel);
  if (!isOfPeople(message)) throw refuse('systemMessage');
  setPinned(core, message, pinned, world.bot.id);
  return noContent;
}
