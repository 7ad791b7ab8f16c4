import type { Client } from 'discord.js';
import type { Log } from '../../log.ts';

/** The part of discord.js that reads packets; its types don't declare it. */
interface PacketReader {
  handlePacket(packet?: { readonly t?: unknown }, shard?: unknown): boolean;
}

/**
 * Keeps a malformed packet from ending the process: discord.js reads packets in its socket's handler. One packet that
 * can't be read is one lost event.
 */
export function surviveMalformed(client: Client, log: Log): void {
  const reader = client.ws as unknown as PacketReader;
  const read = reader.handlePacket.bind(client.ws);
  reader.handlePacket = (packet, shard) => {
    try {
      return read(packet, shard);
    } catch (error) {
      log.error('discord.malformed-packet', error, { event: String(packet?.t) });
      return false;
    }
  };
}
