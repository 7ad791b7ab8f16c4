import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dailyLimits, type LimitedAction } from '../../../src/access/operation/limits.ts';
import type { Person } from '../../../src/playground/person.ts';
import { asked } from '../../bad-input/answerable.ts';
import { plain, propose } from '../../support/events.ts';
import { logo } from '../../support/kit-files.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { acceptedEvent, organisationOf } from '../../support/surveys.ts';
import { startWorld, type World } from '../../support/world.ts';

/** The people who try, on one platform. */
interface Town {
  readonly world: World;
  readonly coordinator: Person;
  /** Ana belongs to Les Jardins, as Bob does; the event « Fête » is theirs. */
  readonly ana: Person;
  /** Somebody who belongs to no organisation. */
  readonly zoe: Person;
}

interface Way {
  readonly what: LimitedAction;
  readonly by: (town: Town) => Person;
  /** Prepares the try, and counts for nothing here. */
  readonly first?: (town: Town) => Promise<void>;
  readonly tries: (town: Town) => Promise<void>;
}

const ana = ({ ana: her }: Town) => her;
const zoe = ({ zoe: her }: Town) => her;
const coordinator = ({ coordinator: one }: Town) => one;
/** The answers to the organisation's questions before the one for a photo. */
const beforePhoto = {
  pressContacted: { kind: 'choice', option: 'no' },
  coverage: { kind: 'choice', option: 'no' },
  distribution: { kind: 'choices', options: ['mail'] },
  siteLink: { kind: 'choice', option: 'no' },
  logo: { kind: 'choice', option: 'yes' },
};

/** Stores a published bilan whose documents were taken back since; there is one of an edition. */
async function publishedOf({ database: { prisma }, clock }: World): Promise<void> {
  const { id: editionId, regionId } = await prisma.edition.findFirstOrThrow({ where: { year: 2026 } });
  const { personId: publishedById } = await prisma.identity.findFirstOrThrow();
  const row = { regionId, editionId, version: 1, outline: {}, fileIds: [], publishedById, publishedAt: clock.now() };
  await prisma.reportPublication.createMany({ data: [row], skipDuplicates: true });
}

/** Stores a draft that this person is asked to read. */
async function toBeRead({ database: { prisma }, clock }: World, reader: Person): Promise<void> {
  const { id: editionId, regionId } = await prisma.edition.findFirstOrThrow({ where: { year: 2026 } });
  const { personId } = await prisma.identity.findFirstOrThrow({ where: { externalId: reader.user.id } });
  const { id: file } = await prisma.file.findFirstOrThrow();
  const at = clock.now();
  const unknown = { figures: {}, departmentOpinions: {} };
  await prisma.reportReview.create({
    data: {
      ...{ regionId, editionId, version: 1, figures: unknown, words: {}, outline: {}, fileIds: [file] },
      ...{ askedById: personId, askedAt: at, readers: { create: { regionId, personId, addedAt: at } } },
    },
  });
}

/** Every way to make something that is limited. */
const ways: Readonly<Record<string, Way>> = {
  'an organisation': {
    what: 'organisation',
    by: zoe,
    tries: (town) => town.zoe.command('/structure creer', { nom: 'Abeille' }),
  },
  'a request to join one': {
    what: 'request',
    by: zoe,
    tries: (town) => town.zoe.command('/structure rejoindre', { structure: 'Le Moulin' }),
  },
  'a proposal': {
    what: 'proposal',
    by: ana,
    tries: (town) => propose(town.ana, { title: 'Bal' }),
  },
  'the same event at another date': {
    what: 'proposal',
    by: ana,
    async tries(town) {
      await town.ana.command('/evenement dupliquer', { evenement: 'Fête', date: '19 novembre 12h' });
      await town.ana.press('Proposer');
    },
  },
  'an invitation to co-organise': {
    what: 'invitation',
    by: ana,
    tries: (town) => town.ana.command('/evenement coorganiser', { evenement: 'Fête', structure: 'Le Moulin' }),
  },
  'other words for an accepted event': {
    what: 'change',
    by: ana,
    async tries(town) {
      await town.ana.command('/evenement modifier', { evenement: 'Fête' });
      await town.ana.fill({ contact: 'Ana, 03 44 00 00 00' });
    },
  },
  'another date for it': {
    what: 'change',
    by: ana,
    async tries(town) {
      await town.ana.command('/evenement reporter', { evenement: 'Fête' });
      await town.ana.fill({ when: '24 novembre 18h' });
      await town.ana.press('Reporter');
    },
  },
  'its end': {
    what: 'change',
    by: ana,
    async tries(town) {
      await town.ana.command('/evenement annuler', { evenement: 'Fête', raison: 'Salle indisponible' });
      await town.ana.press("Annuler l'événement");
    },
  },
  'an announcement that leaves now': {
    what: 'announcement',
    by: coordinator,
    async tries(town) {
      await town.coordinator.command('/annonce diffuser', { texte: 'Venez nombreux' });
      await town.coordinator.press('Diffuser maintenant');
    },
  },
  'one that leaves later': {
    what: 'announcement',
    by: coordinator,
    async tries(town) {
      await town.coordinator.command('/annonce programmer', { texte: 'Venez nombreux', date: '17 novembre 14h' });
      await town.coordinator.press('Programmer : ');
    },
  },
  'a meeting': {
    what: 'meeting',
    by: coordinator,
    async tries(town) {
      await town.coordinator.command('/reunion programmer', {
        titre: 'Point',
        date: '17 novembre 14h',
        lieu: 'Amiens',
      });
      await town.coordinator.press('Annoncer la réunion');
    },
  },
  'another date for one': {
    what: 'meeting',
    by: coordinator,
    async tries(town) {
      await town.coordinator.command('/reunion liste');
      await town.coordinator.press('Déplacer la réunion');
      await town.coordinator.fill({ when: '19 novembre 14h' });
      await town.coordinator.press('Déplacer la réunion');
    },
  },
  'a kit': {
    what: 'kit',
    by: coordinator,
    async first(town) {
      await town.coordinator.command('/kit publier');
      await town.coordinator.fill({ files: [logo], note: 'Nouveau' });
    },
    tries: (town) => town.coordinator.press('Publier et envoyer'),
  },
  'an installation code': {
    what: 'installCode',
    by: coordinator,
    async tries(town) {
      await town.coordinator.command('/installer', { region: 'Picardie' });
      await town.coordinator.press('Inviter une autre région');
    },
  },
  'a file in a form': {
    what: 'file',
    by: coordinator,
    async tries(town) {
      await town.coordinator.command('/kit publier');
      await town.coordinator.fill({ files: [logo], note: 'Nouveau' });
    },
  },
  'a file that is typed': {
    what: 'file',
    by: ana,
    tries: (town) => town.ana.say('', 'Photo bienvenue', [logo]),
  },
  'a question to the coordinators': {
    what: 'enquiry',
    by: ana,
    async tries(town) {
      await town.ana.press('Demander à la coordination');
      await town.ana.fill({ asked: 'Quelle taille ?' });
    },
  },
  'a copy of what is kept': {
    what: 'export',
    by: ana,
    async tries(town) {
      await town.ana.command('/profil donnees');
      await town.ana.press('Recevoir une copie');
    },
  },
  'the published bilan': {
    what: 'document',
    by: ana,
    first: ({ world }) => publishedOf(world),
    tries: (town) => town.ana.command('/bilan lire'),
  },
  'a recap': {
    what: 'document',
    by: ana,
    async first({ world, ana: her }) {
      await publishedOf(world);
      await her.command('/bilan lire');
    },
    tries: (town) => town.ana.press('Mon récapitulatif'),
  },
  'a draft to be read': {
    what: 'document',
    by: ana,
    async first({ world, coordinator: there, ana: her }) {
      await there.command('/kit publier');
      await there.fill({ files: [logo], note: 'Nouveau' });
      await toBeRead(world, her);
      await her.command('/bilan relecture');
    },
    tries: (town) => town.ana.press('Recevoir le bilan à relire'),
  },
  'a form': {
    what: 'form',
    by: ana,
    tries: (town) => town.ana.command('/evenement proposer'),
  },
  'an edition': {
    what: 'edition',
    by: coordinator,
    async first(town) {
      await town.coordinator.command('/edition cloturer');
      await town.coordinator.press("Clore l'édition");
    },
    tries: (town) => town.coordinator.command('/edition ouvrir', { annee: '2027' }),
  },
};

it('every measure there is has its ways', () => {
  expect([...new Set(Object.values(ways).map(({ what }) => what))].sort()).toEqual(Object.keys(dailyLimits).sort());
});

describe.each(platformsInTurn())('whoever has made as much as they may within a day, on %s', (platform) => {
  let town: Town;
  let organisationId: string;
  let bob: Person;
  beforeAll(async () => {
    const world = await startWorld({ at: '2026-10-12T10:00:00+02:00' });
    const there = world.coordinator[platform];
    await there.command('/edition ouvrir', { annee: '2026' });
    const [her, nobody] = [world.person(platform, 'Ana'), world.person(platform, 'Zoé')];
    bob = world.person(platform, 'Bob');
    organisationId = await organisationOf(world, 'Les Jardins', [her, bob]);
    await organisationOf(world, 'Le Moulin', [world.person(platform, 'Gaspard')]);
    await nobody.command('/mois');
    await acceptedEvent(world, {
      ...{ title: 'Fête', organisationId, by: her },
      startsAt: '2026-11-16T18:00:00+01:00',
    });
    await asked(world, her, beforePhoto);
    await there.command('/reunion programmer', { titre: 'Préparation', date: '18 novembre 14h', lieu: 'Amiens' });
    await there.press('Annoncer la réunion');
    town = { world, coordinator: there, ana: her, zoe: nobody };
  });
  afterAll(() => town?.world.close());

  const identityOf = (person: Person) =>
    town.world.database.prisma.identity.findFirstOrThrow({ where: { externalId: person.user.id } });
  /** Stores that this person made so many an hour ago, for their organisation or not. */
  async function made(count: number, what: LimitedAction, person: Person, forOrganisation: string | null = null) {
    const { regionId, personId } = await identityOf(person);
    const at = new Date(town.world.clock.now().getTime() - 3_600_000);
    const row = { regionId, what, personId, organisationId: forOrganisation, at };
    await town.world.database.prisma.made.createMany({ data: Array.from({ length: count }, () => row) });
  }
  /** Returns everything that could have been made. */
  async function facts() {
    const { prisma } = town.world.database;
    return {
      organisations: await prisma.organisation.count(),
      memberships: await prisma.membership.count(),
      events: await prisma.event.findMany({ orderBy: { id: 'asc' } }),
      occurrences: await prisma.occurrence.findMany({ orderBy: { id: 'asc' } }),
      invitations: await prisma.coOrganiser.count(),
      left: await prisma.announcement.count({ where: { status: { not: 'DRAFT' } } }),
      files: await prisma.file.count(),
      meetings: await prisma.meeting.findMany({ orderBy: { id: 'asc' } }),
      kits: await prisma.kit.count(),
      codes: await prisma.installCode.findMany(),
      editions: await prisma.edition.count(),
      enquiries: await prisma.surveyEnquiry.count(),
      recaps: await prisma.dueItem.count({ where: { kind: 'bilan-recap' } }),
      letters: await prisma.delivery.count({ where: { key: { startsWith: 'report-re' } } }),
    };
  }
  beforeEach(async () => {
    const { made, edition } = town.world.database.prisma;
    await made.deleteMany();
    // One of the ways closes it, and nothing can be proposed to an edition that is closed.
    await edition.updateMany({ data: { status: 'OPEN', closedAt: null } });
  });

  describe.each(Object.entries(ways))('%s', (_, { what, by, first, tries }) => {
    it('is told so, and nothing comes of it', async () => {
      const person = by(town);
      await first?.(town);
      await made(dailyLimits[what][person === town.coordinator ? 'coordinator' : 'person'] ?? 0, what, person);
      const before = await facts();
      await tries(town);
      expect(plain(person.read())).toMatch(/Vous avez déjà [^:]+ en vingt-quatre heures/);
      expect(await facts()).toEqual(before);
    });

    it.runIf(dailyLimits[what].organisation !== null)('nor when a colleague has, for their organisation', async () => {
      const person = by(town);
      await made(dailyLimits[what].organisation ?? 0, what, bob, organisationId);
      const before = await facts();
      await tries(town);
      expect(plain(person.read())).toMatch(/Votre structure a déjà [^:]+ en vingt-quatre heures/);
      expect(await facts()).toEqual(before);
    });
  });
});
