import { randomBytes } from 'node:crypto';
import type { DiscordCore } from '../core.ts';
import { intent } from '../gateway/intents.ts';
import type { Webhook } from '../model/types.ts';
import { emitGuild } from './emit.ts';

export const webhooksOf = (core: DiscordCore, channelId: string): Webhook[] =>
  [...core.world.webhooks.values()].filter((webhook) => webhook.channelId === channelId);

export function addWebhook(core: DiscordCore, given: Omit<Webhook, 'id' | 'token'>): Webhook {
  const webhook: Webhook = { id: core.world.ids.next(), token: randomBytes(51).toString('base64url'), ...given };
  core.world.webhooks.set(webhook.id, webhook);
  announceWebhook(core, webhook);
  return webhook;
}

export function removeWebhook(core: DiscordCore, webhook: Webhook): void {
  core.world.webhooks.delete(webhook.id);
  announceWebhook(core, webhook);
}

/** Tells that something about a channel's webhooks has changed, but not what. */
export function announceWebhook(core: DiscordCore, { guildId, channelId }: Webhook): void {
  const event = { guild_id: guildId, channel_id: channelId };
  emitGuild(core, 'WEBHOOKS_UPDATE', guildId, intent.guildWebhooks, event);
}
