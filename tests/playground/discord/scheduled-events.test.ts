import {
  ChannelType,
  Events,
  type Guild,
  type GuildScheduledEvent,
  GuildScheduledEventEntityType,
  GuildScheduledEventPrivacyLevel,
  GuildScheduledEventStatus,
  PermissionFlagsBits,
  Routes,
} from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ManualClock, manualClock } from '../../../src/playground/clock.ts';
import { usualBotPermissions } from '../../../src/playground/discord/model/permissions.ts';
import { type Connected, codeOf, connect, formErrors, restOf } from './support.ts';

const HOUR = 3_600_000;

describe('scheduled events', () => {
  let connected: Connected;
  let clock: ManualClock;
  let guild: Guild;
  beforeAll(async () => {
    clock = manualClock();
    connected = await connect({ clock });
    guild = await connected.client.guilds.fetch(connected.discord.team.id);
  });
  afterAll(() => connected.close());

  const good = () =>
    ({
      name: 'Fête du livre',
      privacyLevel: GuildScheduledEventPrivacyLevel.GuildOnly,
      entityType: GuildScheduledEventEntityType.External,
      scheduledStartTime: new Date(clock.now() + HOUR),
      scheduledEndTime: new Date(clock.now() + 2 * HOUR),
      entityMetadata: { location: 'Amiens' },
    }) as const;
  const body = (over: Record<string, unknown> = {}) => ({
    name: 'Fête du livre',
    privacy_level: 2,
    entity_type: 3,
    scheduled_start_time: new Date(clock.now() + HOUR).toISOString(),
    scheduled_end_time: new Date(clock.now() + 2 * HOUR).toISOString(),
    entity_metadata: { location: 'Amiens' },
    ...over,
  });
  const post = (over: Record<string, unknown>): Promise<unknown> =>
    restOf(connected.discord).post(Routes.guildScheduledEvents(guild.id), { body: body(over) });
  /** Resolves with what the client hears next of this event; others begin and end by the same clock. */
  const told = ({ id }: GuildScheduledEvent): Promise<GuildScheduledEvent> =>
    new Promise((resolve) => {
      const { client } = connected;
      client.on(Events.GuildScheduledEventUpdate, function hear(_, event) {
        if (event.id !== id) return;
        client.off(Events.GuildScheduledEventUpdate, hear);
        resolve(event);
      });
    });

  it('one is made, listed, changed and deleted [D: resources/guild-scheduled-event]', async () => {
    const event = await guild.scheduledEvents.create(good());
    expect((await guild.scheduledEvents.fetch()).has(event.id)).toBe(true);
    expect((await event.setName('Fête')).name).toBe('Fête');
    await event.delete();
    expect(await codeOf(event.fetch())).toBe(10070);
  });

  it.each<[string, Record<string, unknown>, Record<string, string>]>([
    ['no name', { name: '' }, { name: 'BASE_TYPE_REQUIRED' }],
    ['a name of 101 characters', { name: 'x'.repeat(101) }, { name: 'BASE_TYPE_BAD_LENGTH' }],
    ['a description of 1001 characters', { description: 'x'.repeat(1001) }, { description: 'BASE_TYPE_BAD_LENGTH' }],
    ['an empty description', { description: '' }, { description: 'BASE_TYPE_BAD_LENGTH' }],
    ['another privacy level', { privacy_level: 1 }, { privacy_level: 'BASE_TYPE_CHOICES' }],
    ['an unknown kind of place', { entity_type: 4 }, { entity_type: 'BASE_TYPE_CHOICES' }],
    ['no place', { entity_metadata: null }, { 'entity_metadata.location': 'BASE_TYPE_REQUIRED' }],
    [
      'a place of 101 characters',
      { entity_metadata: { location: 'x'.repeat(101) } },
      { 'entity_metadata.location': 'BASE_TYPE_BAD_LENGTH' },
    ],
    ['no start', { scheduled_start_time: undefined }, { scheduled_start_time: 'BASE_TYPE_REQUIRED' }],
    ['no end', { scheduled_end_time: undefined }, { scheduled_end_time: 'BASE_TYPE_REQUIRED' }],
    ['a start that is no time', { scheduled_start_time: 'demain' }, { scheduled_start_time: 'DATE_TIME_TYPE_PARSE' }],
    [
      'a start that is no ISO 8601',
      { scheduled_start_time: 'Nov 5, 2027' },
      { scheduled_start_time: 'DATE_TIME_TYPE_PARSE' },
    ],
    ['a picture that is none', { image: 'https://a.fr/a.png' }, { image: 'IMAGE_INVALID' }],
  ])('one with %s is refused [D: resources/guild-scheduled-event]', async (_, over, errors) => {
    if ('entity_type' in over) expect(await formErrors(post(over))).toMatchObject(errors);
    else expect(await formErrors(post(over))).toEqual(errors);
  });

  it('one elsewhere stands in no channel [D: resources/guild-scheduled-event; the code: U]', async () => {
    expect(await formErrors(post({ channel_id: '1' }))).toHaveProperty('channel_id');
  });

  it('it starts in the future and ends after its start [U: the code]', async () => {
    expect(await formErrors(post({ scheduled_start_time: new Date(clock.now() - 1).toISOString() }))).toEqual({
      scheduled_start_time: 'GUILD_SCHEDULED_EVENT_SCHEDULE_PAST',
    });
    expect(await formErrors(post({ scheduled_end_time: new Date(clock.now() + HOUR).toISOString() }))).toEqual({
      scheduled_end_time: 'GUILD_SCHEDULED_EVENT_END_BEFORE_START',
    });
  });

  it('one in a channel is in a voice channel the bot may enter [D: resources/guild-scheduled-event]', async () => {
    const voice = await guild.channels.create({ name: 'Vocal', type: ChannelType.GuildVoice });
    const made = (channel_id: string | undefined): Promise<unknown> =>
      post({ entity_type: 2, channel_id, entity_metadata: null });
    expect(await made(voice.id)).toMatchObject({ channel_id: voice.id, entity_metadata: null });
    expect(await formErrors(made(undefined))).toEqual({ channel_id: 'BASE_TYPE_REQUIRED' });
    expect(await codeOf(made(connected.discord.addChannel({ name: 'texte' }).id))).toBe(50024);
    connected.discord.deny(voice.id, 'Connect');
    expect(await codeOf(made(voice.id))).toBe(50013);
  });

  it('it begins and ends by itself, and leaves the list when it is over [D: resources/guild-scheduled-event; the list: U]', async () => {
    const event = await guild.scheduledEvents.create(good());
    const began = told(event);
    clock.advance(HOUR);
    expect((await began).status).toBe(GuildScheduledEventStatus.Active);
    const ended = told(event);
    clock.advance(HOUR);
    expect((await ended).status).toBe(GuildScheduledEventStatus.Completed);
    expect((await guild.scheduledEvents.fetch()).has(event.id)).toBe(false);
  });

  it('one that was put off does not begin at its first time [D: resources/guild-scheduled-event]', async () => {
    const event = await guild.scheduledEvents.create(good());
    await event.edit({
      scheduledStartTime: new Date(clock.now() + 3 * HOUR),
      scheduledEndTime: new Date(clock.now() + 4 * HOUR),
    });
    clock.advance(2 * HOUR);
    expect((await event.fetch()).status).toBe(GuildScheduledEventStatus.Scheduled);
    clock.advance(HOUR);
    expect((await event.fetch()).status).toBe(GuildScheduledEventStatus.Active);
  });

  it('it goes from scheduled to active or cancelled, from active to completed, and then no further: 180000 [D: resources/guild-scheduled-event]', async () => {
    const event = await guild.scheduledEvents.create(good());
    const set = (status: number): Promise<unknown> =>
      restOf(connected.discord).patch(Routes.guildScheduledEvent(guild.id, event.id), { body: { status } });
    expect(await formErrors(set(3))).toEqual({ status: 'BASE_TYPE_CHOICES' });
    await set(2);
    expect(await formErrors(set(4))).toEqual({ status: 'BASE_TYPE_CHOICES' });
    await set(3);
    expect(await codeOf(set(2))).toBe(180000);
    expect(await codeOf(event.setName('x'))).toBe(180000);
    const other = await guild.scheduledEvents.create(good());
    await other.setStatus(GuildScheduledEventStatus.Canceled);
    expect(await codeOf(other.setName('x'))).toBe(180000);
  });
});

it.each<[string, bigint, Record<'make' | 'change', unknown>]>([
  [
    'Create Events makes and changes its own',
    PermissionFlagsBits.ManageEvents,
    { make: 'not refused', change: 'not refused' },
  ],
  ['Manage Events alone makes none', PermissionFlagsBits.CreateEvents, { make: 50013, change: 50013 }],
])('whoever has %s [D: resources/guild-scheduled-event]', async (_, without, expected) => {
  const connected = await connect({ botPermissions: usualBotPermissions & ~without });
  const guild = await connected.client.guilds.fetch(connected.discord.team.id);
  const make = async (): Promise<unknown> => {
    const event = await guild.scheduledEvents.create({
      name: 'x',
      privacyLevel: 2,
      entityType: 3,
      scheduledStartTime: Date.now() + HOUR,
      scheduledEndTime: Date.now() + 2 * HOUR,
      entityMetadata: { location: 'x' },
    });
    return event.setName('y');
  };
  expect(await codeOf(make())).toBe(expected.make);
  await connected.close();
});
