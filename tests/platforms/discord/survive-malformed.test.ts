import { Client, Status } from 'discord.js';
import { expect, it } from 'vitest';
import { silentLog } from '../../../src/log.ts';
import { completePackets } from '../../../src/platforms/discord/complete-packets.ts';
import { historyMessage } from '../../../src/platforms/discord/receive-message.ts';
import { surviveMalformed } from '../../../src/platforms/discord/survive-malformed.ts';

it('a packet that discord.js stumbles over is noted, and the next one is read', () => {
  const client = new Client({ intents: [] });
  const noted: unknown[] = [];
  completePackets(client);
  surviveMalformed(client, { ...silentLog, error: (_, __, details) => void noted.push(details?.event) });
  const reader = client.ws as unknown as { status: Status; handlePacket(packet: object): boolean };
  reader.status = Status.Ready;
  expect(reader.handlePacket({ t: 'INTERACTION_CREATE', d: null })).toBe(false);
  expect(reader.handlePacket({ t: 'MESSAGE_CREATE', d: null })).toBe(false);
  expect(reader.handlePacket({ t: 'TYPING_START', d: { channel_id: '1', user_id: '2' } })).toBe(true);
  expect(noted).toEqual(['INTERACTION_CREATE', 'MESSAGE_CREATE']);
});

it('a message read back may lack its mentions, its attachments and its text', () => {
  const message = { id: '5', channel_id: '1', author: { id: '2', username: 'camille', global_name: null } };
  const client = { user: { id: '9' }, channels: { cache: new Map() } };
  const read = historyMessage(message as never, null, client as never);
  expect(read).toMatchObject({ id: '5', text: '', files: [], mentionsBot: false });
});
