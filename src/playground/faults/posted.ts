import type { LocalDiscord } from '../discord/index.ts';
import type { LocalSlack } from '../slack/index.ts';

export interface BothPlatforms {
  readonly slack: LocalSlack;
  readonly discord: LocalDiscord;
}

/** A message that the bot has posted, as its platform stores it. */
export interface BotMessage {
  readonly id: string;
  /** Its content, by which two copies of one message are the same. */
  readonly words: string;
}

/** Returns what the bot has posted in a channel of Slack, oldest first. */
export function postedOnSlack({ slack }: BothPlatforms, channel: string): readonly BotMessage[] {
  const { messages } = slack.saved().workspace;
  return [...messages.values()]
    .filter((message) => message.channel === channel && message.byBot && message.ephemeralTo === null)
    .map(({ ts, text, threadTs }) => ({ id: ts, words: JSON.stringify([text, threadTs]) }));
}

/** Returns what the bot has posted in a channel of Discord, also through its webhooks, oldest first. */
export function postedOnDiscord({ discord }: BothPlatforms, channel: string): readonly BotMessage[] {
  const { messages } = discord.saved().world;
  return [...messages.values()]
    .filter(({ channelId, authorId, webhook, onlyFor }) => {
      return channelId === channel && onlyFor === null && (webhook !== null || authorId === discord.bot.id);
    })
    .map(({ id, content, components, webhook }) => ({
      id,
      words: JSON.stringify([webhook?.name, content, components]),
    }));
}

/** Returns the channel of Discord into which a request posts; null for one that posts nothing. */
export function channelPostedTo({ discord }: BothPlatforms, path: string): string | null {
  const [, channel] = /^\/channels\/(\d+)\/messages$/.exec(path) ?? [];
  if (channel) return channel;
  const [, webhook = ''] = /^\/webhooks\/(\d+)\/[^/]+$/.exec(path) ?? [];
  return discord.saved().world.webhooks.get(webhook)?.channelId ?? null;
}
