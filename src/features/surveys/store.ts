import { stillInRegion } from '../../access/actor/presence-filters-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { Survey } from './survey.ts';

/** The columns to select for `surveyOf`. */
export const surveyFields = { id: true, editionId: true, launchedAt: true, closesOn: true, closedAt: true } as const;

export interface SurveyRow extends Omit<Survey, 'closesOn'> {
  readonly closesOn: Date;
}

export function surveyOf({ closesOn, ...row }: SurveyRow): Survey {
  return { ...row, closesOn: closesOn.toISOString().slice(0, 10) };
}

/** Organisations by what they are asked at the month's end, each by their ids. */
export interface OrganisationsToAsk {
  readonly takingPart: readonly string[];
  /** Asked one question: why they have no event this year. */
  readonly absent: readonly string[];
}

/** Stores the region's surveys. */
export function surveyStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  return {
    async byId(id: string): Promise<Survey | null> {
      const row = await client.survey.findFirst({ where: { regionId, id }, select: surveyFields });
      return row ? surveyOf(row) : null;
    },

    async ofEdition(editionId: string): Promise<Survey | null> {
      const row = await client.survey.findFirst({ where: { regionId, editionId }, select: surveyFields });
      return row ? surveyOf(row) : null;
    },

    /**
     * Returns the open survey, otherwise the latest; null before the first. The next edition may have begun while
     * answers still come in, so the open one comes first.
     */
    async latest(): Promise<Survey | null> {
      const first = {
        select: surveyFields,
        orderBy: [{ launchedAt: 'desc' }, { id: 'desc' }],
      } satisfies Prisma.SurveyFindFirstArgs;
      const row =
        (await client.survey.findFirst({ where: { regionId, closedAt: null }, ...first })) ??
        (await client.survey.findFirst({ where: { regionId }, ...first }));
      return row ? surveyOf(row) : null;
    },

    /** Creates the edition's survey. Returns false when there is one already. */
    async create(editionId: string, closesOn: string, launchedById: string): Promise<boolean> {
      const created = await client.survey.createMany({
        data: { regionId, editionId, launchedAt: scope.now, launchedById, closesOn: new Date(closesOn) },
        skipDuplicates: true,
      });
      return created.count === 1;
    },

    /** Changes the last day to answer. Returns false when the survey was closed, or the day changed, meanwhile. */
    async moveClosing({ id, closesOn: former }: Survey, closesOn: string): Promise<boolean> {
      const moved = await client.survey.updateMany({
        where: { regionId, id, closedAt: null, closesOn: new Date(former) },
        data: { closesOn: new Date(closesOn) },
      });
      return moved.count === 1;
    },

    /** Closes the survey. Returns false when it is closed already. */
    async close(id: string): Promise<boolean> {
      const closed = await client.survey.updateMany({
        where: { regionId, id, closedAt: null },
        data: { closedAt: scope.now },
      });
      return closed.count === 1;
    },

    /**
     * Returns the ids of organisations to ask at the month's end: those that lead or co-organise an event of the
     * edition, and those that don't and have a member to ask.
     */
    async organisationsToAsk(editionId: string): Promise<OrganisationsToAsk> {
      const theirs = { regionId, editionId, status: { in: ['ACCEPTED' as const, 'POSTPONED' as const] } };
      const takesPart = [
        { events: { some: theirs } },
        { coOrganised: { some: { regionId, status: 'ACCEPTED' as const, event: theirs } } },
      ];
      const member = { some: { regionId, status: 'ACTIVE' as const, person: stillInRegion(regionId) } };
      const ids = async (where: Prisma.OrganisationWhereInput) => {
        const orderBy = [{ name: 'asc' as const }, { id: 'asc' as const }];
        const rows = await client.organisation.findMany({
          where: { regionId, ...where },
          select: { id: true },
          orderBy,
        });
        return rows.map(({ id }) => id);
      };
      return {
        takingPart: await ids({ OR: takesPart }),
        absent: await ids({ NOT: { OR: takesPart }, memberships: member }),
      };
    },

    /** Returns the ids of the organisations that lead or co-organise an event of the edition that is or was on the programme. */
    async organisationsWithEvent(editionId: string): Promise<readonly string[]> {
      // What was called off without ever having been accepted was on no programme.
      const status = [
        { status: { in: ['ACCEPTED' as const, 'POSTPONED' as const] } },
        { status: 'CANCELLED' as const, decidedAt: { not: null } },
      ];
      const theirs = { regionId, editionId, OR: status };
      const rows = await client.organisation.findMany({
        where: {
          regionId,
          OR: [
            { events: { some: theirs } },
            { coOrganised: { some: { regionId, status: 'ACCEPTED', event: theirs } } },
          ],
        },
        select: { id: true },
      });
      return rows.map(({ id }) => id);
    },

    /** Locks the survey, so that changes to its questionnaires happen one after the other. */
    async lock(surveyId: string): Promise<void> {
      await client.$queryRaw`SELECT 1 FROM "Survey" WHERE "id" = ${surveyId}::uuid FOR UPDATE`;
    },
  };
}
