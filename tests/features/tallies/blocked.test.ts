import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
});
afterAll(() => world?.close());

const shown = (platform: 'slack' | 'discord', channel: string) =>
  world.platforms[platform]
    .messages(world.coordinator[platform].user.id, { channel, thread: null })
    .filter(({ text }) => text.includes('📊'));

describe('a live tally for a channel the bot may not write to', () => {
  test('in Slack, names the channel and whom to invite, and shows it once that is done', async () => {
    const by = world.coordinator.slack;
    const { id } = world.slack.addChannel({ name: 'bureau', private: true, members: [by.user.id], withBot: false });
    await by.command('/chiffres afficher', { canal: '#bureau', quotidien: 'yes' });
    expect(by.read()).toContain('Je ne peux pas écrire dans #bureau');
    expect(by.read()).toMatch(/Tapez-y : \/invite @\S+/);
    expect(await world.database.prisma.tally.count({ where: { channel: id } })).toBe(0);
    await by.press('Réessayer');
    expect(by.read()).toContain("je n'en fais pas partie");
    const [typed = ''] = /\/invite @\S+/.exec(by.read()) ?? [];
    await world.slack.command(by.user.id, { channel: id, thread: null }, typed);
    await by.press('Réessayer');
    expect(by.read()).toContain('affichés dans #bureau');
    expect(shown('slack', id)).toHaveLength(1);
    expect(await world.database.prisma.tally.findFirst({ where: { channel: id } })).toMatchObject({
      channel: id,
      daily: true,
    });
  });

  test('in Slack, joins a public channel by itself', async () => {
    const by = world.coordinator.slack;
    const { id } = world.slack.addChannel({ name: 'place-publique', withBot: false });
    await by.command('/chiffres afficher', { canal: '#place-publique' });
    expect(by.read()).toContain('affichés dans #place-publique');
    expect(shown('slack', id)).toHaveLength(1);
  });

  test.each([
    ['ViewChannel', 'Je ne vois pas le salon #bureau-ViewChannel', 'autorisez « Voir le salon »'],
    ['SendMessages', "je n'ai pas le droit d'y écrire", 'autorisez « Envoyer des messages »'],
  ] as const)(
    'in Discord without %s, says what to allow, and shows it once that is done',
    async (permission, what, how) => {
      const by = world.coordinator.discord;
      const { id } = world.discord.addChannel({ name: `bureau-${permission}` });
      world.discord.deny(id, permission);
      await world.settle();
      await by.command('/chiffres afficher', { canal: id });
      expect(by.read()).toContain(what);
      expect(by.read()).toContain(`#bureau-${permission}`);
      expect(by.read()).toContain(how);
      expect(by.read()).toContain(`@${world.discord.bot.name}`);
      world.discord.allow(id, permission);
      await world.settle();
      await by.press('Réessayer');
      expect(by.read()).toContain(`affichés dans #bureau-${permission}`);
      expect(shown('discord', id)).toHaveLength(1);
    },
  );
});
