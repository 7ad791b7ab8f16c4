// The smallest possible relay between both platforms, by their stock clients: what is said in one channel it posts in the other,
// and keeps nothing of it. What the bot does beyond that is measured against it.
import bolt from '@slack/bolt';
import { Client, Events, GatewayIntentBits, type TextChannel, type Webhook } from 'discord.js';
import type { Pair } from './relay-places.ts';

const { App, LogLevel } = bolt;

const { DISCORD_TOKEN: token = '', DISCORD_API_URL: api = '', BENCH_PAIRS: tied = '[]' } = process.env;
const { SLACK_BOT_TOKEN: botToken = '', SLACK_APP_TOKEN: appToken = '', SLACK_API_URL: slackApiUrl = '' } = process.env;
const pairs = JSON.parse(tied) as readonly Pair[];

const app = new App({
  token: botToken,
  appToken,
  socketMode: true,
  logLevel: LogLevel.ERROR,
  clientOptions: { slackApiUrl },
  installerOptions: { clientOptions: { slackApiUrl } },
});
const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent],
  rest: { api, globalRequestsPerSecond: Number.POSITIVE_INFINITY },
});
const webhooks = new Map<string, Webhook>();
const slackChannels = new Map(pairs.map(({ slack, discord }) => [discord, slack]));

app.message(async ({ message }) => {
  if (message.subtype !== undefined || message.bot_id !== undefined) return;
  await webhooks.get(message.channel)?.send({ content: message.text ?? '', username: 'Ada · Slack' });
});
client.on(Events.MessageCreate, async ({ channelId, author, content, webhookId }) => {
  const channel = slackChannels.get(channelId);
  if (channel === undefined || author.bot || webhookId !== null) return;
  await app.client.chat.postMessage({ channel, text: content, username: `${author.displayName} · Discord` });
});

const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
await Promise.all([app.start(), client.login(token)]);
const { channels } = await ready;
for (const { slack, discord } of pairs) {
  const channel = (await channels.fetch(discord)) as TextChannel;
  webhooks.set(slack, await channel.createWebhook({ name: 'relay' }));
}
console.log('the bare relay is ready');

process.on('SIGTERM', () => process.exit(0));
