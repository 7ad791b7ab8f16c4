import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ region: false });
});
afterAll(() => world?.close());

/** Says something in a channel that everybody reads, naming the bot. */
async function mention(platform: 'slack' | 'discord', user: string, words: string): Promise<void> {
  const { bot } = world.platforms[platform];
  const channel = world.platforms[platform].channelsOf(user).find(({ name }) => name === 'general')?.id ?? '';
  const named = platform === 'slack' ? `@${bot.name}` : `<@${bot.id}>`;
  await world.platforms[platform].say(user, { channel, thread: null }, `${named} ${words}`);
  await world.settle();
}

test('who says something where there is no region is told what to do, until one is set up, and afterwards elsewhere', async () => {
  // In a Discord server of no region, who says something is told what to do, and who administers can do it.
  const visitor = world.person('discord', 'Violette', { locale: 'en' });
  await mention('discord', visitor.user.id, 'are you there?');
  // A message in Discord doesn't tell its author's language.
  expect(visitor.look()).toContain('Gérer le serveur');
  await visitor.command('/mois');
  expect(visitor.read()).toContain("Violette, this server isn't linked to a region yet");
  expect(visitor.read()).toContain('/setup');
  expect(visitor.sees('Link it to a region')).toBe(false);
  const { discord } = world.coordinator;
  await discord.command('/mois');
  await discord.press('Relier à une région');
  expect(discord.form().fields[0]?.id).toBe('region');
  await world.discord.dismiss(discord.user.id);

  // A Slack workspace of no region says the same, and that an administrator does it.
  const newcomer = world.person('slack', 'Violette');
  await newcomer.say('bonjour');
  expect(newcomer.read()).toContain("Violette, cet espace n'est pas encore relié à une région");
  expect(newcomer.read()).toContain("tapez /mois dans l'espace Slack ou le serveur Discord de sa coordination");
  await newcomer.press('Relier à une région');
  expect(newcomer.read()).toContain('Un administrateur de');
  await mention('slack', newcomer.user.id, 'tu es là ?');
  expect(newcomer.look()).toContain("Violette, cet espace n'est pas encore relié");

  const { slack } = world.coordinator;
  await slack.say('aide');
  await slack.press('Relier à une région');
  await slack.fill({ region: 'Picardie' });
  expect(slack.read()).toContain('relié à la région Picardie');

  // In a Discord server of no region, once there is a region elsewhere, who asks is told that an invitation is needed.
  const vera = world.person('discord', 'Véra');
  const channel = world.discord.channelsOf(vera.user.id).find(({ name }) => name === 'general')?.id ?? '';
  const seen = () => world.discord.messages(vera.user.id, { channel, thread: null }).length;
  const before = seen();
  await mention('discord', vera.user.id, 'are you there?');
  expect(seen()).toBe(before + 1);
  await vera.command('/mois');
  expect(vera.read()).toContain("Véra, ce serveur n'est relié à aucune région, et il y faut une invitation");
  expect(vera.sees('Relier à une région')).toBe(false);

  // In a direct message of Discord, somebody of no region is told where to begin.
  const zelie = world.person('discord', 'Zélie');
  await zelie.say('bonjour');
  expect(zelie.read()).toContain('Zélie, je ne sais pas encore de quelle région vous êtes');
  expect(zelie.read()).toContain('Tapez /mois dans le serveur Discord de votre région');
});

test('what is said to others is left alone', async () => {
  const visitor = world.person('discord', 'Zoé');
  const channel = world.discord.channelsOf(visitor.user.id).find(({ name }) => name === 'general')?.id ?? '';
  const before = world.discord.messages(visitor.user.id, { channel, thread: null }).length;
  await world.discord.say(visitor.user.id, { channel, thread: null }, 'bonjour');
  await world.settle();
  expect(world.discord.messages(visitor.user.id, { channel, thread: null })).toHaveLength(before + 1);
});
