import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { composeRegistry } from '../../../src/composition.ts';
import { allTexts } from '../../../src/texts/index.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
}, 30_000);
afterAll(() => world.close());

describe.each(['slack', 'discord'] as const)('on %s', (platform) => {
  test('a person of no organisation is led to one', async () => {
    const visitor = world.person(platform, `Violette ${platform}`);
    await visitor.command('/mois');
    expect(visitor.read()).toContain('rejoignez votre structure, ou créez-la');
    await visitor.press('Créer ma structure');
    await visitor.fill({ name: `Le Panier ${platform}` });
    expect(visitor.read()).toContain(`« Le Panier ${platform} » est créée`);
    await visitor.press('Voir ce que je peux faire');
    expect(visitor.read()).toContain(`membre de « Le Panier ${platform} »`);
    expect(visitor.sees('Créer ma structure')).toBe(false);
  });

  test('every command one may use is a button below its theme, and pressing it runs it', async () => {
    const coordinator = world.coordinator[platform];
    const themes = new Set(composeRegistry().commands.map(({ path }) => path.fr[0]));
    for (const alone of ['mois', 'aide', 'installer']) themes.delete(alone);
    await coordinator.command('/mois');
    for (const theme of themes) {
      const label = allTexts('fr').get(`menu.theme.${theme}`) ?? '';
      await coordinator.press(label);
      for (const { path } of composeRegistry().commands.filter((one) => one.path.fr[0] === theme)) {
        // Who belongs to no organisation leaves none.
        if (path.fr[1] === 'quitter') continue;
        expect(coordinator.read()).toContain(`/${path.fr.join(' ')} :`);
        expect(coordinator.sees(allTexts('fr').get(`menu.command.${path.fr.join('-')}`) ?? '')).toBe(true);
      }
      await coordinator.press('Retour au menu');
    }
    await coordinator.press('Mon profil');
    await coordinator.press('Changer de langue');
    expect(coordinator.form().fields).toHaveLength(1);
    await world.platforms[platform].dismiss(coordinator.user.id);
  });

  test('who may not is not led there', async () => {
    const visitor = world.person(platform, `Victor ${platform}`);
    await visitor.command('/aide');
    expect(visitor.read()).toContain('/structure creer');
    expect(visitor.read()).not.toContain('/equipe nommer');
    expect(visitor.read()).not.toContain('/installer');
  });

  test('a theme alone, or with an unknown word, shows that theme and says so', async () => {
    const { slack } = world.coordinator;
    if (platform === 'slack') {
      await slack.command('/kit');
      expect(slack.read()).toContain('Voici ce que vous pouvez faire sur ce thème');
      expect(slack.read()).toContain('/kit publier :');
      await slack.command('/evenement blabla');
      expect(slack.read()).toContain('Je ne connais pas « blabla »');
      expect(slack.read()).toContain('/evenement proposer :');
      const visitor = world.person('slack', 'Wanda');
      await visitor.command('/chiffres');
      expect(visitor.read()).toContain('« Chiffres » : ');
    }
    const help = platform === 'slack' ? '/aide evenement' : '/aide';
    await world.coordinator[platform].command(help, platform === 'slack' ? {} : { theme: 'événements' });
    expect(world.coordinator[platform].read()).toContain('/evenement proposer :');
    expect(world.coordinator[platform].read()).not.toContain('/kit publier');
  });

  test('a refusal names commands as its reader has them there', async () => {
    const reader = world.person(platform, `Edith ${platform}`, { locale: 'en' });
    await reader.command('/equipe nommer', { personne: reader.mention(reader), role: 'Coordination' });
    expect(reader.read()).toContain('Only the coordinators (CRESS) can do this');
    expect(reader.read()).toContain(platform === 'slack' ? 'type /mois' : 'type /month');
  });

  test('who belongs to no organisation is not told how to leave one', async () => {
    const visitor = world.person(platform, `Yann ${platform}`);
    await visitor.command('/aide');
    expect(visitor.read()).not.toContain('/structure quitter');
    await visitor.command('/structure creer', { nom: `La Halle ${platform}` });
    await visitor.command('/aide');
    expect(visitor.read()).toContain('/structure quitter');
  });

  test('a message about nothing is answered with the menu', async () => {
    const visitor = world.person(platform, `Zélie ${platform}`);
    await visitor.command('/mois');
    await visitor.say('bonjour, comment on fait ?');
    expect(visitor.read()).toContain("Je n'ai pas compris");
    await visitor.press('Créer ma structure');
    expect(visitor.form().title).toBe('Créer ma structure');
  });

  test('a long message about nothing is not repeated whole', async () => {
    const visitor = world.person(platform, `Rémi ${platform}`);
    await visitor.command('/mois');
    await visitor.say('mot '.repeat(450).trim());
    expect(visitor.read()).toMatch(/avec « (mot ){70,80}mo?t?… » : rien n'a été enregistré/);
  });

  test.each(['aide', 'Bonjour !', 'help', 'Bonjour, aide ?', '?'])('« %s » gets the menu', async (said) => {
    const visitor = world.person(platform, `Ada ${platform} ${said.length}`);
    await visitor.command('/mois');
    await visitor.say(said);
    expect(visitor.read()).toContain('Bonjour ! Voici ce que vous pouvez faire');
    expect(visitor.read()).not.toContain("Je n'ai pas compris");
    expect(visitor.sees('Créer ma structure')).toBe(true);
  });

  test('a mention in a channel is answered privately', async () => {
    const visitor = world.person(platform, `Mona ${platform}`);
    const { bot } = world.platforms[platform];
    const channel = world.platforms[platform].channelsOf(visitor.user.id).find(({ name }) => name === 'organisateurs');
    const place = { channel: channel?.id ?? '', thread: null };
    await world.platforms[platform].say(
      visitor.user.id,
      place,
      `${platform === 'slack' ? `@${bot.name}` : `<@${bot.id}>`} bonjour`,
    );
    await world.settle();
    expect(visitor.look()).toContain('Bonjour ! Voici ce que vous pouvez faire');
    const inChannel = world.platforms[platform].messages(visitor.user.id, place);
    expect(inChannel.map(({ text }) => text).join()).not.toContain('Voici ce que vous pouvez faire');
  });

  test('in English too', async () => {
    const visitor = world.person(platform, `Emily ${platform}`, { locale: 'en' });
    await visitor.command('/aide');
    expect(visitor.read()).toContain('What you can type');
    expect(visitor.read()).toContain(platform === 'discord' ? '/organisation create' : '/structure creer');
  });
});

test('every command has a name in the menu', () => {
  const names = composeRegistry().commands.map(({ path }) => `menu.command.${path.fr.join('-')}`);
  expect(names.filter((name) => !allTexts('fr').has(name))).toEqual([]);
});

test('no menu holds more than 25 controls', async () => {
  const { discord } = world.coordinator;
  await discord.command('/mois');
  expect(discord.news.flatMap(({ controls }) => controls).length).toBeLessThanOrEqual(25);
});

test('commands are found by their English names too', () => {
  const registry = composeRegistry();
  expect(registry.command(['survey', 'launch'])?.path.fr).toEqual(['questionnaire', 'lancer']);
  expect(registry.theme('survey')).toBe('questionnaire');
});
