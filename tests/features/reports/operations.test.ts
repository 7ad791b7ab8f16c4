import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { Actor } from '../../../src/access/actor/actor.ts';
import type { Operation } from '../../../src/access/operation/operation.ts';
import type { Region } from '../../../src/access/region/region.ts';
import type { Database } from '../../../src/database/database.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { enterFigure } from '../../../src/features/figures/operations.ts';
import { findingsWithoutNote, isDraft, type ReportContent } from '../../../src/features/reports/content/content.ts';
import { bilanJson } from '../../../src/features/reports/documents/json.ts';
import { findingKey } from '../../../src/features/reports/findings/words.ts';
import { noteFinding, previewReport, viewFinding, writeChapter } from '../../../src/features/reports/operations.ts';
import { makeDocuments } from '../../../src/features/reports/printing/document-operations.ts';
import { liveTallies, removeTally, showTally } from '../../../src/features/tallies/operations.ts';
import { testDatabase } from '../../support/database.ts';
import { content, facts2008, fr } from '../../support/demo-content.ts';
import { storeEdition } from './stored-edition.ts';

let database: Database;
let region: Region;
let editionId: string;
let coordinator: Actor;
let now = new Date('2009-01-13T10:00:00+01:00');

beforeAll(async () => {
  database = await testDatabase();
  const stored = await storeEdition(database, facts2008, new Date('2009-01-12T18:00:00+01:00'));
  ({ region, editionId } = stored);
  coordinator = {
    personId: stored.personId,
    name: 'Camille',
    platform: 'slack',
    externalId: 'U1',
    team: 'T1',
    administrator: null,
    coordinator: true,
    delegateOf: [],
    organisations: [],
    requests: [],
    separable: null,
    locale: 'fr',
  };
});
afterAll(() => database?.close());

const as = <S extends z.ZodType, O>(actor: Actor, operation: Operation<S, O>, input: z.input<S>, where = region) =>
  inTransaction(database, (tx) =>
    operation.run({ tx, region: where, now, actor }, operation.input.parse(input) as z.output<S>),
  );
const run = <S extends z.ZodType, O>(operation: Operation<S, O>, input: z.input<S>) =>
  as(coordinator, operation, input);

/** This many who were silent say late that thirty came. */
async function answerLate(count: number): Promise<void> {
  const silent = await database.prisma.questionnaire.findMany({
    where: { kind: 'EVENT', answers: { none: {} } },
    take: count,
  });
  for (const { id: questionnaireId } of silent) {
    await database.prisma.answer.create({
      data: {
        regionId: region.id,
        questionnaireId,
        question: 'attendance',
        value: { kind: 'quantity', value: 30, precision: 'exact', typed: '30' },
        answeredById: coordinator.personId,
        answeredAt: now,
        late: true,
      },
    });
  }
}

describe('an edition read from the database', () => {
  it('has the published figures, then versions that list what changed, with which the next edition compares itself', async () => {
    // It has the figures of the facts it was stored from, and the published ones.
    const { content: gathered } = await run(previewReport, {});
    const published = JSON.parse(readFileSync('src/demo/published-2008.json', 'utf8'));
    expect(bilanJson(gathered, fr).regional).toEqual(published.regional);
    expect(gathered.report.figures).toEqual(content().report.figures);
    expect(gathered.findings.map(({ kind }) => kind)).toEqual(content().findings.map(({ kind }) => kind));

    // It is a draft, then version 1 once every finding has its note.
    expect(isDraft(await run(makeDocuments, {}))).toBe(true);
    expect(await database.prisma.report.count()).toBe(0);
    for (;;) {
      const { content } = await run(previewReport, {});
      const [finding] = findingsWithoutNote(content);
      if (!finding) break;
      const about = { editionId, key: findingKey(finding) };
      const { left } = await run(noteFinding, { ...about, note: 'Vu.' });
      expect(left).toBe(findingsWithoutNote(content).length - 1);
      expect((await run(viewFinding, about)).note).toBe('Vu.');
    }
    const made = await run(makeDocuments, {});
    expect([isDraft(made), made.version]).toEqual([false, 1]);
    const deliveries = await database.prisma.delivery.findMany({ where: { key: { startsWith: 'report:' } } });
    expect(deliveries).toHaveLength(2);
    const names = (await database.prisma.file.findMany({ orderBy: { id: 'asc' } })).map(({ name }) => name);
    expect(names).toContain('bilan-picardie-2008-projet-v1.md');
    expect(names).toEqual(expect.arrayContaining(['bilan-picardie-2008-v1.html', 'bilan-picardie-2008-v1.json']));

    // It stays the same version as long as nothing changes; a late answer makes version 2, which lists what changed.
    now = new Date('2009-01-14T10:00:00+01:00');
    expect((await run(makeDocuments, {})).version).toBe(1);
    await answerLate(1);
    const later = await run(makeDocuments, {});
    expect(later.version).toBe(2);
    const changed = ({ changes }: ReportContent) =>
      changes.map(({ id, before, after }) => [id, before.value, after.value]);
    // The difference would be what one event said, so the sum stays as it was until three more are known.
    expect(changed(later)).toEqual([['questionnairesAnswered', 13, 14]]);
    expect(later.heldBy).not.toEqual([]);
    expect((await run(makeDocuments, {})).changes).toEqual(later.changes);
    await answerLate(2);
    const next = await run(makeDocuments, {});
    expect(next.version).toBe(3);
    // No department had three more answers, so departments aren't told any more.
    expect(next.report.byDepartment.map(({ participants }) => participants)).toEqual([null, null, null]);
    expect(changed(next)).toEqual([
      ['questionnairesAnswered', 14, 16],
      ['participants', 500, 590],
    ]);
    expect((await run(makeDocuments, {})).changes).toEqual(next.changes);

    // It is what the next edition compares itself with.
    await database.prisma.edition.updateMany({ data: { status: 'CLOSED' } });
    await database.prisma.edition.create({
      data: {
        regionId: region.id,
        year: 2009,
        name: "Mois de l'ESS 2009",
        startsOn: new Date('2009-11-01'),
        endsOn: new Date('2009-11-30'),
        status: 'OPEN',
        openedAt: now,
      },
    });
    const { content: following } = await run(previewReport, {});
    expect(following.surveyOpen).toBe(true);
    expect(following.report.figures.participants.previous).toEqual({ value: 590, precision: 'at_least' });
    expect((await run(previewReport, { year: '2008' })).content.version).toBe(3);
    await expect(run(previewReport, { year: '1999' })).rejects.toThrow('editions.errors.year');
    await expect(run(previewReport, { year: '2011' })).rejects.toThrow('reports.errors.noEdition');
  });
});

describe('who may', () => {
  const organiser = {
    ...({} as Actor),
    personId: '',
    coordinator: false,
    delegateOf: ['80'],
    organisations: [{ id: '', name: '' }],
  };

  it('is the coordination alone', async () => {
    const attempts = [
      () => as(organiser, previewReport, {}),
      () => as(organiser, makeDocuments, {}),
      () => as(organiser, writeChapter, { key: 'chapter:essential', text: 'x' }),
      () => as(organiser, noteFinding, { editionId, key: 'x', note: 'x' }),
      () => as(organiser, enterFigure, { entry: 'posters', value: '3' }),
      () => as(organiser, showTally, { place: null, daily: false }),
      () => as(organiser, liveTallies, {}),
      () => as(organiser, removeTally, { id: editionId }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toThrow('common.errors.role.coordinator');
  });

  it('is of this region', async () => {
    const row = await database.prisma.region.create({ data: { name: 'Bretagne', createdAt: now } });
    const elsewhere = { ...region, id: row.id };
    const about = { editionId, key: 'x' };
    await expect(as(coordinator, viewFinding, about, elsewhere)).rejects.toThrow('common.errors.notFound');
    await expect(as(coordinator, previewReport, {}, elsewhere)).rejects.toThrow('editions.errors.noneOpen');
    await expect(as(coordinator, removeTally, { id: editionId }, elsewhere)).rejects.toThrow('tallies.errors.noneLive');
  });
});
