import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { message, text } from '../../../src/chat/message.ts';
import type { Database } from '../../../src/database/database.ts';
import { afterQuietHours, isQuiet } from '../../../src/dates/index.ts';
import { heldJobs } from '../../../src/delivery/outbox/held.ts';
import {
  contactable,
  optedOut,
  recheckHeld,
  resendAll,
  send,
  type UnsolicitedKind,
} from '../../../src/delivery/outbox/index.ts';
import { silentLog } from '../../../src/log.ts';
import { createSchedule } from '../../../src/schedule/run-due.ts';
import { testDatabase } from '../../support/database.ts';
import { type RegionAtWork, regionAtWork } from '../../support/region-at-work.ts';

const target = { kind: 'private', platform: 'slack', users: ['U1'] } as const;

describe('what people are sent unasked', () => {
  let work: RegionAtWork;
  let database: Database;

  beforeAll(async () => {
    database = await testDatabase();
    work = await regionAtWork(database);
  });
  afterAll(() => database?.close());

  /** Stores a message; nothing takes it. Returns whether it is to be sent. */
  const store = (now: string, personId: string, key: string, kind: UnsolicitedKind = 'survey') =>
    work.within(now, (scope) =>
      send(scope, {
        key,
        target,
        message: message(text(key)),
        consent: { unasked: kind, personId },
        readAs: 'themselves',
      }),
    );
  /** Notes that the platform took these messages, if they may leave. */
  const taken = (now: string, ...keys: readonly string[]) =>
    database.prisma.delivery.updateMany({
      where: { key: { in: [...keys] }, status: 'PENDING', heldUntil: null },
      data: { status: 'SENT', sentAt: new Date(now) },
    });
  /** Stores a message, which the platform takes at once if it may leave. */
  const write = async (...[now, personId, key, kind]: Parameters<typeof store>) => {
    const isStored = await store(now, personId, key, kind);
    await taken(now, key);
    return isStored;
  };
  const leavesHeld = (now: string, stillMeant: Parameters<typeof heldJobs>[0]['stillMeant'] = {}) =>
    createSchedule(database, heldJobs({ stillMeant, passOn: {} }), silentLog).runDue(new Date(now));
  const wish = (id: string, data: { quietFrom?: string; quietTo?: string; unwanted?: string[] }) =>
    database.prisma.person.update({ where: { id }, data });
  const stored = (key: string) =>
    database.prisma.delivery.findUniqueOrThrow({
      where: { key },
      select: { status: true, reason: true, heldUntil: true, body: true },
    });

  it('are two messages within seven days, all kinds together', async () => {
    const ana = await work.person('Ana');
    const bob = await work.person('Bob');
    expect(await write('2026-11-16T10:00:00+01:00', ana, 'survey')).toBe(true);
    expect(await write('2026-11-18T10:00:00+01:00', ana, 'sheets', 'event')).toBe(true);
    expect(await write('2026-11-22T10:00:00+01:00', ana, 'third', 'kit')).toBe(false);
    expect(await write('2026-11-22T10:00:00+01:00', bob, 'another person')).toBe(true);
    const free = await work.within('2026-11-22T10:00:00+01:00', (scope) => contactable(scope, [ana, bob], 'survey'));
    expect([...free]).toEqual([bob]);
    expect(await write('2026-11-23T10:00:00+01:00', ana, 'third', 'kit')).toBe(true);
  });

  it('count on the day they arrive, not on the evening before', async () => {
    const person = await work.person('Cleo');
    expect(await write('2026-11-16T23:00:00+01:00', person, 'held one')).toBe(true);
    await leavesHeld('2026-11-17T08:00:00+01:00');
    await taken('2026-11-17T08:00:00+01:00', 'held one');
    expect(await write('2026-11-18T10:00:00+01:00', person, 'held two')).toBe(true);
    expect(await write('2026-11-23T10:00:00+01:00', person, 'held three')).toBe(false);
    expect(await write('2026-11-24T10:00:00+01:00', person, 'held three')).toBe(true);
  });

  it('are none of a kind they switched off; a question that needs their answer is asked all the same', async () => {
    const dora = await work.person('Dora');
    await wish(dora, { unwanted: ['survey', 'kit'] });
    const now = '2026-11-16T10:00:00+01:00';
    expect(await write(now, dora, 'no reminder', 'survey')).toBe(false);
    expect(await write(now, dora, 'no kit', 'kit')).toBe(false);
    const not = (kind: UnsolicitedKind) => work.within(now, (scope) => optedOut(scope, [dora], kind));
    expect([...(await not('survey'))]).toEqual([dora]);
    expect([...(await not('announcement'))]).toEqual([]);
    expect(await write(now, dora, 'a question', 'question')).toBe(true);
    expect(await write(now, dora, 'an announcement', 'announcement')).toBe(true);
  });

  describe.each(['invitation', 'request', 'change', 'review'] as const)('an unasked %s', (kind) => {
    it('counts among the two, and waits for the week to have room', async () => {
      const person = await work.person(`Waits, ${kind}`);
      expect(await write('2026-11-16T10:00:00+01:00', person, `${kind} 1`, kind)).toBe(true);
      expect(await write('2026-11-17T10:00:00+01:00', person, `${kind} 2`)).toBe(true);
      expect(await write('2026-11-18T10:00:00+01:00', person, `${kind} 3`, kind)).toBe(true);
      expect((await stored(`${kind} 1`)).heldUntil).toBeNull();
      expect((await stored(`${kind} 3`)).heldUntil).toEqual(new Date('2026-11-23T10:00:00+01:00'));
      // A message that waits counts for the week in which it was stored.
      expect(await write('2026-11-23T09:00:00+01:00', person, `${kind} 4`)).toBe(false);
    });
  });

  it('are four where what they take part in changes, never more, and what is more waits', async () => {
    const person = await work.person('Mia');
    const day = (number: number) => `2026-11-${15 + number}T10:00:00+01:00`;
    for (const number of [1, 2]) expect(await write(day(number), person, `mia ${number}`)).toBe(true);
    for (const number of [3, 4, 5]) expect(await write(day(number), person, `mia ${number}`, 'concern')).toBe(true);
    expect((await stored('mia 4')).heldUntil).toBeNull();
    expect((await stored('mia 5')).heldUntil).toEqual(new Date(day(8)));
    expect(await write(day(8), person, 'mia 6')).toBe(false);
  });

  it('are outside the two where a questionnaire is asked for the first time, and never more than four', async () => {
    const person = await work.person('Pia');
    const day = (number: number) => `2026-11-${15 + number}T10:00:00+01:00`;
    for (const number of [1, 2]) expect(await write(day(number), person, `pia ${number}`, 'question')).toBe(true);
    // The questions leave the two alone: both reminders have room.
    for (const number of [3, 4]) expect(await write(day(number), person, `pia ${number}`)).toBe(true);
    expect(await write(day(5), person, 'pia 5')).toBe(false);
    expect(await write(day(5), person, 'pia 6', 'question')).toBe(false);
    expect(await write(day(5), person, 'pia 7', 'concern')).toBe(true);
    expect((await stored('pia 7')).heldUntil).toEqual(new Date(day(8)));
    expect(await write(day(8), person, 'pia 8', 'question')).toBe(false);
  });

  it('are outside the two where an announcement is urgent, and never more than four', async () => {
    const person = await work.person('Uma');
    const day = (number: number) => `2026-11-${15 + number}T10:00:00+01:00`;
    for (const number of [1, 2]) expect(await write(day(number), person, `uma ${number}`)).toBe(true);
    expect(await write(day(3), person, 'uma 3', 'announcement')).toBe(false);
    for (const number of [3, 4]) expect(await write(day(number), person, `uma ${number}`, 'urgent')).toBe(true);
    expect(await write(day(5), person, 'uma 5', 'urgent')).toBe(false);
  });

  it('are as many as there are where a coordinator is to know, outside their quiet hours', async () => {
    const person = await work.person('Noé');
    for (const number of [1, 2, 3, 4, 5]) await write('2026-11-16T10:00:00+01:00', person, `noé ${number}`, 'duty');
    expect((await stored('noé 5')).heldUntil).toBeNull();
    await write('2026-11-16T23:00:00+01:00', person, 'noé, night', 'duty');
    expect((await stored('noé, night')).heldUntil).toEqual(new Date('2026-11-17T08:00:00+01:00'));
    expect(await write('2026-11-17T10:00:00+01:00', person, 'noé, reminded')).toBe(true);
  });

  it('never arrive in their own quiet hours, nor later than the first minute after them', async () => {
    const eli = await work.person('Eli');
    const two = (value: number) => String(value).padStart(2, '0');
    const time = fc
      .integer({ min: 0, max: 24 * 60 - 1 })
      .map((minute) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`);
    const at = fc
      .tuple(fc.constantFrom('2026-03-29T01:00Z', '2026-10-25T01:00Z'), fc.integer({ min: -1440, max: 1440 }))
      .map(([change, minutes]) => new Date(Date.parse(change) + minutes * 60_000));
    let number = 0;
    await fc.assert(
      fc.asyncProperty(at, time, time, async (now, from, to) => {
        await database.prisma.delivery.deleteMany({ where: { unsolicitedTo: eli } });
        await wish(eli, { quietFrom: from, quietTo: to });
        const key = `quiet-${++number}`;
        expect(await write(now.toISOString(), eli, key)).toBe(true);
        const leaves = (await stored(key)).heldUntil ?? now;
        expect(isQuiet(leaves, { from, to }, 'Europe/Paris')).toBe(false);
        expect(leaves).toEqual(afterQuietHours(now, { from, to }, 'Europe/Paris'));
      }),
      { numRuns: 40 },
    );
  });

  it('count from now on where a clock that was a year ahead sent them, not until that year is over', async () => {
    const person = await work.person('Yan');
    for (const number of [1, 2]) await write('2027-11-16T10:00:00+01:00', person, `yan ${number}`);
    expect(await write('2026-11-16T10:00:00+01:00', person, 'yan 3')).toBe(false);
    expect(await write('2026-11-22T10:00:00+01:00', person, 'yan 3')).toBe(false);
    expect(await write('2026-11-23T10:00:00+01:00', person, 'yan 3')).toBe(true);
  });

  it('count no longer where nobody knows whether that clock’s messages came', async () => {
    const person = await work.person('Zora');
    for (const number of [1, 2]) await write('2027-11-16T10:00:00+01:00', person, `zora ${number}`);
    const unknown = { status: 'UNKNOWN', sentAt: null } as const;
    await database.prisma.delivery.updateMany({ where: { unsolicitedTo: person }, data: unknown });
    expect(await write('2026-11-16T10:00:00+01:00', person, 'zora 3')).toBe(false);
    expect(await write('2026-11-23T10:00:00+01:00', person, 'zora 3')).toBe(true);
  });

  describe('and wait for a platform that is away', () => {
    const day = (number: number) => `2026-11-${String(number).padStart(2, '0')}T10:00:00+01:00`;

    it('count for as long as that lasts, and from the day on which they arrive', async () => {
      const person = await work.person('Vera');
      for (const number of [1, 2]) expect(await store(day(number), person, `vera ${number}`)).toBe(true);
      expect(await store(day(9), person, 'vera 3')).toBe(false);
      expect(await store(day(9), person, 'vera 4', 'question')).toBe(true);
      expect(await store(day(16), person, 'vera 5', 'question')).toBe(true);
      expect(await store(day(23), person, 'vera 6', 'question')).toBe(false);
      await taken(day(23), 'vera 1', 'vera 2', 'vera 4', 'vera 5');
      expect(await store(day(29), person, 'vera 7')).toBe(false);
      expect(await store(day(30), person, 'vera 7')).toBe(true);
    });

    it('don’t count for good where their reader was seen elsewhere since: the platform may never come back', async () => {
      const person = await work.person('Wim');
      for (const number of [1, 2]) await store(day(number), person, `wim ${number}`);
      await database.prisma.person.update({ where: { id: person }, data: { lastPlatform: 'discord' } });
      expect(await store(day(7), person, 'wim 3')).toBe(false);
      expect(await store(day(9), person, 'wim 3')).toBe(true);
    });
  });

  describe('and waits for the end of their quiet hours', () => {
    const pointless = new Set<string>();
    const runDue = (now: string) =>
      leavesHeld(now, { survey: async (_, held) => (pointless.has(held.key) ? null : message(text('by now'))) });

    it('leaves with what it says by then', async () => {
      const person = await work.person('Flo');
      await wish(person, { quietFrom: '20:00', quietTo: '10:30' });
      await write('2026-11-16T21:00:00+01:00', person, 'flo');
      await write('2026-11-16T21:00:00+01:00', person, 'flo, kit', 'kit');
      await runDue('2026-11-17T10:29:00+01:00');
      expect((await stored('flo')).heldUntil).toEqual(new Date('2026-11-17T10:30:00+01:00'));
      await runDue('2026-11-17T10:30:00+01:00');
      expect(await stored('flo')).toMatchObject({ status: 'PENDING', heldUntil: null, body: message(text('by now')) });
      expect(await stored('flo, kit')).toMatchObject({ heldUntil: null, body: message(text('flo, kit')) });
    });

    it('is not sent once it has become pointless, and doesn’t count then', async () => {
      const person = await work.person('Gil');
      await write('2026-11-16T22:00:00+01:00', person, 'gil');
      pointless.add('gil');
      await runDue('2026-11-17T08:00:00+01:00');
      expect(await stored('gil')).toMatchObject({ status: 'REFUSED', reason: 'pointless' });
      for (const key of ['gil, one', 'gil, two']) {
        expect(await write('2026-11-17T09:00:00+01:00', person, key)).toBe(true);
      }
    });

    it('waits on when the bot comes back in the evening only', async () => {
      const person = await work.person('Hana');
      await write('2026-11-16T22:00:00+01:00', person, 'hana');
      await runDue('2026-11-17T23:00:00+01:00');
      expect((await stored('hana')).heldUntil).toEqual(new Date('2026-11-18T08:00:00+01:00'));
      await runDue('2026-11-18T08:00:00+01:00');
      expect((await stored('hana')).heldUntil).toBeNull();
    });

    it('waits for their end too when it was refused and is sent again', async () => {
      const person = await work.person('Kim');
      await write('2026-11-16T10:00:00+01:00', person, 'kim');
      await database.prisma.delivery.update({
        where: { key: 'kim' },
        data: { status: 'REFUSED', reason: 'user-gone' },
      });
      await work.within('2026-11-16T23:00:00+01:00', (scope) =>
        resendAll(scope, [{ key: 'kim', message: message(text('again')), elsewhere: null }]),
      );
      const until = new Date('2026-11-17T08:00:00+01:00');
      expect(await stored('kim')).toMatchObject({ status: 'PENDING', reason: null, heldUntil: until });
      await runDue('2026-11-17T08:00:00+01:00');
      expect((await stored('kim')).heldUntil).toBeNull();
    });

    it('is no urgent announcement for who switched announcements off, before or meanwhile', async () => {
      const person = await work.person('Ugo');
      const night = '2026-11-16T23:00:00+01:00';
      expect(await write(night, person, 'ugo 1', 'urgent')).toBe(true);
      await wish(person, { unwanted: ['announcement'] });
      expect(await write(night, person, 'ugo 2', 'urgent')).toBe(false);
      expect([...(await work.within(night, (scope) => contactable(scope, [person], 'urgent')))]).toEqual([]);
      await runDue('2026-11-17T09:00:00+01:00');
      expect(await stored('ugo 1')).toMatchObject({ status: 'REFUSED', reason: 'unwanted' });
    });

    it('follows what they choose meanwhile', async () => {
      const [ines, jo] = [await work.person('Ines'), await work.person('Jo')];
      const night = '2026-11-16T22:00:00+01:00';
      await write(night, ines, 'ines');
      await write(night, jo, 'jo');
      await wish(ines, { quietFrom: '23:00', quietTo: '07:00' });
      await wish(jo, { unwanted: ['survey'] });
      for (const person of [ines, jo]) await work.within(night, (scope) => recheckHeld(scope, person));
      await runDue(night);
      expect(await stored('ines')).toMatchObject({ status: 'PENDING', heldUntil: null });
      expect(await stored('jo')).toMatchObject({ status: 'REFUSED', reason: 'unwanted' });
    });

    it('doesn’t leave before their week has room because they choose other quiet hours', async () => {
      const lou = await work.person('Lou');
      await write('2026-11-16T10:00:00+01:00', lou, 'lou, one');
      await write('2026-11-18T10:00:00+01:00', lou, 'lou, two');
      await write('2026-11-18T11:00:00+01:00', lou, 'lou, invited', 'invitation');
      await wish(lou, { quietFrom: '23:00', quietTo: '07:00' });
      await work.within('2026-11-18T12:00:00+01:00', (scope) => recheckHeld(scope, lou));
      await runDue('2026-11-18T12:00:00+01:00');
      const until = new Date('2026-11-23T10:00:00+01:00');
      expect(await stored('lou, invited')).toMatchObject({ status: 'PENDING', heldUntil: until });
      await runDue('2026-11-23T10:00:00+01:00');
      expect(await stored('lou, invited')).toMatchObject({ status: 'PENDING', heldUntil: null });
    });
  });
});
