import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/access/actor/actor.ts';
import type { Region } from '../../../src/access/region/region.ts';
import { regionById } from '../../../src/access/region/region-store.ts';
import type { Database } from '../../../src/database/database.ts';
import { emptyDatabase } from '../../../src/database/empty.ts';
import { clientOf, inTransaction } from '../../../src/database/transaction.ts';
import { edit, send } from '../../../src/delivery/outbox/index.ts';
import { ERASURE } from '../../../src/features/privacy/erasure.ts';
import { erasureJobs } from '../../../src/features/privacy/jobs.ts';
import { eraseMe } from '../../../src/features/privacy/operations.ts';
import { runsOnServer, testDatabase } from '../../support/database.ts';
import { createRegion } from '../../support/region-row.ts';
import { tablesNaming } from '../../support/traces.ts';
import { whileChanging } from '../../support/while-changing.ts';

const NAME = 'Marie Dupont';
const before = new Date('2026-11-16T09:00:00+01:00');
const now = new Date('2026-11-16T09:00:01+01:00');

// The embedded database does one transaction after the other.
describe.runIf(runsOnServer())('what somebody changes while an erasure looks at it', () => {
  let database: Database;
  let region: Region;
  let personId: string;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await emptyDatabase(database);
    region = (await regionById(database, (await createRegion(database)).id)) as Region;
    const person = { regionId: region.id, name: NAME, lastPlatform: 'slack', createdAt: before };
    personId = (await database.prisma.person.create({ data: person })).id;
    const identity = { regionId: region.id, personId, platform: 'slack', externalId: 'UMARIE', name: NAME };
    await database.prisma.identity.create({ data: identity });
  });

  const actor = (): Actor => ({
    ...{ personId, name: NAME, platform: 'slack', externalId: 'UMARIE', team: 'T1', administrator: false },
    ...{ coordinator: false, delegateOf: [], organisations: [], requests: [], separable: null, locale: 'fr' },
  });
  const press = () => inTransaction(database, (tx) => eraseMe.run({ tx, region, now, actor: actor() }, {}));
  const goesOn = (id: string) =>
    inTransaction(database, async (tx) => {
      // No platform is there that has a place to empty.
      await clientOf(tx).erasure.updateMany({ where: { id }, data: { homes: [] } });
      await erasureJobs[ERASURE]?.({ tx, region, now }, id);
    });

  /** Has the erasure go on until it has ended, with what platforms would have done. */
  async function ends(id: string): Promise<void> {
    const { prisma } = database;
    const isOver = async () => (await prisma.erasure.findUniqueOrThrow({ where: { id } })).endedAt !== null;
    for (let times = 0; times < 20 && !(await isOver()); times++) {
      await goesOn(id);
      await prisma.relayChannel.updateMany({ data: { readAsked: 0 } });
      await prisma.relayCopy.updateMany({ data: { shown: 100 } });
      await prisma.delivery.updateMany({ where: { status: 'PENDING' }, data: { status: 'SENT', sentAt: now } });
    }
    expect(await isOver()).toBe(true);
    expect(await tablesNaming({ database }, [NAME, 'UMARIE', personId])).toEqual([]);
  }

  it('stays in what others wrote, without the name', async () => {
    const { prisma } = database;
    const bob = { regionId: region.id, name: 'Bob', lastPlatform: 'slack', createdAt: before };
    const { id: createdById } = await prisma.person.create({ data: bob });
    const held = { startsAt: now, status: 'SCHEDULED', createdById, createdAt: before } as const;
    const { id } = await prisma.meeting.create({
      data: { ...held, regionId: region.id, title: 'Réunion', venue: 'Amiens', agenda: `${NAME} ouvre` },
    });
    const erasure = await press();
    const data = { agenda: `${NAME} ouvre, puis repas`, venue: 'Beauvais' };
    await whileChanging(
      database,
      (tx) => clientOf(tx).meeting.update({ where: { id }, data }),
      () => goesOn(erasure.id),
    );
    await ends(erasure.id);
    expect(await prisma.meeting.findUniqueOrThrow({ where: { id } })).toMatchObject({
      ...{ agenda: 'personne effacée ouvre, puis repas', venue: 'Beauvais' },
    });
  });

  it('stays in what others said in tied channels', async () => {
    const { prisma } = database;
    const relay = { regionId: region.id, name: 'Picardie', tiedById: personId, tiedAt: before };
    const { id: relayId } = await prisma.relay.create({ data: relay });
    const tied = { regionId: region.id, relayId, platform: 'slack', team: 'T1', channel: 'C1', since: '0' };
    const { id: channelId } = await prisma.relayChannel.create({ data: { ...tied, tiedAt: before } });
    const said = { regionId: region.id, channelId, kind: 'MESSAGE', sourceId: '1', saidAt: before } as const;
    const { id } = await prisma.relayMessage.create({
      data: { ...said, authorId: 'UBOB', authorName: 'Bob', state: { content: `Merci ${NAME}` } },
    });
    const erasure = await press();
    const data = { state: { content: `Merci ${NAME}, et bravo` }, version: { increment: 1 } };
    await whileChanging(
      database,
      (tx) => clientOf(tx).relayMessage.update({ where: { id }, data }),
      () => goesOn(erasure.id),
    );
    await ends(erasure.id);
    expect(await prisma.relayMessage.findUniqueOrThrow({ where: { id } })).toMatchObject({
      state: { content: 'Merci personne effacée, et bravo' },
    });
  });

  const card = (words: string) => ({ blocks: [{ kind: 'text' as const, text: words }] });
  const key = 'event-card:1';

  /** Stores a card that names her. Returns what it is to show in the end. */
  async function sendCard(status: 'SENT' | 'PENDING') {
    const target = { kind: 'channel', platform: 'slack', channel: 'C1' } as const;
    await inTransaction(database, (tx) =>
      send({ tx, region, now: before }, { key, target, message: card(`${NAME} propose le four`) }),
    );
    const sent = { status, refs: [{ place: { platform: 'slack', channel: 'C1', thread: null }, id: '1' }] };
    await database.prisma.delivery.updateMany({ where: { key }, data: status === 'SENT' ? sent : {} });
    return async () => {
      const rows = await database.prisma.delivery.findMany({
        where: { OR: [{ key }, { editOf: key }] },
        select: { body: true },
        orderBy: { sequence: 'asc' },
      });
      return rows.at(-1)?.body;
    };
  }

  it.each(['PENDING', 'SENT'] as const)('stays in a message of the bot that is %s', async (status) => {
    const shown = await sendCard(status);
    const erasure = await press();
    await whileChanging(
      database,
      (tx) => edit({ tx, region, now }, key, card(`${NAME} propose le four : accepté`)),
      () => goesOn(erasure.id),
    );
    await ends(erasure.id);
    expect(await shown()).toEqual(card('personne effacée propose le four : accepté'));
  });

  it('is another’s answer where they had answered before her erasure looks at it', async () => {
    const { prisma } = database;
    const bob = { regionId: region.id, name: 'Bob', lastPlatform: 'slack', createdAt: before };
    const { id: bobId } = await prisma.person.create({ data: bob });
    const regionId = region.id;
    const closed = { status: 'CLOSED', openedAt: before, closedAt: before, startsOn: before, endsOn: before } as const;
    const { id: editionId } = await prisma.edition.create({ data: { regionId, year: 2026, name: 'Mois', ...closed } });
    const { id: organisationId } = await prisma.organisation.create({
      data: { regionId, name: 'Le Fournil', nameKey: 'le fournil', createdAt: before },
    });
    const { id: surveyId } = await prisma.survey.create({
      data: { regionId, editionId, launchedAt: before, launchedById: bobId, closesOn: before },
    });
    const { id: questionnaireId } = await prisma.questionnaire.create({
      data: { regionId, surveyId, kind: 'ORGANISATION', organisationId },
    });
    const value = { kind: 'text', text: 'Le four a bien chauffé' };
    const { id } = await prisma.answer.create({
      data: { regionId, questionnaireId, question: 'idea', value, answeredById: personId, answeredAt: before },
    });
    const erasure = await whileChanging(
      database,
      (tx) =>
        clientOf(tx).answer.update({
          where: { id },
          data: { answeredById: bobId, value: { kind: 'text', text: 'Le four a trop chauffé' } },
        }),
      press,
    );
    await ends(erasure.id);
    expect(await prisma.answer.findUniqueOrThrow({ where: { id } })).toMatchObject({
      ...{ answeredById: bobId, value: { kind: 'text', text: 'Le four a trop chauffé' } },
    });
  });
});
