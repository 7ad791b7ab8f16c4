import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { regionById } from '../../../src/access/region/region-store.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { findOrCreatePerson } from '../../../src/features/people/find-person.ts';
import type { Person } from '../../../src/playground/person.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const other = { slack: 'discord', discord: 'slack' } as const;

describe.each(['slack', 'discord'] as const)('on %s', (platform) => {
  const jardins = `Les Jardins de ${platform}`;
  let alice: Person;
  let coordinator: Person;

  beforeAll(async () => {
    coordinator = world.coordinator[platform];
    alice = world.person(platform, `Alice ${platform}`);
    await alice.command('/structure creer', { nom: jardins, commune: 'Beauvais' });
  });

  /** An organisation of its own, with its one member: who is asked too often is asked later. */
  async function founded(name: string): Promise<readonly [string, Person]> {
    const founder = world.person(platform, `Fondatrice de ${name} ${platform}`);
    await founder.command('/structure creer', { nom: `${name} ${platform}` });
    return [`${name} ${platform}`, founder];
  }

  test('a person of no organisation creates theirs and is a member at once', async () => {
    const fournil = `Le Fournil de ${platform}`;
    const amel = world.person(platform, `Amel ${platform}`);
    await amel.command('/structure creer', { nom: fournil, commune: 'Beauvais', site: 'www.exemple.fr' });
    expect(amel.read()).toContain(`« ${fournil} » est créée, et vous en faites partie`);
    expect(coordinator.look()).toContain(`Nouvelle structure : ${fournil} (Beauvais), créée par Amel ${platform}.`);
    await amel.command('/structure membres');
    expect(amel.read()).toContain(`Membres de « ${fournil} »`);
    expect(amel.read()).toContain(`Amel ${platform}`);
  });

  test('what cannot be read is asked again, filled in', async () => {
    const rosa = world.person(platform, `Rosa ${platform}`);
    await rosa.command('/structure creer', { nom: `Le Rucher ${platform}`, commune: 'Mordor' });
    expect(rosa.read()).toContain('Je ne connais pas de commune « Mordor »');
    await rosa.correct();
    expect(rosa.form().fields.map(({ value }) => value[0])).toEqual([`Le Rucher ${platform}`, 'Mordor', undefined]);
    await world.platforms[platform].dismiss(rosa.user.id);
  });

  test('the same name is joined instead: members and coordinators are asked, and the first decision shows on every card', async () => {
    const bruno = world.person(platform, `Bruno ${platform}`);
    await bruno.command('/structure creer', { nom: `association « jardins de ${platform.toUpperCase()} »` });
    expect(bruno.read()).toContain(`La structure « ${jardins} » existe déjà`);
    expect(bruno.sees('Créer quand même')).toBe(false);
    await bruno.press(`Rejoindre « ${jardins} »`);
    expect(bruno.read()).toContain('Votre demande est enregistrée');
    await bruno.press(`Rejoindre « ${jardins} »`);
    expect(bruno.read()).toContain(`Votre demande pour « ${jardins} » attend une réponse`);

    const question = `Bruno ${platform} demande à rejoindre « ${jardins} »`;
    expect(alice.look()).toContain(question);
    expect(coordinator.look()).toContain(question);
    await alice.press('Confirmer');
    expect(alice.read()).toContain(`C'est fait : Bruno ${platform} fait partie de « ${jardins} »`);
    expect(coordinator.look()).toContain(`Confirmé par Alice ${platform}.`);
    expect(bruno.look()).toContain(`vous faites maintenant partie de « ${jardins} »`);
    expect(world.coordinator[other[platform]].look()).toContain(`Confirmé par Alice ${platform}.`);
  });

  test('a name nearly the same is created only on purpose, with all that was typed', async () => {
    const carla = world.person(platform, `Carla ${platform}`);
    await carla.command('/structure creer', { nom: `Les Jardains de ${platform}`, commune: 'Amiens' });
    expect(carla.read()).toContain(`Un nom très proche de « Les Jardains de ${platform} » existe déjà`);
    expect(carla.read()).toContain(`${jardins} (Beauvais)`);
    await carla.press('Créer quand même');
    expect(carla.read()).toContain(`« Les Jardains de ${platform} » est créée`);
    const stored = await world.database.prisma.organisation.findFirst({
      where: { name: `Les Jardains de ${platform}` },
    });
    expect(stored).toMatchObject({ municipality: 'Amiens', department: '80' });
  });

  test('a request can be refused from the list of members, once', async () => {
    const [brasserie, lou] = await founded('La Brasserie');
    const denis = world.person(platform, `Denis ${platform}`);
    await denis.command('/structure rejoindre', { structure: brasserie });
    expect(denis.read()).toContain('Votre demande est enregistrée');
    await lou.command('/structure membres');
    expect(lou.read()).toContain(`Denis ${platform} demande à rejoindre la structure`);
    await coordinator.press('Refuser');
    expect(denis.look()).toContain(`Votre demande pour « ${brasserie} » n'a pas été confirmée`);
    await lou.press('Confirmer');
    expect(lou.read()).toContain('a déjà reçu une réponse');
  });

  test('somebody of another organisation decides nothing', async () => {
    const emma = world.person(platform, `Emma ${platform}`);
    await emma.command('/structure creer', { nom: `Emmaüs ${platform}` });
    const organisation = await world.database.prisma.organisation.findFirstOrThrow({ where: { name: jardins } });
    await emma.command('/structure membres', { structure: jardins });
    expect(emma.read()).not.toContain('Alice');
    expect(organisation.name).toBe(jardins);
  });

  test('a coordinator adds somebody who has never spoken to the bot', async () => {
    const farid = world.person(platform, `Farid ${platform}`);
    await coordinator.command('/structure ajouter', { personne: coordinator.mention(farid), structure: jardins });
    expect(coordinator.read()).toContain(`Farid ${platform} fait partie de « ${jardins} »`);
    expect(farid.look()).toContain(`Vous faites maintenant partie de la structure « ${jardins} »`);
  });

  test('leaving is confirmed, and the coordinators hear of the last one', async () => {
    await alice.command('/structure quitter');
    await alice.press('Ne rien changer');
    expect(alice.read()).toContain("Rien n'a été changé");
    const gil = world.person(platform, `Gil ${platform}`);
    await gil.command('/structure creer', { nom: `La Ressourcerie ${platform}` });
    await gil.command('/structure quitter');
    expect(gil.read()).toContain(`Quitter « La Ressourcerie ${platform} » ? Vous êtes la dernière personne`);
    expect(gil.read()).toContain('la coordination prend le relais');
    await gil.press('Confirmer');
    expect(gil.read()).toContain('vous ne faites plus partie de');
    expect(coordinator.look()).toContain(`« La Ressourcerie ${platform} » n'a plus de membre`);
    await gil.command('/structure membres');
    expect(gil.read()).toContain('Il faut faire partie d');
    await gil.press('Rejoindre ma structure');
    expect(gil.form().title).toBe('Rejoindre une structure');
  });

  test('a request that waits is remembered, and can be taken back', async () => {
    const [verger] = await founded('Le Verger');
    const hugo = world.person(platform, `Hugo ${platform}`);
    const waits = `Votre demande pour « ${verger} » attend une réponse.`;
    await hugo.command('/structure rejoindre', { structure: verger });
    await hugo.command('/mois');
    expect(hugo.read()).toContain(waits);
    await hugo.command('/structure membres');
    expect(hugo.read()).toContain(waits);
    await hugo.press('Retirer ma demande');
    expect(hugo.read()).toContain(`votre demande pour « ${verger} » est retirée`);
    expect(coordinator.look()).toContain('Demande retirée.');
    await hugo.command('/mois');
    expect(hugo.read()).not.toContain('attend une réponse');
  });

  test('two requests at once ask once', async () => {
    const [moulin] = await founded('Le Moulin');
    const iris = world.person(platform, `Iris ${platform}`);
    await iris.command('/mois');
    const { id } = await world.database.prisma.organisation.findFirstOrThrow({ where: { name: moulin } });
    await Promise.all([1, 2].map(() => iris.command('/structure rejoindre', { structure: moulin })));
    await world.settle();
    const cards = await world.database.prisma.delivery.findMany({
      where: { key: { startsWith: 'join-card:' }, editOf: null },
    });
    const asked = await world.database.prisma.membership.findFirstOrThrow({
      where: { organisationId: id, person: { name: `Iris ${platform}` } },
    });
    const theirs = cards
      .filter(({ key }) => key.startsWith(`join-card:${asked.id}:`))
      .map(({ key }) => key.split(':')[3]);
    expect(theirs.length).toBe(new Set(theirs).size);
  });

  test('somebody new who is named twice at once is noted once', async () => {
    const jade = world.person(platform, `Jade ${platform}`);
    const user = { platform, id: jade.user.id, team: null, name: jade.name, locale: null, administrator: null };
    const row = await world.database.prisma.region.findFirstOrThrow();
    const region = await regionById(world.database, row.id);
    if (!region) throw new Error('no region');
    const contacts = await Promise.all(
      [1, 2].map(() =>
        inTransaction(world.database, (tx) => findOrCreatePerson({ tx, region, now: world.clock.now() }, user)),
      ),
    );
    expect(contacts[0]?.personId).toBe(contacts[1]?.personId);
    expect(await world.database.prisma.person.count({ where: { name: jade.name } })).toBe(1);
  });

  test('the list is for everyone', async () => {
    const visitor = world.person(platform, `Violette ${platform}`);
    await visitor.command('/structure liste');
    expect(visitor.read()).toContain(jardins);
    expect(visitor.read()).toContain('Beauvais');
    expect(visitor.sees('Créer ma structure')).toBe(true);
  });
});
