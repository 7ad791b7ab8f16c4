import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/access/actor/actor.ts';
import { dailyLimits, enforceLimit, type LimitedAction } from '../../../src/access/operation/limits.ts';
import type { Database } from '../../../src/database/database.ts';
import { testDatabase } from '../../support/database.ts';
import { type RegionAtWork, regionAtWork } from '../../support/region-at-work.ts';

const NOW = '2026-11-16T10:00:00+01:00';
const what = Object.keys(dailyLimits) as LimitedAction[];
/** The limits of what anybody may make. */
const everybodys = what.flatMap((one) => {
  const { person } = dailyLimits[one];
  return person === null ? [] : [{ one, person }];
});

describe('what one person or organisation can make in a day', () => {
  let database: Database;
  let work: RegionAtWork;

  beforeAll(async () => {
    database = await testDatabase();
    work = await regionAtWork(database);
  });
  afterAll(() => database?.close());

  const actor = async (name: string, coordinator = false): Promise<Actor> => ({
    ...{ personId: await work.person(name), name, platform: 'slack', externalId: name, team: 'T', administrator: null },
    ...{ coordinator, delegateOf: [], organisations: [], requests: [], separable: null, locale: 'fr' },
  });
  const make = (who: Actor, one: LimitedAction, organisation: string | null = null, now = NOW) =>
    work.within(now, (scope) => enforceLimit({ ...scope, actor: who }, one, organisation));
  /** Counts so many as made at that moment. */
  const made = async (
    count: number,
    one: LimitedAction,
    { personId, organisationId }: { readonly personId: string; readonly organisationId?: string },
    at = NOW,
  ) => {
    const row = {
      regionId: work.region.id,
      what: one,
      at: new Date(at),
      personId,
      organisationId: organisationId ?? null,
    };
    await database.prisma.made.createMany({ data: Array.from({ length: count }, () => row) });
  };

  describe.each(everybodys)('$one', ({ one, person }) => {
    it('ends at its measure, and is possible again a day after the first', async () => {
      const who = await actor(`Ana ${one}`);
      await made(1, one, who, '2026-11-15T14:00:00+01:00');
      await made(person - 2, one, who, '2026-11-15T16:00:00+01:00');
      await make(who, one);
      const again = new Date('2026-11-16T14:00:00+01:00');
      await expect(make(who, one)).rejects.toMatchObject({
        id: 'common.errors.enough',
        values: { what: one, whose: 'person', most: person, again },
      });
      await make(who, one, null, again.toISOString());
      // Everybody has a limit of their own.
      await make(await actor(`Bob ${one}`), one);
    });

    it('holds when many are made at the same instant', async () => {
      const who = await actor(`Dora ${one}`);
      await made(person - 2, one, who);
      const all = await Promise.allSettled(Array.from({ length: 6 }, () => make(who, one)));
      expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    });
  });

  describe.each(what)('%s', (one) => {
    it('counts for a coordinator too, whose measure is wider', async () => {
      const who = await actor(`Cléo ${one}`, true);
      const { person, coordinator } = dailyLimits[one];
      expect(coordinator).toBeGreaterThan(person ?? 0);
      await made(coordinator - 1, one, who);
      await make(who, one);
      await expect(make(who, one)).rejects.toMatchObject({ values: { whose: 'coordinator', most: coordinator } });
    });
  });

  it.each(what.filter((one) => dailyLimits[one].organisation !== null))(
    'counts for the organisation, by whomever of it: %s',
    async (one) => {
      const [eli, flo, coordinator] = [
        await actor(`Eli ${one}`),
        await actor(`Flo ${one}`),
        await actor(`Gil ${one}`, true),
      ];
      const organisationId = await work.organisation(`Le Fournil ${one}`, []);
      const most = dailyLimits[one].organisation ?? 0;
      await made(most - 1, one, { personId: eli.personId, organisationId });
      const all = await Promise.allSettled([eli, flo].map((who) => make(who, one, organisationId)));
      expect(all.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1);
      await expect(make(flo, one, organisationId)).rejects.toMatchObject({ values: { whose: 'organisation', most } });
      await make(coordinator, one, organisationId);
    },
  );
});
