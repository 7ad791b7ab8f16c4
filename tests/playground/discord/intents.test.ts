import { GatewayIntentBits as Intent, Routes } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalDiscord, startLocalDiscord } from '../../../src/playground/discord/index.ts';
import { identify, RawGateway } from './raw-gateway.ts';
import { restOf } from './support.ts';

/** The events that each intent brings, as Discord lists them. */
const events: readonly (readonly [intent: keyof typeof Intent, names: readonly string[]])[] = [
  [
    'Guilds',
    [
      'CHANNEL_CREATE',
      'CHANNEL_DELETE',
      'CHANNEL_PINS_UPDATE',
      'CHANNEL_UPDATE',
      'GUILD_CREATE',
      'GUILD_ROLE_CREATE',
      'THREAD_CREATE',
      'THREAD_DELETE',
      'THREAD_UPDATE',
    ],
  ],
  ['GuildMembers', ['GUILD_MEMBER_ADD', 'GUILD_MEMBER_REMOVE']],
  ['GuildWebhooks', ['WEBHOOKS_UPDATE']],
  ['GuildMessages', ['MESSAGE_CREATE', 'MESSAGE_DELETE', 'MESSAGE_UPDATE']],
  ['GuildMessageReactions', ['MESSAGE_REACTION_ADD', 'MESSAGE_REACTION_REMOVE']],
  ['DirectMessages', ['MESSAGE_CREATE', 'MESSAGE_DELETE', 'MESSAGE_UPDATE']],
  ['DirectMessageReactions', ['MESSAGE_REACTION_ADD', 'MESSAGE_REACTION_REMOVE']],
  [
    'GuildScheduledEvents',
    ['GUILD_SCHEDULED_EVENT_CREATE', 'GUILD_SCHEDULED_EVENT_DELETE', 'GUILD_SCHEDULED_EVENT_UPDATE'],
  ],
];

/** Some of everything that a text bot may hear of. */
async function muchHappens(discord: LocalDiscord): Promise<void> {
  const rest = restOf(discord);
  const { id: user } = discord.addUser({ name: 'Camille' });
  const { id: channel } = discord.addChannel({ name: 'general' });
  for (const place of [channel, 'direct']) {
    const id = await discord.say(user, { channel: place, thread: null }, 'bonjour');
    await discord.edit(user, id, 'bonsoir');
    const direct = await rest.post(Routes.userChannels(), { body: { recipient_id: user } });
    const at = place === 'direct' ? String(Reflect.get(Object(direct), 'id')) : place;
    const reaction = Routes.channelMessageOwnReaction(at, id, encodeURIComponent('✅'));
    await rest.put(reaction);
    await rest.delete(reaction);
    await discord.remove(user, id);
  }
  const pinned = await discord.say(user, { channel, thread: null }, 'à retenir');
  await rest.put(Routes.channelMessagesPin(channel, pinned));
  const guild = discord.team.id;
  await rest.post(Routes.guildRoles(guild), { body: { name: 'rôle' } });
  await rest.post(Routes.channelWebhooks(channel), { body: { name: 'Relais' } });
  await rest.patch(Routes.channel(channel), { body: { topic: 'sujet' } });
  const thread = await rest.post(Routes.threads(channel), { body: { name: 'fil', type: 11 } });
  await rest.patch(Routes.channel(String(Reflect.get(Object(thread), 'id'))), { body: { name: 'autre' } });
  await rest.delete(Routes.channel(String(Reflect.get(Object(thread), 'id'))));
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const body = {
    name: 'Fête',
    privacy_level: 2,
    entity_type: 3,
    scheduled_start_time: at(1),
    scheduled_end_time: at(2),
    entity_metadata: { location: 'Amiens' },
  };
  const event = await rest.post(Routes.guildScheduledEvents(guild), { body });
  const path = Routes.guildScheduledEvent(guild, String(Reflect.get(Object(event), 'id')));
  await rest.patch(path, { body: { name: 'Grande fête' } });
  await rest.delete(path);
  await rest.delete(Routes.channel(channel));
  discord.removeUser(user);
}

describe('a session hears of what it asked for and of nothing else', () => {
  const sessions = new Map<string, RawGateway>();
  let discord: LocalDiscord;
  beforeAll(async () => {
    discord = await startLocalDiscord();
    for (const [intent] of [...events, ['none'] as const]) {
      const intents = intent === 'none' ? 0 : Intent[intent];
      const raw = await new RawGateway(discord).say(identify(discord, { intents }));
      await raw.until('READY');
      sessions.set(intent, raw);
    }
    await muchHappens(discord);
    // Events that were sent before the answer to a heartbeat have arrived before it.
    for (const raw of sessions.values()) {
      await raw.say({ op: 1, d: null });
      await raw.until(11);
    }
  });
  afterAll(async () => {
    for (const { socket } of sessions.values()) socket.terminate();
    await discord.close();
  });

  const heardBy = (session: string): string[] => {
    const received = sessions.get(session)?.received ?? [];
    return [...new Set(received.flatMap(({ t }) => (t === null || t === 'READY' ? [] : [t])))].sort();
  };

  it.each(events)('with the intent %s of exactly %j [D: events/gateway]', (intent, names) => {
    expect(heardBy(intent)).toEqual(names);
  });

  it('without any intent of none of all that [D: events/gateway]', () => {
    expect(heardBy('none')).toEqual([]);
  });

  it('in direct conversations of other messages than in a server [D: events/gateway]', () => {
    const places = (session: string) =>
      sessions
        .get(session)
        ?.heard('MESSAGE_CREATE')
        .map(({ d }) => d.guild_id === undefined);
    expect(places('DirectMessages')).toEqual([true]);
    expect(places('GuildMessages')?.some((direct) => direct)).toBe(false);
  });
});
