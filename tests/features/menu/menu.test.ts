import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { composeRegistry, features, menu } from '../../../src/composition.ts';
import { menuOf } from '../../../src/features/menu/menu.ts';
import { allPlatformWords } from '../../../src/platforms/registered.ts';
import { textIn } from '../../../src/texts/index.ts';
import { translator } from '../../../src/texts/translator.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

describe.each(['slack', 'discord'] as const)('on %s', (platform) => {
  test('a person of no organisation is led to one', async () => {
    const visitor = world.person(platform, `Violette ${platform}`);
    await visitor.command('/mois');
    expect(visitor.read()).toContain('rejoignez votre structure, ou créez-la');
    // Once greeted, they see all that one can begin with.
    await visitor.command('/mois');
    expect(visitor.read()).toContain('rejoignez votre structure, ou créez-la');
    await visitor.press('Créer ma structure');
    await visitor.fill({ name: `Le Panier ${platform}` });
    expect(visitor.read()).toContain(`« Le Panier ${platform} » est créée`);
    await visitor.press('Voir ce que je peux faire');
    expect(visitor.read()).toContain(`Vous agissez pour « Le Panier ${platform} » (membre).`);
    expect(visitor.sees('Créer ma structure')).toBe(false);
  });

  test('every command one may use is a button below its theme, and pressing it runs it', async () => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/mois');
    for (const { title, items } of menu.themes) {
      // Whoever coordinates a region doesn't coordinate the nation.
      if (items.every(({ command }) => command.who === 'national')) continue;
      await coordinator.press('Tout le reste');
      await coordinator.press(textIn('fr', title));
      for (const { command, label } of items) {
        // Nobody leaves an organisation who belongs to none.
        if (command.path.fr[1] === 'quitter') continue;
        expect(coordinator.read()).toContain(`/${command.path.fr.join(' ')} :`);
        expect(coordinator.sees(textIn('fr', label, allPlatformWords(translator('fr', 'Europe/Paris'))))).toBe(true);
      }
      await coordinator.press('Retour au menu');
    }
    await coordinator.press('Tout le reste');
    await coordinator.press('Mon profil');
    await coordinator.press('Changer de langue');
    expect(coordinator.form().fields).toHaveLength(1);
    await world.platforms[platform].dismiss(coordinator.user.id);
  });

  test('who may not is not led there', async () => {
    const visitor = world.person(platform, `Victor ${platform}`);
    await visitor.command('/aide');
    expect(visitor.sees('Rejoindre ma structure')).toBe(true);
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
      expect(slack.read().split('Voici ce que vous pouvez faire')).toHaveLength(2);
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

  test.each([
    ...['Merci !', 'merci beaucoup', 'Super, merci à vous 🙏', 'ok merci :)', 'Thank you so much'],
    ...['👍', '👍🏽 👍', ':+1::skin-tone-4:', ':)', 'C’est parfait !'],
  ])('« %s » is answered kindly and shortly, with one button to the menu', async (said) => {
    const visitor = world.person(platform, `Lise ${platform} ${[...said].length}${said.at(-1)?.charCodeAt(0)}`);
    await visitor.command('/mois');
    await visitor.say(said);
    expect(visitor.read()).toContain('Avec plaisir !');
    expect(visitor.read()).not.toContain("Je n'ai pas compris");
    expect(visitor.sees('Créer ma structure')).toBe(false);
    await visitor.press('Ouvrir le menu');
    expect(visitor.sees('Créer ma structure')).toBe(true);
  });

  test('the name of a theme alone is answered with what can be done about it', async () => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/mois');
    await coordinator.say('kit');
    expect(coordinator.read()).toContain('Voici ce que vous pouvez faire sur ce thème');
    expect(coordinator.sees('Publier un kit')).toBe(true);
    const visitor = world.person(platform, `Nadia ${platform}`);
    await visitor.command('/mois');
    await visitor.say('kit');
    expect(visitor.read()).toContain('Kit de communication');
    expect(visitor.read()).not.toContain("Je n'ai pas compris");
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
    await visitor.command('/mois');
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

test('every command stands in the menu, but for the two that open it', () => {
  const led = new Set(menu.themes.flatMap(({ items }) => items.map(({ command }) => command)));
  const missing = features.flatMap(({ name, commands = [] }) =>
    commands
      .filter((command) => name !== 'menu' && !led.has(command))
      .map(({ path }) => `add '${path.fr.join(' ')}' to the entries of \`menu\` in src/features/${name}/index.ts`),
  );
  expect(missing).toEqual([]);
});

test('no two themes have the same position, and no two shortcuts of one role', () => {
  const shortcuts = menu.themes.flatMap(({ items }) => items.flatMap(({ shortcut }) => shortcut ?? []));
  for (const positions of [
    menu.themes.map(({ position }) => position),
    shortcuts.flatMap(({ coordinator = [] }) => coordinator),
    shortcuts.flatMap(({ organiser = [] }) => organiser),
  ]) {
    expect(new Set(positions).size).toBe(positions.length);
  }
});

test('a feature’s words in the menu stand in its own texts', () => {
  const elsewhere = features.flatMap(({ name, menu = [] }) =>
    menu
      .flatMap((part) => [...('title' in part ? [part.title] : []), ...Object.values(part.entries).map((e) => e.label)])
      .filter((key) => !key.startsWith(`${name}.`)),
  );
  expect(elsewhere).toEqual([]);
});

test('a menu that names what there is not is refused at the start', () => {
  const label = 'meetings.menu.list';
  const named = [{ below: 'reunion', entries: { 'reunion annuler': { label } } }] as const;
  const reunion = menu.commands.filter(({ path }) => path.fr[0] === 'reunion');
  expect(() => menuOf([{ commands: reunion, menu: named }], () => [])).toThrow('"/reunion annuler"');
  const below = [{ below: 'rencontre', entries: { 'reunion liste': { label } } }] as const;
  expect(() => menuOf([{ commands: reunion, menu: below }], () => [])).toThrow('no theme "rencontre"');
  const theme = { theme: 'reunion', title: 'meetings.menu.title', position: 1, entries: {} } as const;
  const twice = [{ menu: [theme] }, { menu: [{ ...theme, position: 2 }] }];
  expect(() => menuOf(twice, () => [])).toThrow('two themes "reunion"');
});

test('no menu holds more than 25 controls', async () => {
  const { discord } = world.coordinator;
  await discord.command('/mois');
  await discord.press('Tout le reste');
  expect(discord.news.flatMap(({ controls }) => controls).length).toBeLessThanOrEqual(25);
});

test('commands are found by their English names too', () => {
  const registry = composeRegistry();
  expect(registry.command(['survey', 'launch'])?.path.fr).toEqual(['questionnaire', 'lancer']);
  expect(registry.theme('survey')).toBe('questionnaire');
});
