import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bot, startBot } from '../../src/bot.ts';
import type { Database } from '../../src/database/database.ts';
import { readEnvironment } from '../../src/env.ts';
import { silentLog } from '../../src/log.ts';
import { manualClock } from '../../src/playground/clock.ts';
import { Person } from '../../src/playground/person.ts';
import type { LocalSlack } from '../../src/playground/slack/index.ts';
import { testDatabase } from '../support/database.ts';
import { answering, DURING_SURVEY, launchSurvey, said, types } from '../support/outages.ts';
import { platformsInTurn } from '../support/platforms.ts';
import { answersOf } from '../support/surveys.ts';
import { startWorld, type World } from '../support/world.ts';
import { DIRECT, holdsBack, holdsBackNames } from './held-back.ts';
import { install, quietOverHttp, startSlackOverHttp } from './over-http.ts';

/** A typed message is stored and acknowledged first; the bot asks the platform for names afterwards. */
const names = (of: string) => Array.from({ length: 20 }, (_, index) => `${of}${String.fromCharCode(97 + index)}`);
const mentions = (of: string) =>
  names(of)
    .map((name) => `@${name}`)
    .join(' ');

const kept = ({ prisma }: Database) => prisma.receivedEvent.count({ where: { said: { not: null } } });

describe.each(platformsInTurn())('on %s', (platform) => {
  const clock = manualClock();
  let world: World;
  let minutes = 0;

  beforeAll(async () => {
    world = await startWorld({ at: DURING_SURVEY, protocolClock: clock, hearsOfMembers: false });
    await launchSurvey(world);
  });
  afterAll(() => world?.close());

  /** Lets so much time pass that the bot asks anew for what it has asked before. */
  function later(): void {
    minutes += 10;
    world.clock.set(new Date(new Date(DURING_SURVEY).getTime() + minutes * 60_000));
  }

  it('answers full of mentions are acknowledged while nobody tells whom, and count in their order once somebody does', async () => {
    const { by, eventId } = await answering(world, platform);
    const unknown = names('Zo').map((name) => world.person(platform, name).user.id);
    later();
    const held = holdsBack(world, by, unknown);
    await types(by, DIRECT, `Combien, ${mentions('Zo')} ?`, '40', 'oui');
    // This clock stands still: it resolves only when all of it is acknowledged.
    await by.platform.settled();
    await expect.poll(held.begun).toBe(true);
    await expect.poll(() => kept(world.database)).toBe(3);
    expect(await answersOf(world, { eventId })).not.toHaveProperty('attendance');
    held.letGo(clock);
    await world.settle();
    expect(await answersOf(world, { eventId })).toMatchObject({
      attendance: { value: 40 },
      officials: { option: 'yes' },
    });
    expect(said(by, `Je n'ai pas trouvé de nombre dans « Combien, ${mentions('Zo')} ? »`)).toBe(1);
    expect(await world.database.prisma.answerRevision.count()).toBe(0);
    // Nothing stays of the typed messages but the answers.
    expect(await kept(world.database)).toBe(0);
  });

  it('what can never be dealt with is given up, its author is told, and what follows counts', async () => {
    const { by, eventId } = await answering(world, platform);
    const { prisma } = world.database;
    await prisma.$executeRaw`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'refused'; END $$`;
    await prisma.$executeRaw`CREATE TRIGGER refuse BEFORE INSERT ON "Answer" FOR EACH ROW
      WHEN (NEW."value"::text LIKE '%41 environ%') EXECUTE FUNCTION refuse()`;
    try {
      await types(by, DIRECT, '41 environ', '42');
      await world.settle();
    } finally {
      await prisma.$executeRaw`DROP FUNCTION refuse CASCADE`;
    }
    const told = by.screen().filter(({ text }) => text.includes("Je n'ai pas réussi à traiter votre message"));
    expect(told.map(({ text }) => text)).toEqual([expect.stringContaining('41 environ')]);
    expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 42 } });
    expect(await kept(world.database)).toBe(0);
  });

  it('of what people say to each other nothing is stored', async () => {
    const ana = world.person(platform, `Ana ${platform}`);
    await ana.command('/mois');
    const { prisma } = world.database;
    // Tells of a row that is gone again, too.
    await prisma.$executeRaw`CREATE SEQUENCE stored`;
    await prisma.$executeRaw`CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM nextval('stored'); RETURN NEW; END $$`;
    await prisma.$executeRaw`CREATE TRIGGER note BEFORE INSERT ON "ReceivedEvent" FOR EACH ROW EXECUTE FUNCTION note()`;
    const stored = async () =>
      (await prisma.$queryRaw<{ readonly any: boolean }[]>`SELECT is_called AS "any" FROM stored`)[0]?.any;
    try {
      await types(ana, ana.place, 'On se voit demain ?', `${mentions('Zo')} aussi ?`);
      await world.settle();
      expect(await stored()).toBe(false);
      await types(ana, DIRECT, 'menu');
      await world.settle();
      expect(await stored()).toBe(true);
    } finally {
      await prisma.$executeRaw`DROP FUNCTION note CASCADE`;
      await prisma.$executeRaw`DROP SEQUENCE stored`;
    }
  });
});

describe('on slack over HTTP', () => {
  const clock = manualClock();
  const now = () => new Date(DURING_SURVEY);
  let bot: Bot | null = null;
  let slack: LocalSlack;
  let database: Database;
  const server = createServer((asked, answer) => bot?.slackRequests?.(asked, answer));
  const settle = async () => {
    if (bot) await quietOverHttp(slack, bot);
  };
  const person = (name: string) => new Person(slack, slack.addUser({ name, administrator: name === 'Claire' }), settle);

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    slack = await startSlackOverHttp(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { clock });
    database = await testDatabase();
    const environment = readEnvironment({ ...slack.environment, RATE_LIMITS: 'off' });
    bot = await startBot({ environment, database, log: silentLog, now, ticks: false, readMs: 60_000 });
    await install(person('Claire'));
  });
  afterAll(async () => {
    await bot?.stop();
    await slack?.close();
    await new Promise((resolve) => server.close(resolve));
    await database?.close();
  });

  it('a message full of mentions is acknowledged while Slack tells no names, and answered with them once it does', async () => {
    const ana = person('Ana');
    const unknown = names('Zo').map((name) => person(name).user.id);
    const held = holdsBackNames(slack, unknown);
    await types(ana, DIRECT, `Je cherche ${mentions('Zo')}`);
    await slack.settled();
    await expect.poll(held.begun).toBe(true);
    expect(await kept(database)).toBe(1);
    expect(said(ana, 'pas compris')).toBe(0);
    held.letGo(clock);
    await settle();
    expect(said(ana, `« Je cherche ${mentions('Zo')} »`)).toBe(1);
    expect(await kept(database)).toBe(0);
  });
});
