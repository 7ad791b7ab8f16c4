import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { organisationOf } from '../../support/surveys.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const other = { slack: 'discord', discord: 'slack' } as const;

async function joinAccounts(here: Person, there: Person): Promise<void> {
  await here.command('/profil lier');
  const code = /\b[2-9A-Z]{8}\b/.exec(here.read())?.[0] ?? '';
  await there.command('/profil lier', { code });
  await there.press('Réunir');
  here.look();
  await here.press("C'est bien moi");
}

async function separateAccounts(person: Person): Promise<void> {
  await person.command('/profil voir');
  await person.press('Séparer mes comptes');
  await person.press('Séparer');
  expect(person.read()).toContain('de nouveau séparés');
}

describe.each(['slack', 'discord'] as const)('somebody is excluded on %s', (platform) => {
  const ferme = `La Ferme de ${platform}`;
  let ana: Person;
  let bob: Person;
  let cleo: Person;
  let coordinator: Person;

  /** Nobody asks twice in the same millisecond. */
  const later = () => world.clock.set(new Date(world.clock.now().getTime() + 60_000));

  async function joins(person: Person, accepts: Person): Promise<void> {
    await person.command('/structure rejoindre', { structure: ferme });
    await accepts.press('Confirmer');
  }

  beforeAll(async () => {
    [ana, bob, cleo] = ['Ana', 'Bob', 'Cléo'].map((name) => world.person(platform, `${name} ${platform}`)) as [
      Person,
      Person,
      Person,
    ];
    coordinator = world.coordinator[platform];
    await ana.command('/structure creer', { nom: ferme });
    await joins(bob, ana);
    await joins(cleo, ana);
  });

  const membership = (person: Person, organisation = ferme) =>
    world.database.prisma.membership.findFirstOrThrow({
      where: { person: { name: person.name }, organisation: { name: organisation } },
    });

  test('by nobody where there is nobody else: the command says so, and how one leaves', async () => {
    const zoe = world.person(platform, `Zoé ${platform}`);
    await zoe.command('/structure creer', { nom: `Le Phare de ${platform}` });
    await zoe.command('/structure exclure');
    expect(zoe.read()).toContain("Il n'y a personne à exclure pour l'instant");
    expect(zoe.read()).toContain('/structure quitter');
  });

  test('by a colleague, once that is confirmed; both sides are told, and only a member’s yes brings them back', async () => {
    await ana.command('/structure exclure', { membre: bob.name });
    expect(ana.read()).toContain(`Exclure ${bob.name} de « ${ferme} »`);
    expect((await membership(bob)).status).toBe('ACTIVE');
    await cleo.command('/structure exclure', { membre: bob.name });
    await ana.press('Exclure');
    expect(ana.read()).toContain(`${bob.name} ne fait plus partie de « ${ferme} »`);
    expect(bob.look()).toContain(`Vous ne faites plus partie de « ${ferme} » : ${ana.name}, qui en est membre`);
    expect(cleo.look()).toContain(`${bob.name} ne fait plus partie de « ${ferme} » (décision : ${ana.name}`);
    await cleo.press('Exclure');
    expect(cleo.look()).toContain(`C'était déjà fait : ${bob.name} ne fait plus partie de « ${ferme} »`);
    await bob.command('/structure membres', { structure: ferme });
    expect(bob.read()).not.toContain(cleo.name);

    // Nor do they come back without a member's yes, whoever else says it.
    later();
    await bob.command('/structure rejoindre', { structure: ferme });
    expect(bob.read()).toContain('Votre demande est enregistrée');
    await coordinator.press('Confirmer');
    expect(coordinator.read()).toContain(`${bob.name} a été exclu·e de « ${ferme} » : seul un membre`);
    await world.coordinator[other[platform]].press('Confirmer');
    expect((await membership(bob)).status).toBe('PENDING');
    await coordinator.command('/structure ajouter', { personne: coordinator.mention(bob), structure: ferme });
    expect(coordinator.read()).toContain('seul un membre');
    await cleo.press('Confirmer');
    expect(await membership(bob)).toMatchObject({ status: 'ACTIVE', excludedAt: null, excludedById: null });
  });

  test('a coordinator who was excluded is asked for like anybody else', async () => {
    await coordinator.command('/structure rejoindre', { structure: ferme });
    await ana.command('/structure exclure', { membre: coordinator.name });
    await ana.press('Exclure');
    later();
    await coordinator.command('/structure rejoindre', { structure: ferme });
    expect(coordinator.read()).toContain('Votre demande est enregistrée');
    await coordinator.command('/structure membres', { structure: ferme });
    await coordinator.press('Confirmer');
    expect(coordinator.read()).toContain('votre propre demande');
    expect((await membership(coordinator)).status).toBe('PENDING');
    await world.coordinator[other[platform]].command('/structure membres', { structure: ferme });
    await world.coordinator[other[platform]].press('Refuser');
  });

  test('nobody excludes themselves, nor somebody of another organisation', async () => {
    const dora = world.person(platform, `Dora ${platform}`);
    await dora.command('/structure creer', { nom: `Le Verger de ${platform}` });
    const { id } = await membership(bob);
    await dora.command('/structure exclure', { membre: platform === 'slack' ? bob.name : id });
    expect((await membership(bob)).status).toBe('ACTIVE');
    await ana.command('/structure exclure', { membre: ana.name });
    expect((await membership(ana)).status).toBe('ACTIVE');
  });

  test('by a coordinator too, down to the last: then its events are theirs, and they are told', async () => {
    const moulin = `Le Moulin de ${platform}`;
    const [lise, marc, nadia] = ['Lise', 'Marc', 'Nadia'].map((name) =>
      world.person(platform, `${name} ${platform}`),
    ) as [Person, Person, Person];
    await organisationOf(world, moulin, [lise, marc, nadia]);
    for (const person of [marc, nadia, lise]) {
      later();
      await coordinator.command('/structure exclure', { membre: person.name });
      await coordinator.press('Exclure');
      expect(person.look()).toContain(`${coordinator.name} (coordination) a mis fin`);
    }
    expect(coordinator.look()).toContain(`« ${moulin} » n'a plus de membre : ${lise.name} vient d'en être exclu·e`);
    await coordinator.command('/structure ajouter', { personne: coordinator.mention(lise), structure: moulin });
    expect((await membership(lise, moulin)).status).toBe('ACTIVE');
  });

  test('two who exclude each other at the same moment: one stays, the other is told', async () => {
    const lavoir = `Le Lavoir de ${platform}`;
    const pair = ['Tom', 'Ugo'].map((name) => world.person(platform, `${name} ${platform}`)) as [Person, Person];
    const [tom, ugo] = pair;
    const vera = world.person(platform, `Véra ${platform}`);
    await organisationOf(world, lavoir, [...pair, vera]);
    await tom.command('/structure exclure', { membre: ugo.name });
    await ugo.command('/structure exclure', { membre: tom.name });
    await Promise.all(pair.map((one) => one.press('Exclure')));
    await vera.command('/structure membres', { structure: lavoir });
    const members = vera.read();
    const [stays, goes] = members.includes(tom.name) ? [tom, ugo] : [ugo, tom];
    expect(members).toContain(stays.name);
    expect(members).not.toContain(goes.name);
    expect(stays.look()).toContain(`${goes.name} ne fait plus partie de « ${lavoir} »`);
    const told = goes.look();
    expect(told).toContain(`Vous ne faites plus partie de « ${lavoir} »`);
    expect(told).not.toContain(`${stays.name} ne fait plus partie`);
  });

  test('through two accounts too: asking again and separating them makes neither a member', async () => {
    const four = `Le Four de ${platform}`;
    const [lou, max] = ['Lou', 'Max'].map((name) => world.person(platform, `${name} ${platform}`)) as [Person, Person];
    const bis = world.person(other[platform], `Lou ${platform} bis`);
    await organisationOf(world, four, [lou, max, bis]);
    await joinAccounts(lou, bis);
    later();
    await max.command('/structure exclure', { membre: lou.name });
    await max.press('Exclure');
    expect(max.read()).toContain(`${lou.name} ne fait plus partie de « ${four} »`);
    later();
    await lou.command('/structure rejoindre', { structure: four });
    expect(lou.read()).toContain('Votre demande est enregistrée');
    await separateAccounts(lou);
    for (const account of [lou, bis]) {
      await account.command('/structure membres', { structure: four });
      expect(account.read()).not.toContain(max.name);
    }
    const where = { organisation: { name: four }, person: { name: { in: [lou.name, bis.name] } } };
    const rows = await world.database.prisma.membership.findMany({ where, orderBy: { status: 'asc' } });
    expect(rows).toMatchObject([
      { status: 'PENDING', excludedAt: expect.any(Date) },
      { status: 'LEFT', excludedAt: expect.any(Date) },
    ]);
    // Whichever asks, coordinators can't let them back in.
    await coordinator.command('/structure ajouter', { personne: coordinator.mention(lou), structure: four });
    expect(coordinator.read()).toContain('seul un membre');
    const there = world.coordinator[other[platform]];
    await there.command('/structure ajouter', { personne: there.mention(bis), structure: four });
    expect(there.read()).toContain('seul un membre');
  });
});
