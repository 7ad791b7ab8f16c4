import { expect } from 'vitest';
import type { World } from '../../support/world.ts';
import type { KnownList, Platform } from './known-list.ts';
import { clear, dictionary, edition, events, memberOf, members, numbered, organisations, personIdOf } from './rows.ts';

async function someOrganisations(world: World, count: number): Promise<readonly string[]> {
  await clear(world);
  const names = dictionary('Fanfare', count);
  await organisations(world, names);
  return names;
}

/** All of these organisations are the reader's own. */
async function ownOrganisations(world: World, platform: Platform, count: number): Promise<readonly string[]> {
  await clear(world);
  const names = dictionary('Fanfare', count);
  const ids = await organisations(world, names);
  await memberOf(world, await personIdOf(world, world.coordinator[platform]), ids.values());
  return names;
}

const proposal = {
  titre: 'Bal',
  date: 'samedi 14 novembre 2026 18h30',
  lieu: 'Mairie, Amiens',
  phrase: 'Venez danser.',
  contact: 'a@example.org',
};

export const organisationLists: readonly KnownList[] = [
  {
    name: 'the organisations one may join',
    of: ['organisations'],
    placeholder: 'Structure',
    fill: (world, _, count) => someOrganisations(world, count),
    open: (reader) => reader.command('/structure rejoindre'),
    async expectChosen(world, reader, entry) {
      expect(reader.read()).toContain(`« ${entry} »`);
      const latest = { orderBy: { id: 'desc' }, include: { organisation: true } } as const;
      expect((await world.database.prisma.membership.findFirstOrThrow(latest)).organisation.name).toBe(entry);
    },
  },
  {
    name: 'the organisations to which a coordinator adds somebody, in a form that asks more',
    of: ['organisations'],
    placeholder: 'Structure',
    fill: (world, _, count) => someOrganisations(world, count),
    open: (reader) => reader.command('/structure ajouter', { personne: reader.mention(reader) }),
    expectChosen: async (_, reader, entry) => expect(reader.read()).toContain(`fait partie de « ${entry} »`),
  },
  {
    name: 'the organisations whose members a coordinator looks at',
    of: ['organisation-members-of', 'my-organisations'],
    placeholder: 'Structure',
    fill: (world, _, count) => someOrganisations(world, count),
    open: (reader) => reader.command('/structure membres'),
    expectChosen: async (_, reader, entry) => expect(reader.read()).toContain(`Membres de « ${entry} »`),
  },
  {
    name: "one's own organisations, to leave one",
    of: ['organisation-leave-which', 'own-organisations'],
    placeholder: 'Structure',
    fill: ownOrganisations,
    open: (reader) => reader.command('/structure quitter'),
    expectChosen: async (_, reader, entry) => expect(reader.read()).toContain(`Quitter « ${entry} » ?`),
  },
  {
    name: 'the people one may exclude',
    of: ['excludable-members'],
    placeholder: 'Membre',
    async fill(world, _, count) {
      await clear(world);
      const ids = await organisations(world, ['Fanfare']);
      const names = dictionary('Membre', count);
      await members(world, names, ids.get('Fanfare') ?? '');
      return names;
    },
    open: (reader) => reader.command('/structure exclure'),
    expectChosen: async (_, reader, entry) => expect(reader.read()).toContain(`Exclure ${entry} de « Fanfare » ?`),
  },
  {
    name: 'the people who may read the bilan before it is published',
    of: ['readers'],
    placeholder: 'À qui',
    async fill(world, _, count) {
      await clear(world);
      await edition(world);
      const ids = await organisations(world, ['Fanfare']);
      // The coordinator of the other platform may be chosen as well.
      await world.database.prisma.teamRole.deleteMany({ where: { role: 'DELEGATE' } });
      const names = dictionary('Membre', count);
      await members(world, names, ids.get('Fanfare') ?? '');
      return names;
    },
    async open(reader) {
      await reader.command('/bilan relecture');
      await reader.press('Choisir qui le relit');
    },
    async expectChosen(_, reader, entry) {
      // Where a list as long as this stands in a message, more may be chosen there, and the form comes with what else may be told.
      if (reader.sees('Continuer')) await reader.press('Continuer');
      if (reader.platform.form(reader.user.id)) await reader.fill({});
      expect(reader.read()).toContain(`part en message privé vers : ${entry}.`);
    },
  },
  {
    name: 'the organisations for which an event may be proposed',
    of: ['choose'],
    placeholder: 'Choisir',
    async fill(world, platform, count) {
      const names = await ownOrganisations(world, platform, count);
      await edition(world);
      return names;
    },
    open: (reader) => reader.command('/evenement proposer', proposal),
    expectChosen: async (_, reader, entry) => expect(reader.read()).toContain(entry),
  },
  {
    name: 'the organisations that may be invited to co-organise',
    of: ['other-organisations'],
    placeholder: 'Structure',
    async fill(world, platform, count) {
      await clear(world);
      const names = dictionary('Fanfare', count);
      await organisations(world, names);
      const [host = ''] = (await organisations(world, ['Hôte'])).values();
      await memberOf(world, await personIdOf(world, world.coordinator[platform]), [host]);
      const editionId = await edition(world);
      await events(world, { editionId, titles: ['Bal'], hosts: [host], status: 'ACCEPTED' });
      return names;
    },
    open: (reader) => reader.command('/evenement coorganiser', { evenement: '1' }),
    expectChosen: async (_, reader, entry) => expect(reader.read()).toContain(`est enregistrée pour : ${entry}`),
  },
  {
    name: 'the neighbours of an event, to be invited once it is proposed',
    of: ['event-pool'],
    placeholder: 'Inviter une structure voisine',
    async fill(world, platform, count) {
      await clear(world);
      const names = dictionary('Fanfare', count);
      const hosts = [...(await organisations(world, names)).values()];
      const [own = ''] = (await organisations(world, ['Hôte'])).values();
      await memberOf(world, await personIdOf(world, world.coordinator[platform]), [own]);
      const editionId = await edition(world);
      await events(world, { editionId, titles: numbered('Bal', count), hosts, status: 'ACCEPTED' });
      return names;
    },
    async open(reader) {
      await reader.command('/evenement proposer', proposal);
      await reader.press('Proposer');
    },
    expectChosen: async (_, reader, entry) => expect(reader.read()).toContain(`est enregistrée pour : ${entry}`),
  },
  {
    name: 'the organisations that co-organise an event',
    of: ['cohost-end-one'],
    placeholder: 'Mettre fin à une co-organisation',
    async fill(world, platform, count) {
      await clear(world);
      const names = dictionary('Fanfare', count);
      const guests = [...(await organisations(world, names)).values()];
      const [host = ''] = (await organisations(world, ['Hôte'])).values();
      const invitedById = await personIdOf(world, world.coordinator[platform]);
      await memberOf(world, invitedById, [host]);
      const editionId = await edition(world);
      await events(world, { editionId, titles: ['Bal'], hosts: [host], status: 'ACCEPTED' });
      const { id: eventId, regionId } = await world.database.prisma.event.findFirstOrThrow();
      const agreed = { regionId, eventId, status: 'ACCEPTED', invitedById, invitedAt: world.clock.now() } as const;
      await world.database.prisma.coOrganiser.createMany({
        data: guests.map((organisationId) => ({ ...agreed, organisationId })),
      });
      return names;
    },
    open: (reader) => reader.command('/evenement voir', { evenement: '1' }),
    expectChosen: async (_, reader, entry) => expect(reader.read()).toContain(`« ${entry} » ne co-organisera plus`),
  },
  {
    name: 'the organisations of much the same name as a new one',
    of: ['organisation-join-one'],
    placeholder: "Rejoindre l'une d'elles",
    async fill(world, _, count) {
      await clear(world);
      // Each a slip or two away from what is typed, and in the order of a dictionary.
      const letters = [...'abcdéfghij'];
      const names = letters.flatMap((one) => letters.map((other) => `Harmonie${one}${other}`)).concat('Harmoniezz');
      await organisations(world, names.slice(-count));
      return names.slice(-count);
    },
    open: (reader) => reader.command('/structure creer', { nom: 'Harmonieyy' }),
    expectChosen: async (_, reader, entry) => expect(reader.read()).toContain(`« ${entry} »`),
  },
];
