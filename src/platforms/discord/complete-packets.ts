import { ApplicationCommandType, ChannelType, type Client, GatewayDispatchEvents, InteractionType } from 'discord.js';

type Wire = Record<string, unknown>;

/** discord.js emits its packets under this name before it reads them; its types don't declare it. */
const RAW = 'raw';

/**
 * Fills in what discord.js needs of packets and Discord may leave out: `entitlements` and `channel` of interactions, and
 * the `channel_type` of direct messages. discord.js ends the process at an interaction without `entitlements`, takes the
 * channel from `channel` alone, and drops a message in a channel that it doesn't know. Older payloads had none of these,
 * and servers that stand in for Discord often leave them out.
 */
export function completePackets(client: Client): void {
  // The client is an ordinary emitter; only its types restrict the names of its events.
  const packets: { on(event: string, listener: (packet: unknown) => void): unknown } = client;
  packets.on(RAW, (packet) => {
    if (!isWire(packet) || !isWire(packet.d)) return;
    if (packet.t === GatewayDispatchEvents.InteractionCreate) completeInteraction(packet.d);
    if (packet.t === GatewayDispatchEvents.MessageCreate) completeMessage(packet.d, client);
  });
}

function completeInteraction(interaction: Wire): void {
  const { type, data, channel_id: id, guild_id: guild } = interaction;
  interaction.entitlements ??= [];
  interaction.authorizing_integration_owners ??= {};
  if (typeof id === 'string') {
    interaction.channel ??= { id, type: guild === undefined ? ChannelType.DM : ChannelType.GuildText };
  }
  if (type === InteractionType.ApplicationCommand && isWire(data)) data.type ??= ApplicationCommandType.ChatInput;
}

function completeMessage(message: Wire, client: Client): void {
  const { channel_id: id, guild_id: guild, author } = message;
  // The bot's own private answers come without a server, too, in channels that the client knows.
  const isOwn = isWire(author) && author.id === client.user?.id;
  if (typeof id !== 'string' || guild !== undefined || isOwn || client.channels.cache.has(id)) return;
  message.channel_type ??= ChannelType.DM;
}

const isWire = (value: unknown): value is Wire => typeof value === 'object' && value !== null;
