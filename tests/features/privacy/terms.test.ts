import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { dueHandlers } from '../../../src/composition.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { silentLog } from '../../../src/log.ts';
import { manualClock } from '../../../src/playground/clock.ts';
import type { Person } from '../../../src/playground/person.ts';
import { channelNames } from '../../../src/playground/stage.ts';
import { planPurge } from '../../../src/schedule/purge.ts';
import { createSchedule } from '../../../src/schedule/run-due.ts';
import { testDatabase } from '../../support/database.ts';
import { openEdition, plain } from '../../support/events.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { tieYearRound } from '../../support/relays.ts';
import { tablesNaming } from '../../support/traces.ts';
import { startWorld, type World } from '../../support/world.ts';
import { untilErased } from './erasing.ts';

const DAY_MS = 86_400_000;

/** The days that hold from the beginning, as a coordinator types them. */
const usual = {
  ...{ messages: '90', corrections: '365', fichiers: '365', salons: '365', editions: '1825' },
  ...{ formulaires: '14', recus: '7' },
};

/** Has everything purged whose term is over at this time. */
async function purge({ database }: Pick<World, 'database'>, now: Date): Promise<void> {
  for (const region of await database.prisma.region.findMany()) {
    await inTransaction(database, (tx) => planPurge({ tx, region: { ...region, locale: 'fr' }, now }));
  }
  const schedule = createSchedule(database, dueHandlers, silentLog);
  while ((await schedule.runDue(now, { leavesRoutines: false })) > 0);
}

describe.each(platformsInTurn())('how long what is kept, set on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  beforeAll(async () => {
    ({ world, coordinator } = await openEdition(platform));
  });
  afterAll(() => world?.close());

  it('is told to everybody, with whom to ask; coordinators set both, within bounds', async () => {
    const zoe = world.person(platform, 'Zoé');
    await zoe.command('/profil donnees');
    expect(plain(zoe.read())).toContain("elle n'a pas encore indiqué d'autre contact");
    expect(plain(zoe.read())).toContain(
      'les identifiants de ce que je reçois, pour ne rien traiter deux fois (7 jours)',
    );
    expect(plain(zoe.read())).toContain("est gardé aussi longtemps que l'a décidé la personne qui me fait tourner");
    await zoe.command('/equipe donnees', { chambre: 'Moi', contact: 'moi' });
    expect(plain(zoe.read())).toContain('Seule la coordination');

    await coordinator.command('/profil donnees');
    await coordinator.press('Indiquer le contact');
    await coordinator.fill({ chamber: 'CRESS Hauts-de-France', contact: 'donnees@cress.example' });
    expect(plain(coordinator.read())).toContain('donnees@cress.example');
    expect(plain(coordinator.read())).toContain('les textes de mes messages : 90 jours');
    expect(plain(coordinator.read())).toContain('(la dernière édition reste) : 5 ans');
    await zoe.command('/profil donnees');
    expect(plain(zoe.read())).toContain(
      'Responsable de ces données : CRESS Hauts-de-France. Pour une question ou une correction : donnees@cress.example.',
    );

    const days = { ...usual, messages: '30', fichiers: '180 jours', editions: '1 095', formulaires: '5' };
    await coordinator.command('/equipe conservation', { ...days, messages: '10', editions: 'toujours', recus: '1' });
    expect(plain(coordinator.read())).toContain('« 10 » : donnez un nombre de jours, de 30 à 365');
    expect(plain(coordinator.read())).toContain('« toujours » : donnez un nombre de jours, de 730 à 3 650');
    expect(plain(coordinator.read())).toContain('« 1 » : donnez un nombre de jours, de 7 à 30');
    await coordinator.command('/equipe conservation', days);
    expect(plain(coordinator.read())).toContain('les textes de mes messages : 30 jours');
    expect(plain(coordinator.read())).toContain('(la dernière édition reste) : 3 ans');
    expect(plain(coordinator.read())).toContain(
      'les formulaires commencés ou envoyés, et les listes montrées : 5 jours',
    );
    expect(plain(coordinator.read())).toContain('pour ne rien traiter deux fois : 7 jours');
    await zoe.command('/structure creer', { nom: 'Le Fournil' });
    await zoe.command('/profil donnees');
    expect(plain(zoe.read())).toContain('tant que votre place ou votre demande tient, puis 3 ans');
    expect(plain(zoe.read())).toContain('tant que la structure a des membres ou des événements, et 3 ans au moins');
  });

  it('holds: a text goes after the days that were set, and it is counted', async () => {
    await coordinator.command('/equipe conservation', { ...usual, messages: '30' });
    const { prisma } = world.database;
    expect(await prisma.delivery.count({ where: { body: { not: null as never } } })).toBeGreaterThan(0);
    world.clock.set(new Date(world.clock.now().getTime() + 40 * DAY_MS));
    await purge(world, world.clock.now());
    await world.settle();
    const [old] = await prisma.$queryRaw<{ count: number }[]>`
      SELECT count("body")::int AS "count" FROM "Delivery" WHERE "createdAt" < ${world.clock.now()}::timestamptz - interval '31 days'`;
    expect(old?.count).toBe(0);
    await coordinator.command('/equipe conservation', usual);
    expect(plain(coordinator.read())).toMatch(/éléments effacés ainsi jusqu'ici, pour la dernière fois le/);
  });

  it('holds for forms that were begun and for what platforms sent, those from before included where it is shorter', async () => {
    const { prisma } = world.database;
    const regionId = (await prisma.region.findFirstOrThrow()).id;
    const later = async (days: number) => {
      world.clock.set(new Date(world.clock.now().getTime() + days * DAY_MS));
      await purge(world, world.clock.now());
      await world.settle();
    };
    const begin = async (name: string) => {
      const person = world.person(platform, name);
      await person.command('/structure creer');
      const where = { about: 'command:structure creer' };
      const { id } = await prisma.conversation.findFirstOrThrow({ where, orderBy: { id: 'desc' } });
      return { person, isKept: () => prisma.conversation.count({ where: { id } }) };
    };
    const received = async () => {
      const event = `received:${world.clock.now().getTime()}`;
      await prisma.receivedEvent.create({ data: { regionId, platform, event, receivedAt: world.clock.now() } });
      return () => prisma.receivedEvent.count({ where: { event } });
    };
    await coordinator.command('/equipe conservation', { ...usual, formulaires: '30', recus: '20' });
    const [ana, anas] = [await begin('Ana'), await received()];
    await later(19);
    expect([await ana.isKept(), await anas()]).toEqual([1, 1]);
    await later(2);
    expect([await ana.isKept(), await anas()]).toEqual([1, 0]);
    await ana.person.fill({ name: 'Ferme Ana' });
    expect(plain(ana.person.read())).toContain('Ferme Ana');

    const [omar, omars] = [await begin('Omar'), await received()];
    await later(1);
    await coordinator.command('/equipe conservation', { ...usual, formulaires: '8', recus: '7' });
    await later(6.5);
    expect([await omar.isKept(), await omars()]).toEqual([1, 0]);
    await later(1);
    expect(await omar.isKept()).toBe(0);
    await omar.person.fill({ name: 'Ferme Omar' });
    expect(plain(omar.person.read())).toContain("Ce formulaire n'est plus valable");
    // One that is begun now holds as long as it is set now, though no purge has come.
    const lea = await begin('Léa');
    world.clock.set(new Date(world.clock.now().getTime() + 8.1 * DAY_MS));
    await lea.person.fill({ name: 'Ferme Léa' });
    expect(plain(lea.person.read())).toContain("Ce formulaire n'est plus valable");
  });
});

describe.each(platformsInTurn())('what was said in tied channels long ago, on %s', (platform) => {
  it('is forgotten but for where its copies stand, and is no new message when its author edits it; erased, the copies go', async () => {
    const clock = manualClock();
    const world = await startWorld({ at: new Date(clock.now()).toISOString(), protocolClock: clock });
    await tieYearRound(world.coordinator[platform]);
    const ana = world.person(platform, 'Ana');
    const omar = world.person(other[platform], 'Omar');
    const passed = (words: string) => omar.screen().filter(({ text }) => text.includes(words)).length;
    await ana.write(channelNames.yearRound, 'Un mot de novembre');
    await world.runDue();
    expect(passed('Un mot de novembre')).toBe(1);

    clock.skipTo(clock.now() + 367 * DAY_MS);
    world.clock.set(new Date(clock.now()));
    await purge(world, world.clock.now());
    const { prisma } = world.database;
    const [said] = await prisma.relayMessage.findMany();
    expect(said).toMatchObject({ state: null, authorName: '', picture: null });
    expect(await prisma.relayPart.count()).toBe(1);
    expect(await tablesNaming(world, ['Un mot de novembre'])).toEqual([]);
    expect(passed('Un mot de novembre')).toBe(1);

    await ana.edit('Un mot de novembre, corrigé', 'Un mot de novembre');
    await world.runDue();
    expect(passed('Un mot de novembre')).toBe(1);
    expect(passed('corrigé')).toBe(0);
    await ana.write(channelNames.yearRound, 'Un mot de plus');
    await world.runDue();
    expect(passed('Un mot de plus')).toBe(1);
    // The night after looks at it no more.
    world.clock.set(new Date(world.clock.now().getTime() + DAY_MS));
    await purge(world, world.clock.now());
    expect(await prisma.relayPart.count()).toBe(2);

    await ana.command('/profil donnees');
    await ana.press('Tout effacer');
    await ana.press('Effacer pour toujours');
    await untilErased(world);
    expect(passed('Un mot de novembre')).toBe(0);
    expect(passed('Un mot de plus')).toBe(0);
    await ana.press('Où en est-ce ?');
    expect(ana.read()).toContain('Tout est terminé');
    world.clock.set(new Date(world.clock.now().getTime() + 367 * DAY_MS));
    await purge(world, world.clock.now());
    expect(await prisma.relayMessage.count()).toBe(0);
    expect(await prisma.relayPart.count()).toBe(0);
    await world.close();
  });
});

describe('an edition whose term is over', () => {
  const END = new Date('2020-11-30T12:00:00+01:00');
  const over = new Date('2026-02-01T12:00:00+01:00');

  test('goes with all that belongs to it; the newest stays, and one with answers that are in no bilan', async () => {
    const database = await testDatabase();
    const { prisma } = database;
    const { id: regionId } = await prisma.region.create({ data: { name: 'Picardie', createdAt: END } });
    const person = await prisma.person.create({
      data: { regionId, name: 'Ana', lastPlatform: 'slack', createdAt: END },
    });
    await prisma.identity.create({
      data: { regionId, personId: person.id, platform: 'slack', externalId: 'U1', name: 'Ana' },
    });
    const edition = async (year: number, reported: boolean, name: string) => {
      const closed = { status: 'CLOSED' as const, openedAt: END, closedAt: END, startsOn: END, endsOn: END };
      const { id: editionId } = await prisma.edition.create({
        data: { regionId, year, name: `Mois ${year}`, ...closed },
      });
      const { id: organisationId } = await prisma.organisation.create({
        data: { regionId, name, nameKey: name, createdAt: END },
      });
      const { id: eventId } = await prisma.event.create({
        data: {
          ...{ regionId, editionId, organisationId, number: 1, title: 'Fête', pitch: '', venue: '', contact: '' },
          ...{ status: 'ACCEPTED', proposedById: person.id, proposedAt: END, updatedAt: END },
          occurrences: { create: { regionId, startsAt: END } },
        },
      });
      const { id: surveyId } = await prisma.survey.create({
        data: { regionId, editionId, launchedAt: END, launchedById: person.id, closesOn: END },
      });
      const value = { kind: 'text', text: 'Une idée' };
      const given = { question: 'idea', value, answeredById: person.id, answeredAt: END };
      const { id: questionnaireId } = await prisma.questionnaire.create({
        data: {
          ...{ regionId, surveyId, kind: 'EVENT', organisationId, eventId },
          answers: { create: { regionId, ...given } },
        },
      });
      await prisma.answerRevision.create({
        data: { regionId, questionnaireId, ...given, onBehalf: false, late: false, replacedAt: END },
      });
      const report = { regionId, editionId, version: 1, figures: {}, createdById: person.id };
      if (reported) await prisma.report.create({ data: { ...report, createdAt: new Date(END.getTime() + DAY_MS) } });
    };
    await edition(2018, true, 'Le Fournil');
    await edition(2019, false, 'Le Moulin');
    await edition(2020, true, 'La Ferme');
    const kept = async () => (await prisma.edition.findMany({ orderBy: { year: 'asc' } })).map(({ year }) => year);

    await purge({ database }, new Date('2025-11-01T12:00:00+01:00'));
    expect(await kept()).toEqual([2018, 2019, 2020]);
    // An answer's earlier words go a year after, where a bilan was made since.
    expect(await prisma.answerRevision.count()).toBe(1);

    await purge({ database }, over);
    expect(await kept()).toEqual([2019, 2020]);
    expect(await prisma.event.count()).toBe(2);
    expect(await prisma.answer.count()).toBe(2);
    expect((await prisma.organisation.findMany({ orderBy: { name: 'asc' } })).map(({ name }) => name)).toEqual([
      'La Ferme',
      'Le Moulin',
    ]);
    const settings = await prisma.dataSettings.findFirstOrThrow();
    expect(Number(settings.purged)).toBeGreaterThan(7);
    await database.close();
  });

  test('lets go of people who left as long ago, once nothing names them, and of files that nothing shows', async () => {
    const database = await testDatabase();
    const { prisma } = database;
    const { id: regionId } = await prisma.region.create({ data: { name: 'Picardie', createdAt: END } });
    const person = async (name: string, goneAt: Date | null) => {
      const { id } = await prisma.person.create({ data: { regionId, name, lastPlatform: 'slack', createdAt: END } });
      await prisma.identity.create({
        data: { regionId, personId: id, platform: 'slack', externalId: name, name, goneAt },
      });
      return id;
    };
    await person('Partie', END);
    await person('Là', null);
    await person('Partie depuis peu', new Date(over.getTime() - DAY_MS));
    const named = await person('Nommée', END);
    const file = async (name: string, uploadedById: string | null = null) => {
      const bytes = Buffer.from(name);
      const { id } = await prisma.file.create({
        data: { regionId, name, type: 'text/plain', size: 1, sha256: name, bytes, uploadedById, uploadedAt: END },
      });
      return id;
    };
    const [waits, sent] = [await file('attend', named), await file('envoyé')];
    const body = (id: string) => ({ blocks: [{ kind: 'file', file: { id } }] });
    const delivery = { regionId, platform: 'slack', target: {}, createdAt: END } as const;
    await prisma.delivery.createMany({
      data: [
        { ...delivery, key: 'waits', status: 'PENDING', body: body(waits) },
        { ...delivery, key: 'sent', status: 'SENT', body: body(sent) },
      ],
    });

    await purge({ database }, over);
    expect((await prisma.person.findMany({ orderBy: { name: 'asc' } })).map(({ name }) => name)).toEqual([
      'Là',
      'Nommée',
      'Partie depuis peu',
    ]);
    expect((await prisma.file.findMany()).map(({ name }) => name)).toEqual(['attend']);
    expect((await prisma.delivery.findMany()).map(({ key }) => key)).toEqual(['waits']);
    await database.close();
  });

  test('lets go of memberships that were declined or ended as long ago, with the exclusion, and of what whoever is deleted decided', async () => {
    const database = await testDatabase();
    const { prisma } = database;
    const { id: regionId } = await prisma.region.create({ data: { name: 'Picardie', createdAt: END } });
    const person = async (name: string, goneAt: Date | null = null) => {
      const { id } = await prisma.person.create({ data: { regionId, name, lastPlatform: 'slack', createdAt: END } });
      const account = { platform: 'slack', externalId: name, name, goneAt };
      await prisma.identity.create({ data: { regionId, personId: id, ...account } });
      await prisma.relaySilence.create({ data: { regionId, platform: 'slack', userId: name, since: END } });
      return id;
    };
    const [gone, here] = [await person('Partie', END), await person('Là')];
    const granted = { role: 'COORDINATOR', grantedById: gone, grantedAt: END } as const;
    await prisma.teamRole.create({ data: { regionId, personId: here, ...granted } });
    const membership = async (name: string, held: object) => {
      const organisation = { regionId, name, nameKey: name, createdAt: END };
      const { id: organisationId } = await prisma.organisation.create({ data: organisation });
      // Somebody is a member of each, so that none of them goes.
      const member = { status: 'ACTIVE', requestedAt: END } as const;
      await prisma.membership.create({
        data: { regionId, organisationId, personId: await person(`De ${name}`), ...member },
      });
      const asked = { status: 'LEFT', requestedAt: END, decidedAt: END, decidedById: gone, ...held } as const;
      await prisma.membership.create({ data: { regionId, organisationId, personId: here, ...asked } });
    };
    const recent = new Date(over.getTime() - DAY_MS);
    await membership('Refusée', { status: 'DECLINED' });
    await membership('Exclue', { leftAt: END, excludedAt: END, excludedById: gone });
    await membership('Quittée depuis peu', { leftAt: recent, excludedAt: recent, excludedById: gone });
    await membership('Tenue', { status: 'ACTIVE' });

    await purge({ database }, over);
    const where = { personId: here };
    const select = { status: true, decidedById: true, excludedById: true, organisation: { select: { name: true } } };
    const kept = await prisma.membership.findMany({ where, select, orderBy: { organisation: { name: 'asc' } } });
    const byNobody = { decidedById: null, excludedById: null };
    expect(kept).toEqual([
      { status: 'LEFT', ...byNobody, organisation: { name: 'Quittée depuis peu' } },
      { status: 'ACTIVE', ...byNobody, organisation: { name: 'Tenue' } },
    ]);
    expect(await prisma.person.count({ where: { id: gone } })).toBe(0);
    expect(await tablesNaming({ database }, [gone, 'Partie'])).toEqual([]);
    expect(await prisma.relaySilence.count({ where: { userId: 'Là' } })).toBe(1);
    await database.close();
  });
});
