import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeRegistry, needsOn } from '../../../src/composition.ts';
import { commandDefinitions } from '../../../src/dispatch/definitions.ts';
import { slackManifest } from '../../../src/platforms/slack/register.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

/** What stands in the coordinators' channel that says this. */
const told = (platform: 'slack' | 'discord', words: string) =>
  world.coordinator[platform].screen().filter((one) => !one.onlyForYou && one.text.includes(words)).length;

/** Discord takes the right away or gives it back; the bot is connected again and all that it had to say is said. */
async function switched(privileged: Parameters<World['discord']['switchIntents']>[0]): Promise<void> {
  const discord = world.bot().platforms.find(({ name }) => name === 'discord');
  world.discord.switchIntents(privileged);
  await expect
    .poll(async () => [discord?.status(), await discord?.withheld().catch(() => null)], { timeout: 15_000 })
    .toEqual(['connected', expect.arrayContaining([expect.any(String)])]);
  await world.settle();
}

describe.each([
  [{ messageContent: false }, 'Message Content Intent', 'Discord me laisse de nouveau lire'],
  [{ guildMembers: false }, 'Server Members Intent', 'Discord me dit de nouveau qui quitte le serveur'],
] as const)('Discord switches off while the bot runs what it hears: %o', (off, named, back) => {
  it('it goes on without, by buttons and commands, and tells the coordinators once, with what to tick', async () => {
    await switched(off);
    expect(told('discord', named)).toBe(1);
    const { discord } = world.coordinator;
    await discord.command('/installer', { region: 'Picardie' });
    await discord.press("Vérifier l'accès aux canaux");
    expect(discord.read()).not.toContain('Tout va bien');
    expect(discord.read()).toContain(named);
    await world.restartBot();
    await world.settle();
    expect(told('discord', named)).toBe(1);
  });

  it('is told to have it back when it is started anew', async () => {
    world.discord.switchIntents({ messageContent: true, guildMembers: true });
    await world.restartBot();
    await world.settle();
    expect(told('discord', back)).toBe(1);
    const { discord } = world.coordinator;
    await discord.command('/installer', { region: 'Picardie' });
    await discord.press("Vérifier l'accès aux canaux");
    expect(discord.read()).toContain('Tout va bien');
  });
});

describe('Slack does not allow files:read any more', () => {
  it('the coordinators are told at the next start, once, and when it is back', async () => {
    const commands = commandDefinitions(composeRegistry().commands);
    const whole = slackManifest({
      commands,
      needs: needsOn('slack'),
      locale: 'fr',
      name: 'Fil conducteur',
      socketMode: true,
    });
    const bot = whole.oauth_config.scopes.bot.filter((one) => one !== 'files:read');
    world.slack.installManifest({ ...whole, oauth_config: { scopes: { bot } } });
    for (let starts = 0; starts < 2; starts += 1) {
      await world.restartBot();
      await world.settle();
      expect(told('slack', "Il me manque l'autorisation files:read dans Slack")).toBe(1);
    }
    expect(told('slack', 'le bot ne peut pas recevoir de fichiers')).toBe(1);
    world.slack.installManifest(whole);
    await world.restartBot();
    await world.settle();
    expect(told('slack', "Slack me donne de nouveau l'autorisation files:read")).toBe(1);
  });
});
