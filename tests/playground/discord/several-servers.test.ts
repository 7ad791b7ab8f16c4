import { PermissionFlagsBits } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LocalGuild } from '../../../src/playground/discord/types.ts';
import { type Connected, connect } from './support.ts';

describe('a Discord with several servers', () => {
  let connected: Connected;
  let there: LocalGuild;
  let [anne, lou, tom] = ['', '', ''];
  beforeAll(async () => {
    connected = await connect({ guildName: 'Ici' });
    const { discord } = connected;
    there = discord.addGuild({ name: 'Là-bas' });
    anne = discord.addUser({ name: 'Anne' }).id;
    lou = discord.addUser({ name: 'Lou' }).id;
    tom = there.addUser({ name: 'Tom', administrator: true }).id;
    there.join(lou);
    discord.addChannel({ name: 'annonces' });
    there.addChannel({ name: 'accueil' });
    there.addChannel({ name: 'bureau', private: true, members: [tom] });
  });
  afterAll(() => connected.close());

  const channelsOf = (user: string) =>
    connected.discord.channelsOf(user).map(({ name, team }) => {
      const server = connected.discord.teamsOf(user).find(({ id }) => id === team);
      return `${server?.name} #${name}`;
    });

  it('shows everybody the channels of their own servers, each with the server it is in [ours]', () => {
    expect(channelsOf(anne)).toEqual(['Ici #annonces']);
    expect(channelsOf(tom)).toEqual(['Là-bas #accueil', 'Là-bas #bureau']);
    expect(channelsOf(lou)).toEqual(['Ici #annonces', 'Là-bas #accueil']);
  });

  it('a direct conversation is in none of them [ours]', async () => {
    const { discord } = connected;
    const eve = there.addUser({ name: 'Ève' }).id;
    await discord.say(eve, { channel: 'direct', thread: null }, 'Bonjour');
    expect(discord.channelsOf(eve).at(-1)).toMatchObject({ kind: 'direct', team: null });
  });

  it('a name that is typed is a mention where its bearer is in the server, and text elsewhere [ours]', async () => {
    const { discord } = connected;
    const say = async (place: string, text: string) => {
      const channel = discord.channelsOf(lou).find(({ name }) => name === place)?.id ?? '';
      return discord.mentionsIn(await discord.say(lou, { channel, thread: null }, text)).users;
    };
    expect(await say('accueil', 'Merci @Tom')).toEqual([tom]);
    expect(await say('annonces', 'Merci @Tom')).toEqual([]);
    expect(await say('annonces', 'Merci @Anne')).toEqual([anne]);
  });

  it('each grants the bot what its own invite link asks for [ours]', async () => {
    const { discord, client } = connected;
    const granted = async ({ id }: { readonly id: string }) => {
      const { roles } = await client.guilds.fetch({ guild: id, force: true });
      return roles.botRoleFor(client.user)?.permissions.toArray();
    };
    const here = await granted(discord.team);
    there.invite(`https://discord.com/oauth2/authorize?permissions=${PermissionFlagsBits.ViewChannel}`);
    await discord.settled();
    expect(await granted(there)).toEqual(['ViewChannel']);
    expect(await granted(discord.team)).toEqual(here);
  });
});
