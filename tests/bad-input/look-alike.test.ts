import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../src/playground/person.ts';
import { platformsInTurn } from '../support/platforms.ts';
import { held, organiser, plain, proposing, reads } from '../support/proposing.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-09-16T09:00:00+02:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
});
afterAll(() => world?.close());

describe.each(platformsInTurn())('a name that deceives, on %s', (platform) => {
  let ana: Person;
  beforeAll(async () => {
    ana = await organiser(world, platform, 'Ana', { organisation: `Coop ${platform}` });
  });

  it('of an organisation that is there, in letters that look the same: is the same one', async () => {
    const eve = world.person(platform, 'Eve');
    await eve.command('/structure creer', { nom: `СООР ${platform}` });
    expect(reads(eve)).toContain(`Coop ${platform}`);
    expect(await world.database.prisma.organisation.count({ where: { name: { startsWith: 'СООР' } } })).toBe(0);
  });

  it('of an organisation that is there, but for a sign that looks the same: is asked about, and the coordinators are told', async () => {
    const eve = world.person(platform, `Ève ${platform}`);
    const mo = world.person(platform, `Mo ${platform}`);
    await mo.command('/structure creer', { nom: `Le Moulin ${platform}` });
    await eve.command('/structure creer', { nom: `Le MouIin ${platform}` });
    expect(reads(eve)).toContain('Est-ce la même structure ?');
    expect(reads(eve)).toContain(`Le Moulin ${platform}`);
    expect(await world.database.prisma.organisation.count({ where: { name: `Le MouIin ${platform}` } })).toBe(0);
    await eve.press('Créer quand même');
    expect(reads(eve)).toContain(`« Le MouIin ${platform} » est créée`);
    const told = world.coordinator[platform].look();
    expect(told).toContain('ce nom ressemble à un autre');
    expect(told).toContain(`Le Moulin ${platform}`);
  });

  it('of a theme or a funder that is there, in letters that look the same: is that one', async () => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/edition theme', { nom: `COOP ${platform}` });
    await coordinator.command('/edition theme', { nom: `СООР ${platform}` });
    expect(reads(coordinator)).toContain(`Le thème « СООР ${platform} » existe déjà`);
    const funded = (detail: string, valeur: string) =>
      coordinator.command('/chiffres saisir', { chiffre: 'budgetLine', valeur, detail });
    await funded(`COOP ${platform}`, '600');
    await funded(`СООР ${platform}`, '700');
    const figures = await world.database.prisma.figure.findMany({ where: { key: { contains: platform } } });
    expect(figures.map(({ key }) => key)).toEqual([expect.stringContaining(`COOP ${platform}`)]);
  });

  it('with letters of two alphabets in a word: is refused, and can be put right', async () => {
    const eve = world.person(platform, 'Eva', { locale: 'en' });
    await eve.command('/structure creer', { nom: `Jаrdins ${platform}` });
    expect(reads(eve)).toContain('“Jаrdins” mixes letters of several alphabets that look alike');
    await eve.press('Correct');
    expect(held(eve, 'name')).toBe(`Jаrdins ${platform}`);
    await eve.platform.dismiss(eve.user.id);
    await proposing(ana, { titre: 'Pоrtes ouvertes' });
    expect(reads(ana)).toContain('« Pоrtes » mêle des lettres de plusieurs alphabets');
  });

  it('with signs that turn or hide words: is kept without them', async () => {
    await proposing(ana, { titre: 'Portes\u200b ouvertes\u202e', phrase: '\u202eVenez' });
    expect(reads(ana)).toContain('Portes ouvertes\n');
    expect(reads(ana)).not.toMatch(/[\u200b\u202e]/);
  });

  it('in Arabic, in Hebrew, with accents or emoji: is as it was typed', async () => {
    for (const titre of ['شهر الاقتصاد', 'פתוח לקהל', 'À l’œuvre', 'Familles 👩‍👩‍👧‍👦']) {
      await proposing(ana, { titre });
      expect(reads(ana)).toContain(plain(titre));
    }
  });

  it('of one of the team, or of the chamber: who decides on their request is told that it isn’t them', async () => {
    const coordinators = { slack: 'CIaire', discord: 'DRÏSS' };
    const asking = [
      { name: coordinators[platform], told: true },
      { name: `CRESS de ${platform}`, told: true },
      { name: `Maud ${platform}`, told: false },
    ];
    for (const { name, told } of asking) {
      // Nobody is asked more than twice a week.
      const organisation = `Ceux que rejoint ${name}`;
      const bea = await organiser(world, platform, `Béa pour ${name}`, { organisation });
      await world.person(platform, name).command('/structure rejoindre', { structure: organisation });
      const card = bea.look();
      expect(card).toContain(`${name} demande à rejoindre`);
      expect(card.includes("mais ce compte n'est pas celui d'une personne de l'équipe")).toBe(told);
    }
  });

  it('of a person: is marked wherever it is shown', async () => {
    const coordinator = world.coordinator[platform];
    const organisation = `Les Amis de ${platform}`;
    const eve = await organiser(world, platform, 'Сlaire', { organisation });
    const known = await world.database.prisma.person.findFirstOrThrow({
      where: { identities: { some: { externalId: eve.user.id } } },
    });
    expect(known.name).toBe('⚠ Сlaire');

    // The coordinators' channel and the list of members both mark the name.
    expect(coordinator.look()).toContain('créée par ⚠ Сlaire');
    await eve.command('/structure membres');
    expect(eve.read()).toContain('⚠ Сlaire');
    await eve.command('/structure rejoindre', { structure: `Coop ${platform}` });
    expect(ana.look()).toContain('⚠ Сlaire demande à rejoindre');

    // The list of the team marks the name, too.
    const bea = world.person(platform, `Béa chez ${platform}`);
    await coordinator.command('/equipe nommer', {
      personne: coordinator.mention(eve),
      role: "Délégué·e d'un département",
      departement: '60',
    });
    await bea.command('/equipe voir');
    expect(bea.read()).toContain('⚠ Сlaire');

    // Beside what they propose, for who decides; and in the programme, where an organisation stands for its people.
    await proposing(eve, { titre: `Goûter ${platform}` });
    await eve.press('Proposer');
    expect(coordinator.look()).toContain('Proposé par ⚠ Сlaire');
    await coordinator.press('Accepter', { in: `Goûter ${platform}` });
    await bea.command('/evenement liste');
    expect(bea.read()).toContain(`Goûter ${platform}`);

    // Their announcements are signed with the mark, too.
    await eve.command('/annonce diffuser', { texte: `Venez goûter (${platform})` });
    await eve.press('Aperçu');
    expect(eve.read()).toContain('De : ⚠ Сlaire');

    const said = [eve, ana, bea, coordinator].flatMap((one) => one.screen().filter(({ author }) => author.bot));
    const named = said.map(({ text }) => text).filter((text) => text.includes('Сlaire'));
    expect(named.length).toBeGreaterThan(5);
    for (const text of named) expect(text.replaceAll('⚠ Сlaire', '')).not.toContain('Сlaire');
  });
});
