import { GuildScheduledEventEntityType, GuildScheduledEventPrivacyLevel, type TextChannel } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connected, codeOf, connect, formErrors } from './support.ts';

describe('webhooks and scheduled events', () => {
  let connected: Connected;
  let channel: TextChannel;
  let user: string;
  beforeAll(async () => {
    connected = await connect();
    const { discord, client } = connected;
    const found = await client.channels.fetch(discord.addChannel({ name: 'relais' }).id);
    if (!found?.isTextBased() || found.isDMBased() || found.isThread() || found.isVoiceBased() || !('threads' in found))
      throw new Error('no channel');
    channel = found as TextChannel;
    user = discord.addUser({ name: 'Camille' }).id;
  });
  afterAll(() => connected.close());

  it('a webhook speaks under any name, edits and deletes what it said', async () => {
    const webhook = await channel.createWebhook({ name: 'Relais' });
    const message = await webhook.send({
      content: '**Bonjour** de Slack',
      username: 'Camille (Slack)',
      avatarURL: 'http://127.0.0.1/a.png',
    });
    const place = { channel: channel.id, thread: null };
    expect(connected.discord.messages(user, place).at(-1)).toMatchObject({
      text: 'Bonjour de Slack',
      author: { name: 'Camille (Slack)', bot: true },
    });
    await webhook.editMessage(message.id, 'Corrigé');
    expect(connected.discord.messages(user, place).at(-1)).toMatchObject({ text: 'Corrigé', edited: true });
    await webhook.deleteMessage(message.id);
    expect(await codeOf(webhook.fetchMessage(message.id))).toBe(10008);
    expect(await formErrors(webhook.send({ content: 'x', username: 'Clyde' }))).toEqual({
      username: 'USERNAME_INVALID_CONTAINS',
    });
    const thread = await channel.threads.create({ name: 'fil' });
    await webhook.send({ content: 'dans le fil', threadId: thread.id });
    expect(connected.discord.messages(user, { channel: thread.id, thread: null }).map((one) => one.text)).toEqual([
      'dans le fil',
    ]);
    await webhook.delete();
    expect(await codeOf(webhook.send('x'))).toBe(10015);
  });

  it('a channel has at most 15', async () => {
    for (let n = 0; n < 15; n++) await channel.createWebhook({ name: `w${n}` });
    expect(await codeOf(channel.createWebhook({ name: 'one too many' }))).toBe(30007);
    expect((await channel.fetchWebhooks()).size).toBe(15);
  });

  it('a scheduled event needs a place, an end and a start to come', async () => {
    const { scheduledEvents } = channel.guild;
    const good = {
      name: 'Fête du livre',
      privacyLevel: GuildScheduledEventPrivacyLevel.GuildOnly,
      entityType: GuildScheduledEventEntityType.External,
      scheduledStartTime: new Date(Date.now() + 3_600_000),
      scheduledEndTime: new Date(Date.now() + 7_200_000),
      entityMetadata: { location: 'Amiens' },
    } as const;
    const event = await scheduledEvents.create(good);
    expect((await scheduledEvents.fetch()).has(event.id)).toBe(true);
    expect((await event.setName('Fête')).name).toBe('Fête');
    const { scheduledEndTime: _, ...endless } = good;
    expect(await formErrors(scheduledEvents.create(endless))).toHaveProperty('scheduled_end_time');
    expect(await formErrors(scheduledEvents.create({ ...good, scheduledStartTime: new Date(0) }))).toEqual({
      scheduled_start_time: 'GUILD_SCHEDULED_EVENT_SCHEDULE_PAST',
    });
    expect(await formErrors(scheduledEvents.create({ ...good, entityMetadata: { location: '' } }))).toHaveProperty([
      'entity_metadata.location',
    ]);
    await event.delete();
    expect(await codeOf(event.fetch())).toBe(10070);
  });
});
