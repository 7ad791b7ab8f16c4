import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { other } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

describe.each(['slack', 'discord'] as const)('the team, on %s', (platform) => {
  test('a coordinator names another, who is told and may do what coordinators may', async () => {
    const coordinator = world.coordinator[platform];
    const agathe = world.person(platform, `Agathe ${platform}`);
    await coordinator.command('/equipe nommer', { personne: coordinator.mention(agathe), role: 'Coordination' });
    expect(coordinator.read()).toContain(`Agathe ${platform} est maintenant`);
    expect(agathe.look()).toContain('vous a confié un rôle');
    await agathe.command('/equipe voir');
    expect(agathe.read()).toContain(`Agathe ${platform}`);
    expect(agathe.sees('Nommer quelqu')).toBe(true);
    await coordinator.command('/equipe nommer', { personne: coordinator.mention(agathe), role: 'Coordination' });
    expect(coordinator.read()).toContain(`Agathe ${platform} a déjà ce rôle`);
  });

  test('a delegate needs a department of the region', async () => {
    const coordinator = world.coordinator[platform];
    const basile = world.person(platform, `Basile ${platform}`);
    await coordinator.command('/equipe nommer', { personne: coordinator.mention(basile), role: 'delegate' });
    expect(coordinator.read()).toContain('Indiquez le département');
    await coordinator.correct();
    await coordinator.fill({ department: 'Nord' });
    expect(coordinator.read()).toContain('59');
    await coordinator.correct();
    await coordinator.fill({ department: 'Oise' });
    expect(coordinator.read()).toContain('délégué·e : Oise (60)');
    expect(basile.look()).toContain('délégué·e : Oise (60)');
    await basile.command('/equipe voir');
    expect(basile.read()).toContain(`Basile ${platform} : Oise (60)`);
  });

  test('others name and remove nobody', async () => {
    const visitor = world.person(platform, `Violette ${platform}`);
    await visitor.command('/equipe nommer', { personne: visitor.mention(visitor), role: 'Coordination' });
    expect(visitor.read()).toContain('Seule la coordination (CRESS)');
    await visitor.command('/equipe retirer', { personne: visitor.mention(world.coordinator[platform]) });
    expect(visitor.read()).toContain('Seule la coordination (CRESS)');
  });

  test('a bot is nobody to name or to remove', async () => {
    const coordinator = world.coordinator[platform];
    const { bot } = world.platforms[platform];
    const personne = platform === 'slack' ? `@${bot.name}` : bot.id;
    await coordinator.command('/equipe nommer', { personne, role: 'Coordination' });
    expect(coordinator.read()).toContain('est un robot');
    await coordinator.command('/equipe retirer', { personne });
    expect(coordinator.read()).toContain('est un robot');
  });

  test('who is named is told in the language of their platform, where it tells', async () => {
    const coordinator = world.coordinator[platform];
    const emily = world.person(platform, `Emily ${platform}`, { locale: 'en' });
    // Discord tells a language only with what somebody does.
    if (platform === 'discord') await emily.command('/mois');
    await coordinator.command('/equipe nommer', { personne: coordinator.mention(emily), role: 'Coordination' });
    expect(emily.look()).toContain('has given you a role');
    await coordinator.command('/equipe retirer', { personne: coordinator.mention(emily) });
    await coordinator.press('Retirer');
  });

  test('who is removed is told and may no longer', async () => {
    const coordinator = world.coordinator[platform];
    const chloe = world.person(platform, `Chloé ${platform}`);
    await coordinator.command('/equipe nommer', { personne: coordinator.mention(chloe), role: 'Coordination' });
    await coordinator.command('/equipe retirer', { personne: coordinator.mention(chloe) });
    expect(coordinator.read()).toContain(`Retirer Chloé ${platform} de la coordination (CRESS) ?`);
    await coordinator.press('Ne rien changer');
    expect(coordinator.read()).toContain("Rien n'a été changé");
    await chloe.command('/equipe voir');
    expect(chloe.sees('Nommer quelqu')).toBe(true);
    await coordinator.command('/equipe retirer', { personne: coordinator.mention(chloe) });
    await coordinator.press('Retirer');
    expect(coordinator.read()).toContain(`Chloé ${platform} ne fait plus partie de l'équipe`);
    expect(chloe.look()).toContain("a mis fin à votre rôle dans l'équipe");
    await chloe.command('/equipe retirer', { personne: chloe.mention(coordinator) });
    expect(chloe.read()).toContain('Seule la coordination (CRESS)');
    await coordinator.command('/equipe retirer', { personne: coordinator.mention(chloe) });
    expect(coordinator.read()).toContain("ne fait pas partie de l'équipe");
  });

  test('who stays is told once that a coordinator has left, or was removed', async () => {
    const coordinator = world.coordinator[platform];
    const pair = ['Farah', 'Gaël'].map((name) => world.person(platform, `${name} ${platform}`)) as [Person, Person];
    const [farah, gael] = pair;
    for (const one of pair) {
      await coordinator.command('/equipe nommer', { personne: coordinator.mention(one), role: 'Coordination' });
    }
    await farah.command('/equipe retirer', { personne: farah.mention(farah) });
    await farah.press("Quitter l'équipe");
    const left = `Farah ${platform} a quitté la coordination (CRESS).`;
    for (const one of [coordinator, world.coordinator[other[platform]], gael]) {
      expect(one.look().split(left)).toHaveLength(2);
      expect(one.look()).toMatch(new RegExp(`La coordination, maintenant : .*Gaël ${platform}`));
    }
    await coordinator.command('/equipe retirer', { personne: coordinator.mention(gael) });
    await coordinator.press('Retirer');
    const removed = `a retiré Gaël ${platform} de la coordination (CRESS).`;
    expect(world.coordinator[other[platform]].look().split(removed)).toHaveLength(2);
  });

  test('of two who remove each other at the same moment one stays, the other is told', async () => {
    const coordinator = world.coordinator[platform];
    const pair = ['Diane', 'Édith'].map((name) => world.person(platform, `${name} ${platform}`)) as [Person, Person];
    const [diane, edith] = pair;
    for (const one of pair) {
      await coordinator.command('/equipe nommer', { personne: coordinator.mention(one), role: 'Coordination' });
    }
    await diane.command('/equipe retirer', { personne: diane.mention(edith) });
    await edith.command('/equipe retirer', { personne: edith.mention(diane) });
    await Promise.all(pair.map((one) => one.press('Retirer')));
    await coordinator.command('/equipe voir');
    const team = coordinator.read();
    const [stays, goes] = team.includes(diane.name) ? [diane, edith] : [edith, diane];
    expect(team).toContain(stays.name);
    expect(team).not.toContain(goes.name);
    expect(stays.look()).toContain(`${goes.name} ne fait plus partie de l'équipe`);
    const told = goes.look();
    expect(told).toContain("a mis fin à votre rôle dans l'équipe");
    expect(told).toContain('Seule la coordination (CRESS)');
  });
});

describe('the last coordinator', () => {
  let leaving: World;
  beforeAll(async () => {
    leaving = await startWorld();
  });
  afterAll(() => leaving?.close());

  test('stays', async () => {
    // Without a channel of theirs each coordinator is told privately.
    await leaving.database.prisma.installation.updateMany({ data: { coordinationChannel: null } });
    const { slack, discord } = leaving.coordinator;
    const helene = leaving.person('discord', 'Hélène');
    await discord.command('/equipe nommer', { personne: discord.mention(helene), role: 'Coordination' });
    await discord.command('/equipe retirer', { personne: discord.mention(helene) });
    await discord.press('Retirer');
    expect(slack.look()).toContain('a retiré Hélène de la coordination (CRESS).');
    for (const one of [discord, helene]) expect(one.look()).not.toContain('a retiré Hélène');
    await discord.command('/equipe retirer', { personne: discord.mention(discord) });
    expect(discord.read()).toContain("Quitter l'équipe vous-même ?");
    await discord.press("Quitter l'équipe");
    expect(discord.read()).toContain("vous ne faites plus partie de l'équipe");
    expect(slack.look()).toMatch(/a quitté la coordination \(CRESS\)\.[\s\S]*Il n'y reste qu'une personne/);
    await slack.command('/equipe voir');
    expect(slack.read()).toContain("Vous êtes la seule personne à coordonner : pour quitter l'équipe");
    expect(slack.sees("Retirer quelqu'un")).toBe(false);
    await slack.command('/equipe retirer', { personne: slack.mention(slack) });
    expect(slack.read()).toContain('Vous êtes la seule personne à coordonner');
  });
});
