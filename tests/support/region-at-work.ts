import type { z } from 'zod';
import { actorOf } from '../../src/access/actor/actor-store.ts';
import type { Operation } from '../../src/access/operation/operation.ts';
import type { Region } from '../../src/access/region/region.ts';
import type { RegionScope } from '../../src/access/region/region-scope.ts';
import { regionById } from '../../src/access/region/region-store.ts';
import type { Database } from '../../src/database/database.ts';
import { inTransaction } from '../../src/database/transaction.ts';

/** A region with people and events in a database, without any platform: for what takes place there alone. */
export interface RegionAtWork {
  readonly region: Region;
  /** Stores somebody on Slack, who has the same name there. Returns their id. */
  person(name: string, role?: 'coordinator'): Promise<string>;
  organisation(name: string, members: readonly string[]): Promise<string>;
  edition(year: number, status?: 'OPEN' | 'CLOSED'): Promise<string>;
  /** Stores an accepted event. */
  event(given: {
    readonly editionId: string;
    readonly organisationId: string;
    readonly by: string;
    readonly startsAt: string;
    readonly coOrganisers?: readonly string[];
    readonly status?: 'ACCEPTED' | 'PROPOSED';
  }): Promise<string>;
  /** Runs an operation as the person with this name. */
  as<S extends z.ZodType, O>(name: string, now: string, operation: Operation<S, O>, input: z.input<S>): Promise<O>;
  within<T>(now: string, work: (scope: RegionScope) => Promise<T>): Promise<T>;
}

const SINCE = new Date('2026-09-01T09:00:00+02:00');

export async function regionAtWork(database: Database): Promise<RegionAtWork> {
  const { prisma } = database;
  const { id: regionId } = await prisma.region.create({
    data: { name: 'Picardie', departments: ['02', '60', '80'], createdAt: SINCE },
  });
  const region = await regionById(database, regionId);
  if (!region) throw new Error('no region');
  const announcementsChannel = 'C1';
  await prisma.installation.create({
    data: { regionId, platform: 'slack', team: `T-${regionId}`, announcementsChannel, installedAt: SINCE },
  });
  const user = (name: string) =>
    ({ platform: 'slack', id: name, team: 'T', name, locale: 'fr', administrator: null }) as const;
  let number = 0;
  const self: RegionAtWork = {
    region,
    async person(name, role) {
      const { personId } = await actorOf(database, { region }, user(name), SINCE);
      if (role) await prisma.teamRole.create({ data: { regionId, personId, role: 'COORDINATOR', grantedAt: SINCE } });
      return personId;
    },
    async organisation(name, members) {
      const memberships = members.map((personId) => ({
        regionId,
        personId,
        status: 'ACTIVE' as const,
        requestedAt: SINCE,
      }));
      const data = { regionId, name, nameKey: name.toLowerCase(), createdAt: SINCE };
      return (await prisma.organisation.create({ data: { ...data, memberships: { create: memberships } } })).id;
    },
    async edition(year, status = 'OPEN') {
      const days = { startsOn: new Date(`${year}-11-01`), endsOn: new Date(`${year}-11-30`) };
      const data = { regionId, year, name: `Mois ${year}`, ...days, status, openedAt: SINCE };
      return (await prisma.edition.create({ data })).id;
    },
    async event({ editionId, organisationId, by, startsAt, coOrganisers = [], status = 'ACCEPTED' }) {
      number += 1;
      const words = { title: `Fête ${number}`, pitch: 'Venez voir.', venue: 'Mairie', contact: 'contact@example.org' };
      const hosts = coOrganisers.map((host) => ({
        ...{ regionId, organisationId: host, status: 'ACCEPTED' as const, invitedById: by, invitedAt: SINCE },
      }));
      const { id } = await prisma.event.create({
        data: {
          ...{ regionId, editionId, organisationId, number, ...words, status, proposedById: by },
          ...{ proposedAt: SINCE, decidedAt: SINCE, updatedAt: SINCE },
          occurrences: { create: [{ regionId, startsAt: new Date(startsAt) }] },
          coOrganisers: { create: hosts },
        },
      });
      return id;
    },
    async as(name, now, operation, input) {
      const at = new Date(now);
      const actor = await actorOf(database, { region }, user(name), at);
      const parsed = operation.input.parse(input);
      return inTransaction(database, (tx) => operation.run({ tx, region, now: at, actor }, parsed));
    },
    within: (now, work) => inTransaction(database, (tx) => work({ tx, region, now: new Date(now) })),
  };
  return self;
}
