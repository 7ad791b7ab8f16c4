import type { PlatformName } from '../../chat/place.ts';
import type { Database } from '../../database/database.ts';
import { MEMBERS } from '../outbox/due-kinds.ts';

/** An organisation's thread on one platform, and the people who belong there. */
export interface OrganisationThread {
  /** The platform's id of the thread; null where there is none. */
  readonly channel: string | null;
  /** The platform's ids of the people who were let in, or are being let in. */
  readonly inside: readonly string[];
  /** The platform's ids of the organisation's members who couldn't be let in; those being let in stand here too. */
  readonly keptOut: readonly string[];
  /** The platform's ids of the organisation's members who are in the server. */
  readonly members: readonly string[];
  /** The platform's ids of all its members, also of those who have left the server. */
  readonly everybody: readonly string[];
  readonly regionId: string;
  /** The channels of the region's server below which the thread may be opened, the best first. */
  readonly parents: readonly string[];
}

export type OrganisationThreadStore = ReturnType<typeof organisationThreadStore>;

/** Stores where organisations' threads are, and who was let in. */
export function organisationThreadStore({ prisma }: Database, platform: PlatformName, now: () => Date) {
  const { organisation: organisations, organisationThread, identity, dueItem } = prisma;
  const key = (organisationId: string) => ({ organisationId_platform: { organisationId, platform } });

  return {
    /** Returns an organisation's thread; null when there is no such organisation. */
    async read(organisationId: string): Promise<OrganisationThread | null> {
      const found = await organisations.findUnique({
        where: { id: organisationId },
        select: {
          regionId: true,
          threads: { where: { platform }, select: { channel: true, members: true, keptOut: true } },
          region: { select: { installationRows: { where: { platform } } } },
        },
      });
      if (!found) return null;
      const members = await identity.findMany({
        where: {
          regionId: found.regionId,
          platform,
          person: { memberships: { some: { regionId: found.regionId, organisationId, status: 'ACTIVE' } } },
        },
        select: { externalId: true, goneAt: true },
        orderBy: [{ person: { createdAt: 'asc' } }, { id: 'asc' }],
      });
      const [thread] = found.threads;
      const [installation] = found.region.installationRows;
      // Not everybody sees the coordinators' channel, and somebody who doesn't can't be in a thread below it.
      const parents = [
        installation?.yearRoundChannel,
        installation?.announcementsChannel,
        installation?.talliesChannel,
        installation?.coordinationChannel,
      ];
      return {
        channel: thread?.channel ?? null,
        inside: thread?.members ?? [],
        keptOut: thread?.keptOut ?? [],
        members: members.flatMap(({ externalId, goneAt }) => (goneAt === null ? [externalId] : [])),
        everybody: members.map(({ externalId }) => externalId),
        regionId: found.regionId,
        parents: [...new Set(parents.flatMap((channel) => channel ?? []))],
      };
    },

    /** Returns the threads of all organisations of the same region. */
    async all(organisationId: string): Promise<ReadonlySet<string>> {
      const { regionId } = await organisations.findUniqueOrThrow({
        where: { id: organisationId },
        select: { regionId: true },
      });
      const rows = await organisationThread.findMany({
        where: { regionId, platform, channel: { not: null } },
        select: { channel: true },
      });
      return new Set(rows.flatMap(({ channel }) => channel ?? []));
    },

    /** Stores a thread that was just opened, with nobody in it yet. */
    async opened(organisationId: string, channel: string): Promise<void> {
      const { regionId } = await organisations.findUniqueOrThrow({
        where: { id: organisationId },
        select: { regionId: true },
      });
      const fresh = { channel, members: [], keptOut: [], summaryKey: null, summarySays: null };
      await organisationThread.upsert({
        where: key(organisationId),
        update: fresh,
        create: { regionId, organisationId, platform, ...fresh },
      });
      // From now on a due item checks who is in it.
      const item = { regionId, kind: MEMBERS, subject: organisationId };
      const planned = { dueAt: now(), doneAt: null, outcome: null };
      await dueItem.upsert({
        where: { regionId_kind_subject: item },
        update: planned,
        create: { ...item, ...planned },
      });
    },

    /** Stores who is in the thread, and who couldn't be let in. */
    async keep(organisationId: string, people: Pick<OrganisationThread, 'inside' | 'keptOut'>): Promise<void> {
      await organisationThread.update({
        where: key(organisationId),
        data: { members: [...people.inside], keptOut: [...people.keptOut] },
      });
    },

    /** Forgets a thread that was deleted, or in which nothing can be posted any more. */
    async forget(organisationId: string, channel: string): Promise<void> {
      await organisationThread.updateMany({
        where: { organisationId, platform, channel },
        data: { channel: null, members: [], keptOut: [] },
      });
    },
  };
}
