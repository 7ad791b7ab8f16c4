// The smallest possible bot on both platforms: it acknowledges, then answers the person with one line. Everything the
// real bot does beyond that is measured against it. Its own discord.js and Bolt keep no limits either.
import bolt from '@slack/bolt';
import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  Client,
  Events,
  GatewayIntentBits,
  MessageFlags,
} from 'discord.js';

const { App, LogLevel } = bolt;

const ANSWER = 'Voilà.';
const BUTTON = 'bare-button';

const { DISCORD_TOKEN: token = '', DISCORD_API_URL: api = '' } = process.env;
const { SLACK_BOT_TOKEN: botToken = '', SLACK_APP_TOKEN: appToken = '', SLACK_API_URL: slackApiUrl = '' } = process.env;
const { BENCH_SLACK_CHANNEL: slackChannel = '', BENCH_DISCORD_CHANNEL: discordChannel = '' } = process.env;

const app = new App({
  token: botToken,
  appToken,
  socketMode: true,
  logLevel: LogLevel.ERROR,
  clientOptions: { slackApiUrl },
  installerOptions: { clientOptions: { slackApiUrl } },
});
app.command(/.*/, async ({ ack, respond }) => {
  await ack();
  await respond({ text: ANSWER, response_type: 'ephemeral' });
});
app.action(/.*/, async ({ ack, respond }) => {
  await ack();
  await respond({ text: ANSWER, response_type: 'ephemeral', replace_original: false });
});

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api, globalRequestsPerSecond: Number.POSITIVE_INFINITY },
});
client.on(Events.InteractionCreate, async (interaction) => {
  if (!interaction.isChatInputCommand() && !interaction.isButton()) return;
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  await interaction.editReply(ANSWER);
});

const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
await Promise.all([app.start(), client.login(token)]);
const { application, channels } = await ready;
const list = { name: 'liste', description: 'Liste', type: 1 };
await application.commands.set([{ name: 'evenement', description: 'Événements', options: [list] }]);
const channel = await channels.fetch(discordChannel);
if (!channel?.isSendable()) throw new Error('nowhere to post the button');
const button = new ButtonBuilder().setCustomId(BUTTON).setLabel(BUTTON).setStyle(ButtonStyle.Primary);
await channel.send({ content: BUTTON, components: [new ActionRowBuilder<ButtonBuilder>().addComponents(button)] });
await app.client.chat.postMessage({
  channel: slackChannel,
  text: BUTTON,
  blocks: [
    { type: 'section', text: { type: 'plain_text', text: BUTTON } },
    {
      type: 'actions',
      elements: [{ type: 'button', action_id: BUTTON, text: { type: 'plain_text', text: BUTTON } }],
    },
  ],
});
console.log('bare bots are ready');

process.on('SIGTERM', () => process.exit(0));
