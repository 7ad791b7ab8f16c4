import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import type { KitFacts } from './facts.ts';
import type { KitRecipient, Receipt } from './kit.ts';

/** Finds the organisations that a kit is for, and stores which of them were sent it and have it. */
export function kitReceiptStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  return {
    /**
     * Returns the organisations that lead or co-organise an accepted event of the edition, be it put off, each once, in the
     * order of the events, with the person who proposed the first event it leads. `of` narrows this to some organisations.
     */
    async recipients(editionId: string, of: readonly string[] | null = null): Promise<KitRecipient[]> {
      const named = { select: { id: true, name: true } } as const;
      const theirs =
        of === null
          ? {}
          : {
              OR: [
                { organisationId: { in: [...of] } },
                { coOrganisers: { some: { regionId, organisationId: { in: [...of] }, status: 'ACCEPTED' as const } } },
              ],
            };
      const events = await client.event.findMany({
        where: { regionId, editionId, status: { in: ['ACCEPTED', 'POSTPONED'] }, ...theirs },
        select: {
          proposedById: true,
          organisation: named,
          coOrganisers: {
            where: { status: 'ACCEPTED' },
            select: { organisation: named },
            orderBy: [{ invitedAt: 'asc' }, { id: 'asc' }],
          },
        },
        orderBy: { number: 'asc' },
      });
      const found = new Map<string, KitRecipient>();
      for (const { organisation, proposedById, coOrganisers } of events) {
        const known = found.get(organisation.id);
        found.set(organisation.id, { organisation, personId: known?.personId ?? proposedById });
        for (const { organisation: host } of coOrganisers) {
          if (!found.has(host.id)) found.set(host.id, { organisation: host, personId: null });
        }
      }
      const all = [...found.values()];
      return of === null ? all : all.filter(({ organisation }) => of.includes(organisation.id));
    },

    /** Notes that a version was sent to organisations. Returns those to which it hadn't been. */
    async noteSent(kitId: string, organisationIds: readonly string[]): Promise<ReadonlySet<string>> {
      if (organisationIds.length === 0) return new Set();
      const created = await client.kitReceipt.createManyAndReturn({
        data: organisationIds.map((organisationId) => ({ regionId, kitId, organisationId, sentAt: scope.now })),
        skipDuplicates: true,
        select: { organisationId: true },
      });
      return new Set(created.map(({ organisationId }) => organisationId));
    },
    /** Forgets that a version was sent to an organisation it didn't reach, so that it is sent again. */
    async takeBack(kitId: string, organisationId: string): Promise<void> {
      await client.kitReceipt.deleteMany({ where: { regionId, kitId, organisationId, receivedAt: null } });
    },
    /**
     * Notes who confirmed its arrival for those of these organisations that were sent it; the first one counts. Returns those that hadn't
     * confirmed it.
     */
    async noteReceived(
      kitId: string,
      organisationIds: readonly string[],
      personId: string,
    ): Promise<readonly string[]> {
      const rows = await client.kitReceipt.updateManyAndReturn({
        where: { regionId, kitId, organisationId: { in: [...organisationIds] }, receivedAt: null },
        data: { receivedAt: scope.now, receivedById: personId },
        select: { organisationId: true },
      });
      return rows.map(({ organisationId }) => organisationId);
    },
    /** Returns whether all of these organisations have confirmed that they have a version. */
    async isReceivedByAll(kitId: string, organisationIds: readonly string[]): Promise<boolean> {
      const organisationId = { in: [...organisationIds] };
      const confirmed = { regionId, kitId, organisationId, receivedAt: { not: null } };
      return (await client.kitReceipt.count({ where: confirmed })) === organisationIds.length;
    },
    /** Counts the organisations that some version of an edition's kit was sent to, and those that confirmed one. */
    async counts(editionId: string): Promise<Pick<KitFacts, 'sent' | 'received'>> {
      const rows = await client.kitReceipt.findMany({
        where: { regionId, kit: { regionId, editionId } },
        select: { organisationId: true, receivedAt: true },
      });
      const received = rows.filter(({ receivedAt }) => receivedAt !== null);
      const organisations = (of: typeof rows) => new Set(of.map(({ organisationId }) => organisationId)).size;
      return { sent: organisations(rows), received: organisations(received) };
    },
    async receipts(kitId: string): Promise<Receipt[]> {
      const rows = await client.kitReceipt.findMany({
        where: { regionId, kitId },
        orderBy: [{ sentAt: 'asc' }, { id: 'asc' }],
      });
      const organisations = await client.organisation.findMany({
        where: { regionId, id: { in: rows.map((row) => row.organisationId) } },
        select: { id: true, name: true },
      });
      const people = await client.person.findMany({
        where: { regionId, id: { in: rows.flatMap((row) => row.receivedById ?? []) } },
        select: { id: true, name: true },
      });
      const names = new Map([...organisations, ...people].map(({ id, name }) => [id, name]));
      return rows.map((row) => ({
        organisationId: row.organisationId,
        organisation: names.get(row.organisationId) ?? '',
        sentAt: row.sentAt,
        receivedAt: row.receivedAt,
        receivedBy: row.receivedById === null ? null : (names.get(row.receivedById) ?? null),
      }));
    },
  };
}
