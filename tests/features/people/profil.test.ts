import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const other = { slack: 'discord', discord: 'slack' } as const;
const named = { slack: 'Slack', discord: 'Discord' } as const;
const codeOf = (person: Person) => /\b[2-9A-Z]{8}\b/.exec(person.read())?.[0] ?? '';

async function personOf({ user }: Person): Promise<string> {
  const where = { externalId: user.id };
  return (await world.database.prisma.identity.findFirstOrThrow({ where })).personId;
}

describe.each(['slack', 'discord'] as const)('a code shown on %s', (platform) => {
  test('typed on the other platform makes one person of two', async () => {
    const here = world.person(platform, `Noé ${platform}`);
    const there = world.person(other[platform], `Noé ${other[platform]} bis`);
    await here.command('/structure creer', { nom: `Atelier ${platform}` });
    await there.command('/structure creer', { nom: `Fournil ${platform}` });
    await world.coordinator[other[platform]].command('/equipe nommer', {
      personne: world.coordinator[other[platform]].mention(there),
      role: 'Coordination',
    });
    const before = await world.database.prisma.person.count();

    await here.command('/profil lier');
    const read = here.read();
    const code = codeOf(here);
    expect(read).toMatch(new RegExp(`Voici votre code, valable jusqu'à .* :\\s+.*${code}`));
    expect(read).toContain(other[platform] === 'discord' ? `/profil lier code:${code}` : `/profil lier ${code}`);
    await there.command('/profil lier', { code: code.toLowerCase() });
    const names = [`Noé ${other[platform]} bis (${named[other[platform]]})`, `Noé ${platform} (${named[platform]})`];
    expect(there.read()).toContain(`Réunir ${names.join(' et ')} ?`);
    expect(there.read()).toContain('Pendant un mois, vous pourrez les séparer');
    await there.press('Ne rien changer');
    expect(await world.database.prisma.person.count()).toBe(before);
    await there.command('/profil lier', { code });
    await there.press('Réunir');
    expect(there.read()).toContain(`doit encore répondre [C'est bien moi]`);
    expect(await world.database.prisma.person.count()).toBe(before);
    expect(here.look()).toContain(`Votre code vient d'être tapé par Noé ${other[platform]} bis`);
    await here.press("C'est bien moi");
    expect(here.look()).toContain("n'en font plus qu'un");
    expect(there.look()).toContain(`Votre compte est maintenant relié à un autre :`);

    for (const person of [here, there]) {
      await person.command('/profil voir');
      expect(person.read()).toContain(`Atelier ${platform} et Fournil ${platform}`);
      expect(person.read()).toContain('coordination (CRESS)');
      expect(person.read()).toContain('Slack et Discord');
    }
    expect(await world.database.prisma.person.count()).toBe(before - 1);
    await here.command('/profil lier');
    expect(here.read()).toContain('sont déjà reliés');
  });

  test('holds for ten minutes, and once', async () => {
    const here = world.person(platform, `Léa ${platform}`);
    const there = world.person(other[platform], `Léa ${other[platform]} bis`);
    await here.command('/profil lier');
    const code = codeOf(here);
    await here.command('/profil lier', { code });
    expect(here.read()).toContain("C'est votre propre code");
    const twin = world.person(platform, `Jumelle ${platform}`);
    await twin.command('/profil lier', { code });
    expect(twin.read()).toContain("on ne relie qu'un compte Slack et un compte Discord");
    const start = world.clock.now();
    world.clock.set(new Date(start.getTime() + 11 * 60_000));
    await there.command('/profil lier', { code });
    expect(there.read()).toContain('plus valable');
    world.clock.set(start);
  });

  test('is not guessed: five wrong ones, then one waits', async () => {
    const here = world.person(platform, `Zoé ${platform}`);
    const there = world.person(other[platform], `Zoé ${other[platform]} bis`);
    await here.command('/profil lier');
    const code = codeOf(here);
    await there.command('/profil lier', { code: 'ABCDEFGH' });
    expect(there.read()).toContain('Il vous reste 4 essais');
    for (let count = 0; count < 4; count++) {
      await there.press('Essayer un autre code');
      await there.fill({ code: `AAAAAAA${count}` });
    }
    expect(there.read()).toContain("C'était le dernier essai");
    await there.command('/profil lier', { code });
    expect(there.read()).toContain("Trop d'essais");
    world.clock.set(new Date(world.clock.now().getTime() + 11 * 60_000));
    await here.command('/profil lier');
    await there.command('/profil lier', { code: codeOf(here) });
    await there.press('Réunir');
    expect(there.read()).toContain(`doit encore répondre [C'est bien moi]`);
  });

  test('confirmed several times at once asks once, says so each time, and costs no try', async () => {
    const here = world.person(platform, `Inès ${platform}`);
    const there = world.person(other[platform], `Inès ${other[platform]} bis`);
    const questions = () => world.database.prisma.delivery.count({ where: { key: { startsWith: 'link-asked:' } } });
    const before = await questions();
    await here.command('/profil lier');
    const code = codeOf(here);
    await there.command('/profil lier', { code });
    await Promise.all(Array.from({ length: 6 }, () => there.press('Réunir')));
    const wrong = /plus valable|vient de servir|Rien n'a été/;
    expect(there.screen().filter(({ text }) => wrong.test(text))).toEqual([]);
    expect(there.screen().some(({ text }) => text.includes("doit encore répondre [C'est bien moi]"))).toBe(true);
    // Typing it again while its owner hasn't answered asks nobody again.
    await there.command('/profil lier', { code });
    await there.press('Réunir');
    expect(there.read()).toContain("doit encore répondre [C'est bien moi]");
    expect(there.screen().filter(({ text }) => wrong.test(text))).toEqual([]);
    expect(await questions()).toBe(before + 1);
    await there.command('/profil lier', { code });
    await here.press("C'est bien moi");
    expect(there.look()).toContain('Votre compte est maintenant relié à un autre :');
    // Its button still stands there.
    await there.press('Réunir');
    expect(there.read()).toContain('sont déjà reliés');
    expect(await world.database.prisma.linkAttempt.count({ where: { personId: await personOf(there) } })).toBe(0);
  });

  test('guessed many times at once counts as many tries', async () => {
    const there = world.person(other[platform], `Guy ${platform}`);
    await Promise.all(
      Array.from({ length: 10 }, (_, at) => there.command('/profil lier', { code: `BBBBBBB${at % 8}` })),
    );
    await there.command('/profil lier', { code: 'BBBBBBBB' });
    expect(there.read()).toContain("Trop d'essais");
    expect(await world.database.prisma.linkAttempt.count({ where: { personId: await personOf(there) } })).toBe(5);
  });

  test('typed in both directions and confirmed by both at once joins them once, and leaves no question open', async () => {
    const here = world.person(platform, `Rémi ${platform}`);
    const there = world.person(other[platform], `Rémi ${other[platform]} bis`);
    await here.command('/profil lier');
    await there.command('/profil lier');
    const [first, second] = [codeOf(here), codeOf(there)];
    await there.command('/profil lier', { code: first });
    await there.press('Réunir');
    await here.command('/profil lier', { code: second });
    await here.press('Réunir');
    here.look();
    there.look();
    await Promise.all([here.press("C'est bien moi"), there.press("C'est bien moi")]);
    for (const person of [here, there]) {
      expect(person.screen().filter(({ text }) => /pas marché|a déjà un compte/.test(text))).toEqual([]);
      await person.command('/profil lier');
      expect(person.read()).toContain('sont déjà reliés');
      await person.command('/profil lier', { code: first });
      expect(person.read()).toContain('sont déjà reliés');
    }
    expect(await personOf(here)).toBe(await personOf(there));
  });

  test('typed by somebody else ties nothing: its owner says that it is not them', async () => {
    const here = world.person(platform, `Maud ${platform}`);
    const thief = world.person(other[platform], `Théo ${other[platform]}`);
    await here.command('/profil lier');
    const code = codeOf(here);
    await thief.command('/profil lier', { code });
    await thief.press('Réunir');
    // The person who typed the code can't answer for its owner.
    const asked = await world.database.prisma.linkCode.findFirstOrThrow({ where: { code } });
    expect(asked.usedAt).not.toBeNull();
    here.look();
    await here.press("Ce n'est pas moi");
    expect(here.look()).toContain("n'est pas vous, et rien n'a été réuni");
    expect(thief.look()).toContain("a répondu que votre compte n'est pas le sien");
    await thief.command('/profil voir');
    expect(thief.read()).not.toContain('Slack et Discord');
    await thief.command('/profil lier', { code });
    expect(thief.read()).toContain('plus valable');
  });

  test('is answered within the hour', async () => {
    const here = world.person(platform, `Rose ${platform}`);
    const there = world.person(other[platform], `Rose ${other[platform]} bis`);
    await here.command('/profil lier');
    await there.command('/profil lier', { code: codeOf(here) });
    await there.press('Réunir');
    here.look();
    const start = world.clock.now();
    world.clock.set(new Date(start.getTime() + 60 * 60_000));
    await here.press("C'est bien moi");
    expect(here.read()).toContain("plus d'une heure");
    world.clock.set(start);
  });

  test('what it tied is separated again within a month, by a button, and both are told; roles go back', async () => {
    const here = world.person(platform, `Yann ${platform}`);
    const there = world.person(other[platform], `Yann ${other[platform]} bis`);
    const coordinator = world.coordinator[other[platform]];
    await here.command('/structure creer', { nom: `Verger ${platform}` });
    await coordinator.command('/equipe nommer', { personne: coordinator.mention(there), role: 'Coordination' });
    await here.command('/profil lier');
    await there.command('/profil lier', { code: codeOf(here) });
    await there.press('Réunir');
    here.look();
    await here.press("C'est bien moi");
    await here.command('/profil voir');
    expect(here.read()).toContain('coordination (CRESS)');
    // Each account goes on for itself meanwhile.
    await there.command('/structure creer', { nom: `Rucher ${platform}` });
    await here.command('/profil voir');
    expect(here.read()).toContain(`Verger ${platform} et Rucher ${platform}`);
    await here.press('Séparer mes comptes');
    await here.press('Séparer');
    expect(here.read()).toContain('de nouveau séparés');
    expect(there.look()).toContain('ont été séparés, comme demandé sur');
    await here.command('/profil voir');
    expect(here.read()).toContain(`Verger ${platform}`);
    expect(here.read()).not.toContain(`Rucher ${platform}`);
    expect(here.read()).not.toContain('coordination (CRESS)');
    await there.command('/profil voir');
    expect(there.read()).toContain(`Rucher ${platform}`);
    expect(there.read()).not.toContain(`Verger ${platform}`);
    expect(there.read()).toContain('coordination (CRESS)');
  });

  test('quiet hours that became those of both go back, each to its account', async () => {
    const here = world.person(platform, `Maud ${platform}`);
    const there = world.person(other[platform], `Maud ${other[platform]} bis`);
    const quietHours = async (person: Person) => {
      await person.command('/profil voir');
      await person.press('Notifications');
      return /de \d+ h à \d+ h/.exec(asTyped(person.read()))?.[0];
    };
    await here.command('/profil notifications', { debut: '22h', fin: '7h' });
    await there.command('/profil notifications', { debut: '20h', fin: '6h' });
    await here.command('/profil lier');
    await there.command('/profil lier', { code: codeOf(here) });
    await there.press('Réunir');
    here.look();
    await here.press("C'est bien moi");
    expect([await quietHours(here), await quietHours(there)]).toEqual(['de 20 h à 7 h', 'de 20 h à 7 h']);
    await here.command('/profil voir');
    await here.press('Séparer mes comptes');
    await here.press('Séparer');
    expect([await quietHours(here), await quietHours(there)]).toEqual(['de 22 h à 7 h', 'de 20 h à 6 h']);
  });

  test('what it tied a month ago stays', async () => {
    const here = world.person(platform, `Lise ${platform}`);
    const there = world.person(other[platform], `Lise ${other[platform]} bis`);
    await here.command('/profil lier');
    await there.command('/profil lier', { code: codeOf(here) });
    await there.press('Réunir');
    here.look();
    await here.press("C'est bien moi");
    await here.command('/profil voir');
    const start = world.clock.now();
    world.clock.set(new Date(start.getTime() + 31 * 86_400_000));
    await here.press('Séparer mes comptes');
    expect(here.read()).toContain("depuis plus d'un mois");
    await here.command('/profil voir');
    expect(here.sees('Séparer mes comptes')).toBe(false);
    world.clock.set(start);
  });

  test('the chosen language is answered in', async () => {
    const here = world.person(platform, `Ida ${platform}`);
    await here.command('/profil langue');
    await here.fill({ language: 'en' });
    expect(here.read()).toContain('I will speak English to you from now on');
    await here.command('/profil voir');
    expect(here.read()).toContain('Accounts');
  });
});
