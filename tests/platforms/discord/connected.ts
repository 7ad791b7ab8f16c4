import type { CommandDefinition } from '../../../src/chat/interaction.ts';
import type { FileSource, Inbox, Platform } from '../../../src/chat/platform.ts';
import { needsOn } from '../../../src/composition.ts';
import { silentLog } from '../../../src/log.ts';
import { createDiscord, type DiscordOptions } from '../../../src/platforms/discord/platform.ts';
import {
  type LocalDiscord,
  type LocalDiscordOptions,
  startLocalDiscord,
} from '../../../src/playground/discord/index.ts';
import type { SeenMessage, SeenPlace } from '../../../src/playground/local-platform.ts';
import { textIn } from '../../../src/texts/index.ts';
import { objections } from './spec.ts';
import { inbox, noFiles, property } from './support.ts';

/** The adapter with its real client, connected to a local Discord that has one person and one channel. */
export interface Connected {
  readonly discord: LocalDiscord;
  readonly platform: Platform;
  readonly person: string;
  readonly channel: string;
  readonly place: SeenPlace;
  /** Handles what comes in from now on. */
  on(doors: Partial<Inbox>): void;
  read(place?: SeenPlace, user?: string): readonly SeenMessage[];
  close(): Promise<void>;
}

export interface ConnectOptions {
  readonly local?: LocalDiscordOptions;
  readonly files?: FileSource;
  readonly commands?: readonly CommandDefinition[];
}

export function discordOptions(discord: LocalDiscord, over: Partial<DiscordOptions> = {}): DiscordOptions {
  return {
    token: discord.environment.DISCORD_TOKEN ?? '',
    apiUrl: discord.environment.DISCORD_API_URL ?? '',
    files: noFiles,
    commands: [],
    needs: needsOn('discord'),
    locale: 'fr',
    log: silentLog,
    text: textIn,
    requestsPerSecond: Number.POSITIVE_INFINITY,
    ...over,
  };
}

export async function connected(options: ConnectOptions = {}): Promise<Connected> {
  const discord = await startLocalDiscord(options.local);
  const person = discord.addUser({ name: 'Camille Martin' }).id;
  const channel = discord.addChannel({ name: 'general' }).id;
  const place: SeenPlace = { channel, thread: null };
  const { files = noFiles, commands = [] } = options;
  const platform = createDiscord(discordOptions(discord, { files, commands }));
  let doors: Partial<Inbox> = {};
  // Each door leads to whatever is behind it at the moment somebody knocks.
  await platform.start({
    command: (...given) => inbox(doors).command(...given),
    action: (...given) => inbox(doors).action(...given),
    form: (...given) => inbox(doors).form(...given),
    message: (...given) => inbox(doors).message(...given),
    suggest: (...given) => inbox(doors).suggest(...given),
  });
  return {
    discord,
    platform,
    person,
    channel,
    place,
    on(given) {
      doors = given;
    },
    read: (where = place, user = person) => discord.messages(user, where),
    async close() {
      await platform.stop();
      await discord.close();
    },
  };
}

/** Waits until the bot has dealt with everything, without a clock of its own. */
export async function quiet({ discord, platform }: Connected): Promise<void> {
  do {
    await discord.settled();
    await new Promise((resolve) => setImmediate(resolve));
  } while (platform.inFlight() > 0);
  await discord.settled();
}

/** Returns the objections of Discord's published description to anything that was sent. */
export function objectionsTo(discord: LocalDiscord): readonly string[] {
  return discord.requests.flatMap(({ method, path, body }) => {
    if (method === 'POST' && /^\/channels\/\d+\/messages$/.test(path)) return objections('message', body);
    if (method === 'PATCH' && /\/messages\/[^/]+$/.test(path)) return objections('edit', body);
    if (path.endsWith('/callback') && property(body, 'type') === 9) return objections('modal', property(body, 'data'));
    if (method === 'PUT' && path.endsWith('/commands'))
      return (Array.isArray(body) ? body : []).flatMap((command) => objections('command', command));
    return [];
  });
}
