import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { regionById } from '../../src/access/store.ts';
import { message, text } from '../../src/chat/message.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { reachable, send } from '../../src/delivery/outbox.ts';
import { testDatabase } from '../support/database.ts';
import { type RegionAtWork, regionAtWork } from '../support/region-at-work.ts';
import { startWorld, type World } from '../support/world.ts';

describe('what people are sent unasked', () => {
  let work: RegionAtWork;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const database = await testDatabase();
    close = () => database.close();
    work = await regionAtWork(database);
  });
  afterAll(() => close?.());

  const write = (now: string, personId: string, key: string) =>
    work.within(now, (scope) => {
      const target = { kind: 'private', platform: 'slack', users: ['U1'], title: 'Fil', parent: null } as const;
      return send(scope, { key, target, message: message(text(key)), unsolicitedTo: personId });
    });

  it('are two messages within seven days, all kinds together', async () => {
    const ana = await work.person('Ana');
    const bob = await work.person('Bob');
    expect(await write('2026-11-16T10:00:00+01:00', ana, 'survey')).toBe(true);
    expect(await write('2026-11-18T10:00:00+01:00', ana, 'sheets')).toBe(true);
    expect(await write('2026-11-22T10:00:00+01:00', ana, 'third')).toBe(false);
    expect(await write('2026-11-22T10:00:00+01:00', bob, 'another person')).toBe(true);
    const free = await work.within('2026-11-22T10:00:00+01:00', (scope) => reachable(scope, [ana, bob]));
    expect([...free]).toEqual([bob]);
    expect(await write('2026-11-23T10:00:00+01:00', ana, 'third')).toBe(true);
  });
});

describe('at night', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ at: '2026-11-16T23:00:00+01:00' });
  });
  afterAll(() => world?.close());

  it.each([
    { platform: 'slack', night: 16 },
    { platform: 'discord', night: 17 },
  ] as const)(
    'what is sent unasked waits for the morning, and what was asked for does not, on $platform',
    async ({ platform, night }) => {
      world.clock.set(`2026-11-${night}T23:00:00+01:00`);
      const person = world.person(platform, 'Ana');
      await person.command('/mois');
      const identity = await world.database.prisma.identity.findFirstOrThrow({ where: { externalId: person.user.id } });
      const region = await regionById(world.database, identity.regionId);
      if (!region) throw new Error('no region');
      const target = { kind: 'private', platform, users: [person.user.id], title: 'Fil', parent: null } as const;
      const words = (said: string) => message(text(said));
      await inTransaction(world.database, async (tx) => {
        const scope = { tx, region, now: world.clock.now() };
        const unsolicitedTo = identity.personId;
        await send(scope, { key: `${platform}-unasked`, target, message: words('Un rappel'), unsolicitedTo });
        await send(scope, { key: `${platform}-asked`, target, message: words('Votre copie') });
      });
      await world.settle();
      expect(person.look()).toContain('Votre copie');
      expect(person.look()).not.toContain('Un rappel');
      await world.goTo(`2026-11-${night + 1}T07:59:00+01:00`);
      expect(person.look()).not.toContain('Un rappel');
      await world.goTo(`2026-11-${night + 1}T08:00:00+01:00`);
      expect(person.look()).toContain('Un rappel');
    },
  );
});
