import type { FormattedBlock } from '../../../../src/chat/formatted/formatted.ts';
import { gatherNeeds } from '../../../../src/chat/needs.ts';
import type { Inbox } from '../../../../src/chat/platform.ts';
import type { Copy, CopyFile, CopyPart, RelayEvent, Relaying } from '../../../../src/chat/relaying.ts';
import { needsOn } from '../../../../src/composition.ts';
import { writeMarkdown } from '../../../../src/platforms/discord/formatted/write-markdown.ts';
import { createDiscord, type DiscordOptions } from '../../../../src/platforms/discord/platform.ts';
import { type LocalDiscordOptions, startLocalDiscord } from '../../../../src/playground/discord/index.ts';
import type { SeenMessage } from '../../../../src/playground/local-platform.ts';
import { relayNeeds } from '../../../../src/relay/needs.ts';
import { type Connected, discordOptions, quiet } from '../connected.ts';
import { inbox } from '../support.ts';

/** The adapter connected to a local Discord, in which one channel is relayed and another isn't. */
export interface Relayed extends Connected {
  readonly relaying: Relaying;
  /** Somebody else of the server. */
  readonly other: string;
  readonly elsewhere: string;
  /** Returns what was handed in since the last time, once all is quiet. */
  heard(): Promise<readonly RelayEvent[]>;
}

export interface RelayedOptions {
  readonly local?: LocalDiscordOptions;
  readonly discord?: Partial<DiscordOptions>;
  readonly doors?: Partial<Inbox>;
}

export async function relayed(options: RelayedOptions = {}): Promise<Relayed> {
  const discord = await startLocalDiscord(options.local);
  const person = discord.addUser({ name: 'Camille Martin' }).id;
  const other = discord.addUser({ name: 'Léa Morel' }).id;
  const channel = discord.addChannel({ name: 'toute-l-annee' }).id;
  const elsewhere = discord.addChannel({ name: 'general' }).id;
  const needs = [...needsOn('discord'), ...gatherNeeds('discord', [], [relayNeeds])];
  const platform = createDiscord(discordOptions(discord, { needs, ...options.discord }));
  const events: RelayEvent[] = [];
  const relay = {
    isRelayed: (id: string) => id === channel,
    async take(event: RelayEvent) {
      events.push(event);
    },
  };
  await platform.start(inbox({ relay, ...options.doors }));
  const { relaying } = platform;
  if (!relaying) throw new Error('Discord takes part in relays');
  const connected: Connected = {
    ...{ discord, platform, person, channel },
    place: { channel, thread: null },
    on() {},
    read: (where = { channel, thread: null }, user = person) => discord.messages(user, where),
    async close() {
      await platform.stop();
      await discord.close();
    },
  };
  return {
    ...{ ...connected, relaying, other, elsewhere },
    async heard() {
      await quiet(connected);
      return events.splice(0);
    },
  };
}

/** Returns an event in short: its kind, or the author and text of a message. */
export const told = (event: RelayEvent): string => {
  switch (event.kind) {
    case 'message':
      return `${event.message.author.name}: ${writeMarkdown(event.message.content)}`;
    case 'thread':
      return `thread ${event.thread.title}`;
    default:
      return event.kind;
  }
};

const words = (text: string): FormattedBlock => ({
  kind: 'line',
  quoted: false,
  leaves: text === '' ? [] : [{ kind: 'text', text, marks: [] }],
});

export const copyFile = (name: string, over: Partial<CopyFile> = {}): CopyFile => {
  const bytes = new TextEncoder().encode(`bytes of ${name}`);
  return { name, type: 'application/pdf', alt: null, bytes, size: bytes.length, ...over };
};

export const copy = (text: string, over: Partial<Copy> = {}): Copy => ({
  author: 'Léa · Slack',
  otherwise: 'De Slack',
  picture: null,
  content: { blocks: text.split('\n').map(words) },
  ending: null,
  files: [],
  ...over,
});

/** Returns the only part of a copy. */
export function part(relaying: Relaying, one: Copy): CopyPart {
  const [first, ...others] = relaying.parts(one);
  if (!first || others.length > 0) throw new Error('more than one part, or none');
  return first;
}

/** Returns a message as a person sees it. */
export function seen(
  { read }: Relayed,
  { id, thread }: { readonly id: string; readonly thread: string | null },
  channel: string,
): SeenMessage | undefined {
  return read({ channel: thread ?? channel, thread: null }).find((message) => message.id === id);
}

/** Does something as a process that has just started. */
export async function beside({ discord }: Relayed, work: (relaying: Relaying) => Promise<void>): Promise<void> {
  const platform = createDiscord(discordOptions(discord, { receives: false }));
  await platform.start(inbox());
  if (!platform.relaying) throw new Error('Discord takes part in relays');
  await work(platform.relaying);
  await platform.stop();
}
