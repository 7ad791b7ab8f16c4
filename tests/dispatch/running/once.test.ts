import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { Actor } from '../../../src/access/actor/actor.ts';
import { operation } from '../../../src/access/operation/operation.ts';
import type { Region } from '../../../src/access/region/region.ts';
import type { Database } from '../../../src/database/database.ts';
import { AlreadyDone, createContext } from '../../../src/dispatch/running/context.ts';
import { realPace } from '../../../src/timers/pace.ts';
import { testDatabase } from '../../support/database.ts';

const NOW = new Date('2026-11-16T09:00:00Z');

let database: Database;
let region: Region;
beforeAll(async () => {
  database = await testDatabase();
  const row = await database.prisma.region.create({ data: { name: 'Picardie', departments: ['80'], createdAt: NOW } });
  region = { ...row, locale: 'fr' };
});
afterAll(() => database?.close());

const nobody = (): never => {
  throw new Error('nobody asks for this here');
};
const declared = { who: 'anyone', journal: { silent: 'is their own' }, input: z.object({}) } as const;
const notForMe = operation({ ...declared, name: 'test.notForMe', run: async () => false });
const forMe = operation({ ...declared, name: 'test.forMe', run: async () => true });

const context = () =>
  createContext(database, {
    ...{ region, actor: { personId: crypto.randomUUID(), locale: 'fr' } as Actor, now: NOW, at: null },
    place: { platform: 'slack', channel: 'D1', thread: null },
    once: { event: 'D1:1', said: null },
    ...{ user: nobody, access: nobody, channelsOn: nobody, withheld: nobody, commandNames: nobody },
    surroundings: { publicUrl: null, bilanHosts: [], after: realPace.after },
  });
const noted = () => database.prisma.receivedEvent.count();

it('what was typed counts as dealt with from when somebody has, not from when it was found to be for another', async () => {
  const first = context();
  expect(await first.do(notForMe, {})).toBe(false);
  // A process that is killed here leaves it to the next, which deals with it.
  expect(await noted()).toBe(0);
  expect(await first.do(forMe, {})).toBe(true);
  expect(await noted()).toBe(1);
  await expect(context().do(forMe, {})).rejects.toBeInstanceOf(AlreadyDone);
  await expect(context().do(notForMe, {})).rejects.toBeInstanceOf(AlreadyDone);
  expect(await noted()).toBe(1);
});
