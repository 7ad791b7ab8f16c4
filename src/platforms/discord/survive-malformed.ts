import type { Client } from 'discord.js';
import type { Log } from '../../log.ts';

/** What discord.js reads packets with; its types don't tell. */
interface PacketReader {
  handlePacket(packet?: { readonly t?: unknown }, shard?: unknown): boolean;
}

/**
 * discord.js reads packets within its socket's handler, where what it stumbles over ends the process. One packet that
 * can't be read is one event that is lost.
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
