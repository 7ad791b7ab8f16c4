import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needsOn } from '../../../src/composition.ts';
import { inviteLink } from '../../../src/platforms/discord/permissions.ts';
import { appManifest, withoutScopes } from '../../support/slack-manifest.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

/** Counts the messages in the coordinators' channel that say this. */
const told = (platform: 'slack' | 'discord', words: string) =>
  world.coordinator[platform].screen().filter((one) => !one.onlyForYou && one.text.includes(words)).length;

/** Has Discord take the right away or give it back; resolves once the bot is connected again and has said all. */
async function switched(privileged: Parameters<World['discord']['switchIntents']>[0]): Promise<void> {
  const discord = world.bot().platforms.find(({ name }) => name === 'discord');
  const notGranted = async () => {
    const withheld = await discord?.withheld(world.discord.team.id).catch(() => null);
    return withheld?.needs.map(({ name }) => name);
  };
  world.discord.switchIntents(privileged);
  await expect
    .poll(async () => [discord?.status(), await notGranted()], { timeout: 15_000 })
    .toEqual(['connected', expect.arrayContaining([expect.any(String)])]);
  await world.settle();
}

describe.each([
  [{ messageContent: false }, 'Message Content Intent', 'Discord me laisse de nouveau lire'],
  [{ guildMembers: false }, 'Server Members Intent', 'Discord me dit de nouveau qui quitte le serveur'],
] as const)('Discord switches off while the bot runs what it hears: %o', (off, named, back) => {
  it('it goes on without, tells the coordinators once what to tick, and tells when it has it back', async () => {
    // It goes on without, by buttons and commands, and tells the coordinators once, with what to tick.
    await switched(off);
    expect(told('discord', named)).toBe(1);
    const { discord } = world.coordinator;
    await discord.command('/installer', { region: 'Picardie' });
    await discord.press("Vérifier l'accès aux salons");
    expect(discord.read()).not.toContain('Tout va bien');
    expect(discord.read()).toContain(named);
    await world.restartBot();
    await world.settle();
    expect(told('discord', named)).toBe(1);

    // It is told to have it back when it is started anew.
    world.discord.switchIntents({ messageContent: true, guildMembers: true });
    await world.restartBot();
    await world.settle();
    expect(told('discord', back)).toBe(1);
    await discord.command('/installer', { region: 'Picardie' });
    await discord.press("Vérifier l'accès aux salons");
    expect(discord.read()).toContain('Tout va bien');
  });
});

describe('a Discord server grants a permission nowhere that the bot has come to need', () => {
  const whole = needsOn('discord');
  const invited = (needs: typeof whole) => world.discord.invite(inviteLink(world.discord.bot.id, needs));
  const named = '« Gérer les fils »';

  it('goes on, tells the coordinators once what is off and how to grant it, and when it is granted again', async () => {
    // It goes on, and tells the coordinators once, with what is off and the link that grants it.
    invited(whole.filter(({ name }) => name !== 'ManageThreads'));
    for (let starts = 0; starts < 2; starts += 1) {
      await world.restartBot();
      await world.settle();
      expect(told('discord', `Il me manque la permission ${named} partout sur ce serveur Discord`)).toBe(1);
    }
    expect(told('discord', "ni l'en faire sortir")).toBe(1);
    expect(told('discord', inviteLink(world.discord.bot.id, whole))).toBe(1);
    const { discord } = world.coordinator;
    await discord.command('/installer', { region: 'Picardie' });
    await discord.press("Vérifier l'accès aux salons");
    expect(discord.read()).toContain(`Il me manque la permission ${named}`);
    expect(discord.read()).toContain(inviteLink(world.discord.bot.id, whole));

    // It says nothing of it where a channel of the server grants it.
    const [channel] = world.discord.channelsOf(discord.user.id);
    world.discord.allow(channel?.id ?? '', 'ManageThreads');
    await world.settle();
    await discord.command('/installer', { region: 'Picardie' });
    await discord.press("Vérifier l'accès aux salons");
    expect(discord.read()).not.toContain('partout sur ce serveur');
    world.discord.deny(channel?.id ?? '', 'ManageThreads');

    // It is told to have it back at the next start after the link was opened.
    invited(whole);
    await world.restartBot();
    await world.settle();
    expect(told('discord', `J'ai de nouveau la permission ${named} sur ce serveur Discord`)).toBe(1);
  });
});

describe('Slack does not allow files:read any more', () => {
  it('the coordinators are told at the next start, once, and when it is back', async () => {
    world.slack.installManifest(withoutScopes(appManifest(), ['files:read']));
    for (let starts = 0; starts < 2; starts += 1) {
      await world.restartBot();
      await world.settle();
      expect(told('slack', "Il me manque l'autorisation files:read dans Slack")).toBe(1);
    }
    expect(told('slack', 'le bot ne peut pas recevoir de fichiers')).toBe(1);
    world.slack.installManifest(appManifest());
    await world.restartBot();
    await world.settle();
    expect(told('slack', "Slack me donne de nouveau l'autorisation files:read")).toBe(1);
  });
});
