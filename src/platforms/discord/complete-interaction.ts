import { ApplicationCommandType, ChannelType, type Client, GatewayDispatchEvents, InteractionType } from 'discord.js';

type Wire = Record<string, unknown>;

/** discord.js emits its packets under this name before it reads them; its types don't declare it. */
const RAW = 'raw';

/**
 * Fills in `entitlements` and `channel` of interactions. discord.js ends the process at an interaction without
 * `entitlements`, and takes the channel from `channel` alone. Older payloads had neither, and servers that stand in for
 * Discord often leave them out.
 */
export function completeInteractions(client: Client): void {
  // The client is an ordinary emitter; only its types restrict the names of its events.
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
