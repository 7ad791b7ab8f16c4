import { expect } from 'vitest';
import { cut } from '../../../src/chat/cut.ts';
import { CHAPTER, CHAPTERS, WRITABLE } from '../../../src/features/reports/content/chapters.ts';
import { writableName } from '../../../src/features/reports/messages/documents.ts';
import { translator } from '../../../src/texts/translator.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import type { World } from '../../support/world.ts';
import type { KnownList } from './known-list.ts';
import { clear, edition, jumbled, organisations, regionId } from './rows.ts';

/** The most characters of an entry on Slack. */
const MOST = 75;

/** Stores so many ideas that may be quoted, all of them left out where `out` is. Returns whose they are, in the order of the bilan. */
async function ideas(world: World, count: number, out = false): Promise<readonly string[]> {
  await clear(world);
  const { prisma } = world.database;
  await prisma.reportChoice.deleteMany();
  const editionId = await edition(world);
  const region = await regionId(world);
  const at = world.clock.now();
  const { id: by } = await prisma.person.findFirstOrThrow();
  const names = jumbled('Fanfare', count);
  const ids = await organisations(world, names);
  const { id: surveyId } = await prisma.survey.create({
    data: { regionId: region, editionId, launchedAt: at, launchedById: by, closesOn: new Date('2027-01-15') },
  });
  for (const name of names) {
    const organisationId = ids.get(name) ?? '';
    const said = { regionId: region, question: 'idea' };
    await prisma.questionnaire.create({
      data: {
        ...{ regionId: region, surveyId, kind: 'ORGANISATION', organisationId, askedAt: at },
        answers: { create: { ...said, value: { kind: 'text', text: 'Un bal' }, answeredById: by, answeredAt: at } },
        consents: { create: { ...said, choice: 'named', wording: 'Oui', chosenById: by, chosenAt: at } },
      },
    });
    if (out)
      await prisma.reportChoice.create({
        data: { ...said, editionId, organisationId, leftOutById: by, leftOutAt: at },
      });
  }
  return names.toSorted(new Intl.Collator('fr').compare);
}

/** Stores so many organisations that declare a web page, of which the launch had one. Returns their names as they are offered. */
async function declaringTheLaunch(world: World, _: unknown, count: number): Promise<readonly string[]> {
  await clear(world);
  const { prisma } = world.database;
  const [editionId, region, at] = [await edition(world), await regionId(world), world.clock.now()];
  const { id: by } = await prisma.person.findFirstOrThrow();
  const names = jumbled('Fanfare', count);
  const ids = await organisations(world, names);
  const entered = { enteredById: by, enteredAt: at };
  await prisma.figure.create({
    data: { ...{ regionId: region, editionId, key: 'launchCoverageWeb', value: 1, precision: 'EXACT' }, ...entered },
  });
  const { id: surveyId } = await prisma.survey.create({
    data: { regionId: region, editionId, launchedAt: at, launchedById: by, closesOn: new Date('2027-01-15') },
  });
  const item = { outlet: 'Le Fil', medium: 'web', publishedOn: '2026-11-02', link: null };
  const answers = {
    coverage: { kind: 'choice', option: 'yes' },
    coverageItems: { kind: 'coverage', items: [item], done: true },
  };
  const said = Object.entries(answers).map(([question, value]) => ({
    ...{ regionId: region, question, value, answeredById: by, answeredAt: at },
  }));
  for (const name of names) {
    const organisationId = ids.get(name) ?? '';
    await prisma.questionnaire.create({
      data: {
        ...{ regionId: region, surveyId, kind: 'ORGANISATION', organisationId, askedAt: at },
        answers: { create: said },
      },
    });
  }
  return names.toSorted(new Intl.Collator('fr').compare);
}

/** Expects that so many answers of this organisation are left out. */
async function expectLeftOut({ database: { prisma } }: World, name: string, count: number): Promise<void> {
  const { id: organisationId } = await prisma.organisation.findFirstOrThrow({ where: { name } });
  expect(await prisma.reportChoice.count({ where: { organisationId } })).toBe(count);
}

export const reportLists: readonly KnownList[] = [
  {
    name: 'the chapters of the bilan, and the sentences about figures, to write in one',
    of: ['chapters'],
    placeholder: 'Chapitre',
    order: 'as the document has them',
    counts: [WRITABLE.length],
    async fill(world, platform) {
      await clear(world);
      await edition(world);
      const t = translator('fr', 'Europe/Paris');
      // Each chapter of the document is among them.
      expect(WRITABLE).toEqual(expect.arrayContaining(CHAPTERS.map((id) => CHAPTER + id)));
      return WRITABLE.map((key) => cut(asTyped(writableName(t, key)), platform === 'slack' ? MOST : 100));
    },
    async open(reader) {
      await reader.command('/bilan rediger');
      await reader.press('Choisir un chapitre');
    },
    async expectChosen(_, reader, entry) {
      if (reader.platform.form(reader.user.id)) await reader.fill({});
      expect(reader.read()).toContain(entry.replace(/…$/, ''));
    },
  },
  {
    name: 'what may be taken out of the bilan',
    of: ['bilan-leave-out'],
    placeholder: 'Retirer du bilan',
    fill: (world, _, count) => ideas(world, count),
    open: (reader) => reader.command('/bilan rediger', { chapitre: 'Bonnes idées' }),
    expectChosen: (world, _, entry) => expectLeftOut(world, entry, 1),
  },
  {
    name: 'what may be put back into the bilan',
    of: ['bilan-put-back'],
    placeholder: 'Remettre',
    fill: (world, _, count) => ideas(world, count, true),
    open: (reader) => reader.command('/bilan rediger', { chapitre: 'Bonnes idées' }),
    expectChosen: (world, _, entry) => expectLeftOut(world, entry, 0),
  },
  {
    name: "the answers that may declare the launch's media items",
    of: ['finding-answer-one'],
    placeholder: 'Corriger la réponse de',
    fill: declaringTheLaunch,
    async open(reader) {
      await reader.command('/bilan apercu');
      await reader.press(`Corriger n° ${/(\d+)\. Ces retombées/.exec(reader.read())?.[1]}`);
    },
    expectChosen: async (_, reader, entry) =>
      expect(reader.read()).toMatch(new RegExp(`Vous répondez à « .*${entry}.* »`)),
  },
  {
    name: 'the ideas to sort by topic',
    of: ['bilan-idea'],
    placeholder: 'Classer une idée',
    fill: (world, _, count) => ideas(world, count),
    open: (reader) => reader.command('/bilan rediger', { chapitre: 'Bonnes idées' }),
    expectChosen: async (_, reader, entry) => {
      const asked = /^(.+)\s: de quoi parle cette idée/m.exec(reader.read());
      expect(asked?.[1]).toBe(entry);
    },
  },
];
