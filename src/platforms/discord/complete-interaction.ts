import { ApplicationCommandType, ChannelType, type Client, GatewayDispatchEvents, InteractionType } from 'discord.js';

type Wire = Record<string, unknown>;

/** discord.js tells its packets under this name, before it reads them; its types don't know it. */
const RAW = 'raw';

/**
 * discord.js ends the process at an interaction without `entitlements`, and knows its channel by `channel` alone. Both
 * may be missing: older payloads had neither, and what stands in for Discord often hasn't.
 */
export function completeInteractions(client: Client): void {
  // The client is an ordinary emitter; only its types name the events it may be listened to for.
  const packets: { on(event: string, listener: (packet: unknown) => void): unknown } = client;
  packets.on(RAW, (packet) => {
    if (isWire(packet) && packet.t === GatewayDispatchEvents.InteractionCreate && isWire(packet.d)) complete(packet.d);
  });
}

function complete(interaction: Wire): void {
  const { type, data, channel_id: id, guild_id: guild } = interaction;
  interaction.entitlements ??= [];
  interaction.authorizing_integration_owners ??= {};
  if (typeof id === 'string') {
    interaction.channel ??= { id, type: guild === undefined ? ChannelType.DM : ChannelType.GuildText };
  }
  if (type === InteractionType.ApplicationCommand && isWire(data)) data.type ??= ApplicationCommandType.ChatInput;
}

const isWire = (value: unknown): value is Wire => typeof value === 'object' && value !== null;
