import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actorOf, regionEntryOf, SaidBeforeErasure } from '../../../src/access/actor/actor-store.ts';
import { startBot } from '../../../src/bot.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { readEnvironment } from '../../../src/env.ts';
import { silentLog } from '../../../src/log.ts';
import { traitsOf } from '../../../src/platforms/registered.ts';
import { type ManualClock, manualClock } from '../../../src/playground/clock.ts';
import { Person } from '../../../src/playground/person.ts';
import { channelNames } from '../../../src/playground/stage.ts';
import { planPurge } from '../../../src/schedule/purge.ts';
import { said, types } from '../../support/outages.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { tablesNaming } from '../../support/traces.ts';
import { startWorld, type World } from '../../support/world.ts';

const NAME = 'Marie Dupont';
const WORDS = 'le four est cassé';
const NOTICE = 'garde votre nom et ce que vous faites avec moi';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe.each(platformsInTurn())(
  'what somebody had said on %s while it was away, before they had themselves erased',
  (side) => {
    let world: World;
    let clock: ManualClock;
    let here: Person;
    let there: Person;
    beforeEach(async () => {
      clock = manualClock(Date.now() - 30 * DAY);
      world = await startWorld({ protocolClock: clock, at: new Date(clock.now()).toISOString() });
      here = world.person(side, NAME);
      there = world.person(other[side], NAME);
      await here.command('/profil lier');
      const code = /\b[2-9A-Z]{8}\b/.exec(here.read())?.[0] ?? '';
      await there.command('/profil lier', { code });
      await there.press('Réunir');
      await here.press("C'est bien moi");
    });
    afterEach(() => world?.close());

    /** Goes on so long, on the bot's clock and the platforms'. */
    async function later(milliseconds: number): Promise<void> {
      clock.advance(milliseconds);
      await world.goTo(new Date(clock.now()));
    }

    /** Has them say something where the bot doesn't hear it for now. */
    async function calls(): Promise<void> {
      const channel =
        here.platform.channelsOf(here.user.id).find(({ name }) => name === channelNames.coordination)?.id ?? '';
      await types(here, { channel, thread: null }, `@Fil conducteur, ${WORDS}`);
      world.slack.giveUpEvents();
    }

    /** Has them press for their erasure on the other platform, which alone the bot is connected to. */
    async function erasedFromThere(): Promise<void> {
      const { environment } = there.platform;
      const bot = await startBot({
        ...{ environment: readEnvironment({ ...environment, RATE_LIMITS: 'off' }), database: world.database },
        ...{ log: silentLog, now: world.clock.now, ticks: false, readMs: 60_000 },
      });
      const alone = new Person(there.platform, there.user, async () => {
        await there.platform.settled();
        await bot.quiet();
      });
      await alone.command('/profil donnees');
      await alone.press('Tout effacer');
      await alone.press('Effacer pour toujours');
      expect(alone.read()).toContain("C'est effacé : je ne sais plus qui vous êtes");
      await bot.stop();
    }

    /** Has everything purged whose term is over by now. */
    async function purge(): Promise<void> {
      const region = await world.database.prisma.region.findFirstOrThrow();
      const scope = { region: { ...region, locale: 'fr' as const }, now: world.clock.now() };
      await inTransaction(world.database, (tx) => planPurge({ tx, ...scope }));
      await world.runDue();
    }

    /** Has what they had said come once more, as if it had never come. */
    async function comesAgain(): Promise<void> {
      const { prisma } = world.database;
      const id = here.screen().find(({ text }) => text.includes(WORDS))?.id;
      if (!id) throw new Error('it was never said');
      await world.restartBot(async () => {
        await prisma.receivedEvent.deleteMany({ where: { event: { contains: id } } });
        await prisma.installation.updateMany({ data: { heardUntil: '1' } });
      });
      await world.settle();
      // It was read and dealt with.
      const dealtWith = { event: { contains: id }, said: null };
      expect(await prisma.receivedEvent.count({ where: dealtWith })).toBe(1);
    }

    /** Has what they had said come as it does to a process that had read it before it was stopped. */
    async function comesLate() {
      const id = here.screen().find(({ text }) => text.includes(WORDS))?.id ?? '';
      const user = {
        ...here.user,
        platform: side,
        team: here.platform.team.id,
        locale: 'fr',
        administrator: null,
      } as const;
      const entry = await regionEntryOf(world.database, user, here.platform.team.id);
      if (!entry) throw new Error('the region is tied to no team');
      const typed = { event: `elsewhere:${id}`, saidAt: traitsOf(side).saidAt(id) };
      return actorOf(world.database, entry, user, world.clock.now(), typed);
    }

    const isKnown = async () =>
      (await world.database.prisma.identity.count({ where: { externalId: here.user.id } })) > 0;
    const marks = async () => (await world.database.prisma.erasure.findFirstOrThrow()).accountMarks;

    it('gets nobody to know, neither while the erasure goes on nor once it has ended; what they say afterwards does, as anybody’s', async () => {
      await world.restartBot(async () => {
        await calls();
        clock.advance(MINUTE);
        world.clock.set(new Date(clock.now()));
        await erasedFromThere();
        clock.advance(MINUTE);
        world.clock.set(new Date(clock.now()));
      });
      await world.settle();
      expect(await isKnown()).toBe(false);
      expect(said(here, WORDS)).toBe(1);

      for (let times = 0; times < 8; times += 1) await later(MINUTE);
      const { prisma } = world.database;
      expect((await prisma.erasure.findFirstOrThrow()).endedAt).not.toBeNull();
      await comesAgain();
      expect(await isKnown()).toBe(false);
      expect(await tablesNaming(world, [NAME, WORDS, here.user.id, there.user.id])).toEqual([]);
      expect(said(here, WORDS)).toBe(1);

      const told = said(here, NOTICE);
      await later(MINUTE);
      const channel =
        here.platform.channelsOf(here.user.id).find(({ name }) => name === channelNames.coordination)?.id ?? '';
      await types(here, { channel, thread: null }, '@Fil conducteur, me revoilà');
      await world.settle();
      expect(await isKnown()).toBe(true);
      expect(said(here, 'me revoilà »')).toBe(1);
      // They are told what anybody is who is new.
      await here.command('/mois');
      expect(said(here, NOTICE)).toBe(told + 1);
      // That they are known again changes nothing for what they had said before.
      await expect(comesLate()).rejects.toThrow(SaidBeforeErasure);
      expect(await tablesNaming(world, [WORDS])).toEqual([]);
    });

    it('is known by a mark that goes once events are no longer kept', async () => {
      await world.restartBot(erasedFromThere);
      for (let times = 0; times < 8; times += 1) await later(MINUTE);
      expect(await marks()).toHaveLength(2);
      expect(JSON.stringify(await marks())).not.toContain(here.user.id);
      await later(6 * DAY);
      await purge();
      expect(await marks()).toHaveLength(2);
      await later(1.1 * DAY);
      await purge();
      expect(await marks()).toEqual([]);
    });
  },
);
