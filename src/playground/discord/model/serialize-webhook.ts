import type { WireObject } from '../json.ts';
import { userJson } from './serialize.ts';
import type { Webhook } from './types.ts';
import type { World } from './world.ts';

export function webhookJson(world: World, webhook: Webhook, origin: string, withUser = true): WireObject {
  return {
    id: webhook.id,
    type: 1,
    application_id: webhook.creatorId === world.bot.id ? world.bot.id : null,
    guild_id: webhook.guildId,
    channel_id: webhook.channelId,
    name: webhook.name,
    avatar: webhook.avatar,
    token: webhook.token,
    url: `${origin}/api/webhooks/${webhook.id}/${webhook.token}`,
    ...(withUser ? { user: userJson(world.user(webhook.creatorId)) } : {}),
  };
}
