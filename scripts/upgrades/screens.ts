import type { LocalPlatform, SeenMessage } from '../../src/playground/local-platform.ts';
import type { Person } from '../../src/playground/person.ts';
import type { Stage } from '../../src/playground/stage.ts';
import type { Fields, KeptButton, KeptChannel, KeptForm, KeptMessage, KeptPlatform, Side } from './kept.ts';
import { askDiscord, askSlack } from './wire.ts';

/** Reads what stands on both platforms, by the bot's own token: in the platforms' words, which change less than ours. */
export async function readScreens(
  stage: Stage,
  people: Readonly<Record<Side, readonly Person[]>>,
): Promise<Readonly<Record<Side, KeptPlatform>>> {
  return { slack: await onSlack(stage, people.slack), discord: await onDiscord(stage, people.discord) };
}

const listOf = (answer: Fields, name: string): readonly Fields[] => (answer[name] ?? []) as readonly Fields[];
const oldestFirst = (messages: readonly KeptMessage[]) =>
  messages.toSorted((one, other) => (BigInt(one.id.replace('.', '')) < BigInt(other.id.replace('.', '')) ? -1 : 1));
const textIn = (fields: Fields, name: string): string | null =>
  typeof fields[name] === 'string' ? fields[name] : null;

async function onSlack({ slack }: Stage, people: readonly Person[]): Promise<KeptPlatform> {
  const ask = askSlack(slack.environment);
  const types = { types: 'public_channel,private_channel,im', limit: '999' };
  const messages: KeptMessage[] = [];
  let bot: readonly string[] = [slack.bot.id];
  for (const { id } of listOf(await ask('conversations.list', types), 'channels')) {
    const channel = String(id);
    const read = { channel, limit: '999', include_all_metadata: 'true' };
    for (const message of listOf(await ask('conversations.history', read), 'messages')) {
      const replies = listOf(await ask('conversations.replies', { ...read, ts: String(message.ts) }), 'messages');
      messages.push(...replies.map((one) => slackMessage(channel, one)).filter((one) => one !== null));
      const [botId, appId] = [textIn(message, 'bot_id'), textIn(message, 'app_id')];
      if (botId !== null && appId !== null) bot = [slack.bot.id, botId, appId];
    }
  }
  const views = slack.requests.filter(({ path, status }) => path === 'views.open' && status === 200);
  const shown = (views.at(-1)?.body as Fields | undefined)?.view as Fields | undefined;
  return {
    ...{ team: slack.team.id, bot, channels: channelsOf(slack, people), webhooks: [], messages: oldestFirst(messages) },
    ...{ people: named(people), buttons: privateButtons(people), forms: formsOf(people, shown) },
  };
}

function slackMessage(channel: string, message: Fields): KeptMessage | null {
  const { ts, text, blocks, metadata, icons } = message;
  const underName = textIn(message, 'username');
  // Messages that Slack itself writes come again by themselves.
  if (message.subtype !== undefined && underName === null) return null;
  const thread = textIn(message, 'thread_ts');
  const isBots = message.bot_id !== undefined;
  return {
    ...{ id: String(ts), channel, thread: thread === ts ? null : thread, underName, webhook: null },
    ...{ by: isBots ? null : String(message.user), pinned: message.pinned_to !== undefined, text: String(text) },
    body: isBots ? { blocks, metadata, icon_url: (icons as Fields | undefined)?.image_48 } : {},
  };
}

const REPLY = 19;
const MODAL = 9;

async function onDiscord({ discord }: Stage, people: readonly Person[]): Promise<KeptPlatform> {
  const ask = askDiscord(discord.environment);
  const channels = channelsOf(discord, people);
  const messages: KeptMessage[] = [];
  const webhooks: Fields[] = [];
  for (const { id, kind } of channels) {
    for (const message of (await ask('GET', `/channels/${id}/messages?limit=100`)) as readonly Fields[]) {
      if (message.type === 0 || message.type === REPLY) messages.push(discordMessage(id, message, people));
    }
    if (kind === 'direct' || kind === 'thread') continue;
    webhooks.push(...((await ask('GET', `/channels/${id}/webhooks`)) as readonly Fields[]));
  }
  const callbacks = discord.requests.filter(({ path }) => path.endsWith('/callback')).map(({ body }) => body as Fields);
  return {
    ...{ team: discord.team.id, bot: [discord.bot.id], channels, messages: oldestFirst(messages) },
    webhooks: webhooks.map(({ id, token, channel_id, name }) => ({
      ...{ id: String(id), token: String(token), channel: String(channel_id), name: String(name) },
    })),
    ...{ people: named(people), buttons: privateButtons(people) },
    forms: formsOf(people, callbacks.findLast(({ type }) => type === MODAL)?.data as Fields | undefined),
  };
}

function discordMessage(channel: string, message: Fields, people: readonly Person[]): KeptMessage {
  const { id, content, components, embeds, flags, pinned, webhook_id, author } = message;
  const { id: authorId, username } = author as Fields;
  const by = people.find(({ user }) => user.id === authorId)?.user.id ?? null;
  const isWebhooks = webhook_id !== undefined && people.length > 0 && message.interaction_metadata === undefined;
  return {
    ...{ id: String(id), channel, thread: null, by, pinned: pinned === true, text: String(content) },
    ...{ underName: isWebhooks ? String(username) : null, webhook: isWebhooks ? String(webhook_id) : null },
    body: by === null ? { components, embeds, flags } : {},
  };
}

function named(people: readonly Person[]): KeptPlatform['people'] {
  return people.map(({ user, name }) => ({ id: user.id, name }));
}

/** Returns the channels, conversations and threads that anybody of them sees. */
function channelsOf(platform: LocalPlatform, people: readonly Person[]): readonly KeptChannel[] {
  const seen = people.flatMap(({ user }) =>
    platform.channelsOf(user.id).map((channel) => ({ channel, user: user.id })),
  );
  const ids = [...new Set(seen.map(({ channel }) => channel.id))];
  return ids.flatMap((id) => {
    const here = seen.filter(({ channel }) => channel.id === id);
    const [first] = here;
    if (!first) return [];
    const { name, kind, parent } = first.channel;
    return [{ id, name, kind, parent, members: kind === 'public' ? [] : here.map(({ user }) => user) }];
  });
}

function privateButtons(people: readonly Person[]): readonly KeptButton[] {
  const ofMessage = (user: string, { place, text, controls }: SeenMessage) =>
    controls.flatMap((control) =>
      control.kind === 'button'
        ? [{ user, channel: place.channel, reads: text, label: control.label, id: control.id }]
        : [],
    );
  return people.flatMap((person) =>
    person
      .screen()
      .filter(({ onlyForYou }) => onlyForYou)
      .flatMap((message) => ofMessage(person.user.id, message)),
  );
}

/** Returns the one form that is open, which is the one that was shown last. */
function formsOf(people: readonly Person[], shown: Fields | undefined): readonly KeptForm[] {
  const open = people.filter((person) => person.platform.form(person.user.id) !== null);
  if (open.length > 1) throw new Error('more than one form is open');
  return open.flatMap(({ user }) => (shown ? [{ user: user.id, shown }] : []));
}
