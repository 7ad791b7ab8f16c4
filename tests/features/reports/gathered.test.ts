import { randomUUID } from 'node:crypto';
import { expect, it, test } from 'vitest';
import { inTransaction } from '../../../src/database/transaction.ts';
import { editionById } from '../../../src/features/editions/queries.ts';
import { isFree } from '../../../src/features/events/facts.ts';
import { isFigureId, sourceOf } from '../../../src/features/figures/figure.ts';
import { writeOutline } from '../../../src/features/reports/documents/write-outline.ts';
import { reportContent } from '../../../src/features/reports/queries.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import { testDatabase } from '../../support/database.ts';
import { content, facts2008, fr } from '../../support/demo-content.ts';
import { logo } from '../../support/kit-files.ts';
import { storeEdition } from './stored-edition.ts';

it('takes from the database what was organised for this edition, and of earlier editions what is known', async () => {
  const database = await testDatabase();
  const { prisma } = database;
  const { region, editionId, personId } = await storeEdition(database, facts2008, null);
  const regionId = region.id;
  const at = (day: string) => new Date(`${day}T09:00:00Z`);
  const meeting = (title: string, day: string, status: 'SCHEDULED' | 'CANCELLED' = 'SCHEDULED') =>
    prisma.meeting.create({
      data: {
        regionId,
        title,
        startsAt: at(day),
        venue: '',
        status,
        createdById: personId,
        createdAt: at('2008-09-02'),
      },
    });
  const { id: meetingId } = await meeting('Préparation', '2008-09-12');
  await meeting('Une autre année', '2008-02-01');
  await meeting('Annulée', '2008-10-01', 'CANCELLED');
  const people: string[] = [];
  for (const name of ['Ana', 'Bruno', 'Chloé', 'David']) {
    const person = await prisma.person.create({
      data: { regionId, name, lastPlatform: 'slack', createdAt: at('2008-09-02') },
    });
    people.push(person.id);
    const answer = name === 'David' ? 'NO' : 'YES';
    await prisma.rsvp.create({
      data: { regionId, meetingId, personId: person.id, answer, answeredAt: at('2008-09-03') },
    });
  }
  const hosts = await prisma.organisation.findMany({ where: { regionId }, take: 4 });
  for (const version of [1, 2]) {
    const kit = { regionId, editionId, version, publishedById: personId, publishedAt: at('2008-10-01') };
    const { id: kitId } = await prisma.kit.create({ data: kit });
    for (const [position, name] of ['Logo_Région-Picardie.png', 'affiche.png', 'logo.svg', 'logo.PNG'].entries()) {
      const type = name.endsWith('.svg') ? 'text/plain' : 'image/png';
      const stored = { regionId, name, type, bytes: logo.bytes, size: logo.bytes.length, uploadedAt: at('2008-10-01') };
      const { id: fileId } = await prisma.file.create({ data: { ...stored, sha256: `${version}${position}` } });
      await prisma.kitItem.create({ data: { regionId, kitId, fileId, title: name, position } });
    }
    await prisma.kitReceipt.createMany({
      data: hosts.map(({ id: organisationId }, index) => ({
        ...{ regionId, kitId, organisationId, sentAt: at('2008-10-02') },
        receivedAt: version === 1 && index < 3 ? at('2008-10-03') : null,
      })),
    });
  }
  // A message of the nation to the coordinators is no announcement of the chamber's.
  for (const [status, ofNation] of [
    ['LEFT', false],
    ['WITHDRAWN', false],
    ['DRAFT', false],
    ['LEFT', true],
  ] as const) {
    const told = { text: 'Le programme est paru', audience: {}, places: [], fileIds: [] };
    const by = ofNation ? { createdById: null, nationCallId: randomUUID() } : { createdById: personId };
    const announcement = { regionId, status, createdAt: at('2008-10-05'), leftAt: at('2008-10-05'), ...told, ...by };
    const { id: announcementId } = await prisma.announcement.create({ data: announcement });
    await prisma.acknowledgement.createMany({
      data: people.map((personId, index) => ({
        ...{ regionId, announcementId, personId, readAt: at('2008-10-06'), relayedTo: ['members'] },
        relayedAt: index < 3 ? at('2008-10-06') : null,
        reach: 10,
        reachPrecision: 'EXACT' as const,
      })),
    });
  }
  for (const [year, value] of [
    [2005, 4],
    [2004, null],
  ] as const) {
    const days = { startsOn: new Date(`${year}-11-01`), endsOn: new Date(`${year}-11-30`) };
    const past = { regionId, year, name: `Mois ${year}`, status: 'CLOSED' as const, openedAt: at('2008-09-01') };
    const { id } = await prisma.edition.create({ data: { ...past, ...days } });
    if (value === null) continue;
    const entered = { enteredById: personId, enteredAt: at('2008-09-02'), precision: 'EXACT' as const };
    await prisma.figure.create({ data: { regionId, editionId: id, key: 'events', value, ...entered } });
  }
  const content = await inTransaction(database, async (tx) => {
    const scope = { tx, region, now: new Date('2009-01-13T10:00:00+01:00') };
    const edition = await editionById(scope, editionId);
    if (!edition) throw new Error('no edition');
    return reportContent(scope, edition);
  });
  expect(content.report.coordination).toEqual({
    meetings: [{ title: 'Préparation', day: '2008-09-12', coming: { value: 3, withheld: null } }],
    kit: { versions: 2, sent: 4, received: { value: 3, withheld: null } },
    announcements: {
      sent: 1,
      relaying: { value: 3, withheld: null },
      reach: { value: 30, precision: 'exact', parts: { told: 3, estimated: 0 }, people: 3 },
    },
  });
  expect(content.logos.map(({ of }) => of)).toEqual(['Région Picardie', '']);
  expect(writeOutline(content, fr).logos?.map(({ words }) => asTyped(words))).toEqual([
    'Logo : Région Picardie',
    'Logo : CRES',
  ]);
  expect(content.older).toEqual([{ year: 2005, figures: { events: { value: 4, precision: 'exact' } } }]);
  await database.close();
});

/** Stores the edition of 2008 as closed, and an open one after it, and tells what its bilan would hold of 2008. */
async function afterwards(closedAt: Date | null) {
  const database = await testDatabase();
  const { prisma } = database;
  const { region, editionId, personId } = await storeEdition(database, facts2008, closedAt);
  await prisma.edition.update({ where: { id: editionId }, data: { status: 'CLOSED' } });
  const days = { startsOn: new Date('2009-11-01'), endsOn: new Date('2009-11-30') };
  const open = { name: 'Mois 2009', status: 'OPEN' as const, openedAt: new Date('2009-09-01'), ...days };
  const { id } = await prisma.edition.create({ data: { regionId: region.id, year: 2009, ...open } });
  const before = () =>
    inTransaction(database, async (tx) => {
      const scope = { tx, region, now: new Date('2009-12-13T10:00:00+01:00') };
      const edition = await editionById(scope, id);
      if (!edition) throw new Error('no edition');
      return (await reportContent(scope, edition)).facts.previous?.figures ?? {};
    });
  return { database, editionId, personId, region, before };
}

it('tells of an earlier edition without a bilan what was answered until its survey was closed', async () => {
  const { database, before } = await afterwards(new Date('2009-01-12T18:00:00Z'));
  const told = (await before()).organisationsUsingLogo;
  expect(told?.of).toBeGreaterThan(3);
  const answer = await database.prisma.answer.findFirstOrThrow({ where: { question: 'logo' } });
  await database.prisma.answer.update({
    where: { id: answer.id },
    data: { late: true, answeredAt: new Date('2009-01-20T09:00:00Z') },
  });
  expect((await before()).organisationsUsingLogo?.of).toBe((told?.of ?? 0) - 1);
  await database.close();
});

it('tells of an earlier edition whose survey is still open nothing that its answers would change', async () => {
  const { database, before } = await afterwards(null);
  const told = await before();
  expect(told).toMatchObject({ events: { value: 22 }, programmesPrinted: { value: expect.any(Number) } });
  expect(Object.keys(told).filter((id) => isFigureId(id) && !['events', 'entered'].includes(sourceOf(id)))).toEqual([]);
  await database.prisma.survey.updateMany({ data: { closedAt: new Date('2009-12-01T09:00:00Z') } });
  expect(await before()).toMatchObject({ organisationsComingBack: { of: 7 }, organisationsUsingLogo: { of: 7 } });
  await database.close();
});

it('tells of an earlier edition without a bilan what its drafts told, where fewer than three answers came after', async () => {
  const { database, editionId, personId, region, before } = await afterwards(new Date('2009-01-12T18:00:00Z'));
  const { report } = content();
  const logo = { ...report.figures.organisationsUsingLogo, value: 2, of: 5, base: { answered: 5, asked: 12 } };
  const figures = { ...report, figures: { ...report.figures, organisationsUsingLogo: logo } };
  const draft = { regionId: region.id, editionId, version: 1, words: {}, outline: {}, askedById: personId };
  await database.prisma.reportReview.create({
    data: { ...draft, figures: JSON.parse(JSON.stringify(figures)), askedAt: new Date('2009-01-10T09:00:00Z') },
  });
  expect(await before()).toMatchObject({ organisationsUsingLogo: { value: 2, of: 5 } });
  await database.close();
});

test.each([
  ['Gratuit', true],
  ['Entrée libre', true],
  ['entrée libre et gratuite.', true],
  ['Gratuit pour tous', true],
  ['Free admission', true],
  ['Prix libre', false],
  ['Gratuit pour les moins de 12 ans', false],
  ['5 €, gratuit pour les adhérents', false],
  ['Sur inscription', false],
])('the price « %s » says of everybody that it is free: %s', (price, free) => {
  expect(isFree(price)).toBe(free);
});
