import {
  ChannelType,
  Client,
  DiscordAPIError,
  Events,
  GatewayIntentBits,
  type Interaction,
  Partials,
  REST,
  type RESTOptions,
  Routes,
  type TextChannel,
} from 'discord.js';
import { Agent } from 'undici';
import { afterAll, beforeAll } from 'vitest';
import {
  type LocalDiscord,
  type LocalDiscordOptions,
  startLocalDiscord,
} from '../../../src/playground/discord/index.ts';

/** discord.js's own kind of HTTP agent, whichever client of another platform the process has loaded before. */
export const agent = new Agent();

const usual = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMembers,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
  GatewayIntentBits.MessageContent,
  GatewayIntentBits.GuildMessageReactions,
  GatewayIntentBits.GuildScheduledEvents,
];

export interface Connected {
  readonly discord: LocalDiscord;
  readonly client: Client<true>;
  /** Answers every interaction from now on. */
  onInteraction(answer: (interaction: Interaction) => Promise<unknown>): void;
  close(): Promise<void>;
}

export interface ConnectOptions extends LocalDiscordOptions {
  readonly intents?: readonly GatewayIntentBits[];
}

/** Starts a local Discord with the real discord.js client connected to it. */
export async function connect(options: ConnectOptions = {}): Promise<Connected> {
  const { intents = usual, ...local } = options;
  const discord = await startLocalDiscord(local);
  const client = await logIn(discord, intents);
  return {
    discord,
    client,
    onInteraction(answer) {
      client.removeAllListeners(Events.InteractionCreate);
      client.on(
        Events.InteractionCreate,
        (interaction) => void answer(interaction).catch((error: unknown) => console.error(error)),
      );
    },
    async close() {
      await client.destroy();
      await discord.close();
    },
  };
}

async function logIn(discord: LocalDiscord, intents: readonly GatewayIntentBits[] = usual): Promise<Client<true>> {
  const client = new Client({
    intents: [...intents],
    partials: [Partials.Channel, Partials.Message],
    rest: { api: discord.environment.DISCORD_API_URL ?? '', agent, retries: 0 },
    // Nobody waits here the five seconds from one session to the next.
    ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => {} }) },
  });
  client.on(Events.Error, () => {});
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.environment.DISCORD_TOKEN ?? '');
  return ready;
}

/** Returns a new text channel, as the client knows it. */
export async function textChannel({ discord, client }: Connected, name = 'general'): Promise<TextChannel> {
  const { id } = discord.addChannel({ name });
  await discord.settled();
  const found = await client.channels.fetch(id);
  if (found?.type !== ChannelType.GuildText) throw new Error('no text channel');
  return found;
}

/** Returns the error code of a refused request. */
export async function codeOf(action: Promise<unknown>): Promise<unknown> {
  try {
    await action;
    return 'not refused';
  } catch (error) {
    return error !== null && typeof error === 'object' && 'code' in error ? error.code : error;
  }
}

/** Returns the real REST client without a gateway, for what one wants to send exactly as written. */
export function restOf(discord: LocalDiscord, more: Partial<RESTOptions> = {}): REST {
  const api = discord.environment.DISCORD_API_URL ?? '';
  const globalRequestsPerSecond = Number.POSITIVE_INFINITY;
  return new REST({ version: '10', api, agent, retries: 0, globalRequestsPerSecond, ...more }).setToken(
    discord.environment.DISCORD_TOKEN ?? '',
  );
}

/** Returns a client that reports a limit at once instead of waiting for its end. */
export function impatient(discord: LocalDiscord): REST {
  return restOf(discord, { rejectOnRateLimit: ['/'] });
}

/** Creates a channel for the tests of one file, in a local Discord that exists as long as they run. */
export function channelToPostIn() {
  let discord: LocalDiscord;
  let channel: string;
  beforeAll(async () => {
    discord = await startLocalDiscord();
    channel = discord.addChannel({ name: 'general' }).id;
  });
  afterAll(() => discord.close());
  return {
    bot: () => discord.bot,
    post: (body: unknown): Promise<unknown> => restOf(discord).post(Routes.channelMessages(channel), { body }),
  };
}

/** Returns where a refused body is wrong: `components.0.label` -> code of the error. */
export async function formErrors(action: Promise<unknown>): Promise<Record<string, string>> {
  try {
    await action;
    return {};
  } catch (error) {
    if (!(error instanceof DiscordAPIError) || error.code !== 50035) throw error;
    const found: Record<string, string> = {};
    collect(error.rawError, [], found);
    return found;
  }
}

function collect(node: unknown, path: readonly string[], found: Record<string, string>): void {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === '_errors' && Array.isArray(value)) found[path.slice(1).join('.')] = String(value[0]?.code);
    else if (path.length > 0 || key === 'errors') collect(value, [...path, key], found);
  }
}
