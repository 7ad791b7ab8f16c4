import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
let organiser: Person;
beforeAll(async () => {
  world = await startWorld();
  organiser = world.person('discord', 'Ana');
  // She isn't new any more: whoever calls the bot then sees the menu.
  await organiser.command('/mois');
  const coordinator = world.coordinator.discord;
  const meeting = { titre: 'Préparation', date: 'mardi 6 octobre de 14h à 16h', lieu: 'Amiens' };
  await coordinator.command('/reunion programmer', meeting);
  await coordinator.press('Annoncer la réunion');
});
afterAll(() => world?.close());

const announcement = () =>
  organiser.screen().findLast(({ author, text }) => author.bot && text.includes('Préparation'));

async function botsRole(): Promise<string> {
  const { DISCORD_API_URL: url, DISCORD_TOKEN: token } = world.discord.environment;
  const answer = await fetch(`${url}/v10/guilds/${world.discord.team.id}/roles`, {
    headers: { authorization: `Bot ${token}` },
  });
  const roles = (await answer.json()) as { readonly id: string; readonly tags?: { readonly bot_id?: string } }[];
  return roles.find(({ tags }) => tags?.bot_id === world.discord.bot.id)?.id ?? '';
}

describe('only a mention in the text calls the bot', () => {
  it('« Merci ! » in reply to one of its messages calls nobody, also when it is read back later', async () => {
    const message = announcement();
    if (!message) throw new Error('nothing is announced');
    const before = organiser.screen().length;
    const places = world.discord.channelsOf(organiser.user.id);
    await world.discord.reply(organiser.user.id, message.id, 'Merci !');
    await world.settle();
    await world.restartBot(async () => {
      await world.discord.reply(organiser.user.id, message.id, 'Merci encore !');
    });
    await world.settle();
    expect(organiser.screen()).toHaveLength(before + 2);
    expect(world.discord.channelsOf(organiser.user.id)).toEqual(places);
  });

  it('a mention in such a reply does', async () => {
    const message = announcement();
    if (!message) throw new Error('nothing is announced');
    await world.discord.reply(organiser.user.id, message.id, `@${world.discord.bot.name} menu`);
    await world.settle();
    expect(organiser.look()).toContain('Fil conducteur · Picardie');
  });

  it('so does a mention of the role that is its own', async () => {
    const role = await botsRole();
    expect(role).not.toBe('');
    const { channel } = organiser.place;
    organiser.look();
    const before = organiser.screen().length;
    await world.discord.say(organiser.user.id, { channel, thread: null }, `<@&${role}> bonjour`);
    await world.settle();
    expect(organiser.screen().length).toBeGreaterThan(before + 1);
  });
});
