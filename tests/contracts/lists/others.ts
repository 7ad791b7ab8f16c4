import { expect } from 'vitest';
import { departments } from '../../../src/reading/places/departments.ts';
import { translator } from '../../../src/texts/translator.ts';
import type { World } from '../../support/world.ts';
import type { KnownList, Platform } from './known-list.ts';
import {
  clear,
  delegates,
  dictionary,
  edition,
  jumbled,
  numbered,
  organisations,
  personIdOf,
  questionnaires,
  regionId,
} from './rows.ts';

async function meetings(world: World, titles: readonly string[]): Promise<void> {
  const region = await regionId(world);
  const at = world.clock.now();
  const { id: createdById } = await world.database.prisma.person.findFirstOrThrow();
  await world.database.prisma.meeting.createMany({
    data: titles
      .map((title, index) => ({
        ...{ regionId: region, title, venue: 'Mairie', status: 'SCHEDULED' as const, createdById, createdAt: at },
        startsAt: new Date(at.getTime() + (index + 1) * 3_600_000),
      }))
      .toReversed(),
  });
}

/** Stores announcements that wait to be sent, the latest first. */
async function drafts(world: World, platform: Platform, texts: readonly string[]): Promise<void> {
  const region = await regionId(world);
  const at = world.clock.now();
  const createdById = await personIdOf(world, world.coordinator[platform]);
  await world.database.prisma.announcement.createMany({
    data: texts
      .map((text, index) => ({
        ...{ regionId: region, text, createdById, status: 'DRAFT' as const, places: ['people'] },
        audience: { departments: [], themes: [], roles: [], organisations: [], platforms: [], situations: [] },
        createdAt: new Date(at.getTime() - index * 1000),
      }))
      .toReversed(),
  });
}

/** One announcement, opened to choose whom it is for. */
const composing: Pick<KnownList, 'open'> = {
  async open(reader, world) {
    const audience = { departments: [], themes: [], roles: [], organisations: [], platforms: [], situations: [] };
    await world.database.prisma.announcement.updateMany({ data: { audience } });
    await reader.command('/annonce etat');
    await reader.press('Préciser le public');
  },
};

export const otherLists: readonly KnownList[] = [
  {
    name: 'the meetings after the next ones',
    of: ['meeting-open'],
    placeholder: 'Voir une autre réunion',
    order: 'by date',
    async fill(world, _, count) {
      await clear(world);
      const titles = jumbled('Réunion', count);
      await meetings(world, [...numbered('Prochaine', 5), ...titles]);
      return titles;
    },
    open: (reader) => reader.command('/reunion liste'),
    expectChosen: async (_, reader, entry) => expect(reader.read()).toContain(`${entry}\nQuand`),
  },
  {
    name: 'the meetings one answers to, in a form that asks more',
    of: ['meetings'],
    placeholder: 'Réunion',
    order: 'by date',
    async fill(world, _, count) {
      await clear(world);
      const titles = jumbled('Réunion', count);
      await meetings(world, titles);
      return titles;
    },
    open: (reader) =>
      reader.command('/reunion repondre', { reponse: reader.platform.name === 'discord' ? 'YES' : 'Je viens' }),
    expectChosen: async (_, reader, entry) => expect(reader.read()).toContain(`« ${entry} »`),
  },
  {
    name: 'the people of the team, to remove one',
    of: ['team-leave'],
    placeholder: "Retirer quelqu'un",
    async fill(world, _, count) {
      await clear(world);
      const names = dictionary('Membre', count);
      await delegates(world, names);
      return names;
    },
    open: (reader) => reader.command('/equipe voir'),
    expectChosen: async (_, reader, entry) => expect(reader.read()).toContain(`Retirer ${entry} de l'équipe ?`),
  },
  {
    name: 'the announcements there are',
    of: ['announcement-open'],
    placeholder: 'Choisir une annonce',
    order: 'the latest first',
    async fill(world, platform, count) {
      await clear(world);
      const texts = jumbled('Avis', count);
      await drafts(world, platform, texts);
      return texts;
    },
    open: (reader) => reader.command('/annonce etat'),
    expectChosen: async (_, reader, entry) => expect(reader.read()).toContain(entry),
  },
  {
    name: 'the organisations an announcement is for',
    of: ['announcement-to'],
    placeholder: 'Ajouter des structures',
    async fill(world, platform, count) {
      await clear(world);
      const names = dictionary('Fanfare', count);
      await organisations(world, names);
      await drafts(world, platform, ['Avis']);
      return names;
    },
    async open(reader, world) {
      await composing.open(reader, world);
      await reader.press('Choisir des structures');
    },
    expectChosen: async (_, reader, entry) => expect(reader.read()).toContain(entry),
  },
  {
    name: 'the themes an announcement is for',
    of: ['announcement-to'],
    placeholder: 'Thèmes',
    order: 'as the edition gives them',
    async fill(world, platform, count) {
      await clear(world);
      const names = jumbled('Thème', count);
      await edition(world, names);
      await drafts(world, platform, ['Avis']);
      return names;
    },
    ...composing,
    expectChosen: async (_, reader, entry) => expect(reader.read()).toContain(`thème ${entry}`),
  },
  {
    name: 'the departments an announcement is for',
    of: ['announcement-to'],
    placeholder: 'Départements',
    async fill(world, platform, count) {
      await clear(world);
      await drafts(world, platform, ['Avis']);
      const codes = departments().slice(0, count);
      await world.database.prisma.region.updateMany({ data: { departments: codes.map(({ code }) => code) } });
      const { compare } = new Intl.Collator('fr');
      return codes.toSorted((a, b) => compare(a.name, b.name)).map(({ name, code }) => `${name} (${code})`);
    },
    ...composing,
    expectChosen: async (_, reader, entry) => expect(reader.read()).toContain(entry),
  },
  {
    name: 'the live tallies, to stop one',
    of: ['tally-remove'],
    placeholder: 'Choisir un affichage',
    order: 'by date',
    async fill(world, _, count) {
      await clear(world);
      const editionId = await edition(world);
      const region = await regionId(world);
      const days = Array.from({ length: count }, (_, index) => new Date(Date.UTC(2026, 0, 1 + index, 9)));
      await world.database.prisma.tally.createMany({
        data: days
          .map((createdAt, index) => ({
            ...{ regionId: region, editionId, platform: 'slack' as const, channel: `C${index}`, createdAt },
            deliveryKey: `tally:${index}`,
          }))
          .toReversed(),
      });
      const t = translator('fr', 'Europe/Paris');
      return days.map((day) => `affiché le ${t.date(day, 'short')} `);
    },
    open: (reader) => reader.command('/chiffres retirer'),
    async expectChosen(world, reader) {
      expect(reader.read()).toContain("C'est arrêté");
      expect(await world.database.prisma.tally.count({ where: { removedAt: { not: null } } })).toBe(1);
      await world.database.prisma.tally.updateMany({ data: { removedAt: null } });
    },
  },
  {
    name: 'what one agreed to have quoted, to take it back',
    of: ['data-withdraw'],
    placeholder: 'Retirer un accord',
    order: 'the latest first',
    async fill(world, platform, count) {
      await clear(world);
      const names = jumbled('Structure', count);
      const ids = await organisations(world, names);
      const hosts = names.map((name) => ids.get(name) ?? '');
      await questionnaires(world, names, ...hosts);
      const chosenById = await personIdOf(world, world.coordinator[platform]);
      const asked = await world.database.prisma.questionnaire.findMany({ select: { id: true, organisationId: true } });
      const region = await regionId(world);
      const at = world.clock.now().getTime();
      await world.database.prisma.quoteConsent.createMany({
        data: asked.map(({ id, organisationId }) => ({
          ...{ regionId: region, questionnaireId: id, question: 'idea', choice: 'named', wording: 'Oui', chosenById },
          chosenAt: new Date(at - hosts.indexOf(organisationId) * 1_000),
        })),
      });
      return names.map((name) => `${name} (2026)`);
    },
    open: (reader) => reader.command('/profil donnees'),
    async expectChosen(world) {
      expect(await world.database.prisma.quoteConsent.count({ where: { choice: 'none' } })).toBe(1);
      await world.database.prisma.quoteConsent.updateMany({ data: { choice: 'named' } });
    },
  },
];
