import { type Client, Routes } from 'discord.js';
import type { RelayedFile, RelayedPlace } from '../../../chat/relaying.ts';
import { isNotFound } from '../errors.ts';
import { channelIdOf } from './places.ts';
import { readWire, type UnreadableAttachment, type WireAttachment, type WireMessage } from './wire.ts';

/** A file by what it hangs on: Discord's addresses of files expire, and a fresh one stands in the message. */
const SOURCE = /^message:(\d{1,20})\/(\d{1,20})\/(\d{1,20})$/;

/** Returns the files of a message; `link` is the message's own address, which doesn't expire. */
export function relayedFiles(message: WireMessage, place: RelayedPlace, link: string): readonly RelayedFile[] {
  return readableFiles(message).map((file) => ({
    id: file.id,
    name: file.title ?? file.filename,
    type: file.content_type ?? 'application/octet-stream',
    size: file.size,
    alt: file.description ?? null,
    source: `message:${channelIdOf(place)}/${message.id}/${file.id}`,
    link,
  }));
}

/** Returns whether a reference leads to a file of a relayed message. */
export const isRelayedSource = (source: string): boolean => SOURCE.test(source);

/** Returns the address at which such a file is now; null when it is gone, or its message. */
export async function freshAddress({ rest }: Client<true>, source: string): Promise<string | null> {
  const [, channel = '', id = '', file] = SOURCE.exec(source) ?? [];
  const told = await rest.get(Routes.channelMessage(channel, id)).catch((error: unknown) => {
    if (isNotFound(error)) return null;
    throw error;
  });
  const message = readWire.message(told);
  return (message && readableFiles(message).find((one) => one.id === file)?.url) ?? null;
}

/** Returns the names of the files of a message that Discord describes in no way that can be read. */
export const unreadableFiles = (message: WireMessage): readonly string[] =>
  attachmentsOf(message).flatMap(({ id, filename }) => (id === null ? [filename] : []));

const readableFiles = (message: WireMessage): readonly WireAttachment[] =>
  attachmentsOf(message).flatMap((file) => (file.id === null ? [] : [file]));

/** Returns the files that people see with a message: its own, and those of a message it passes on. */
const attachmentsOf = (message: WireMessage): readonly (WireAttachment | UnreadableAttachment)[] => [
  ...message.attachments,
  ...message.message_snapshots.flatMap(({ message: passedOn }) => passedOn.attachments),
];
