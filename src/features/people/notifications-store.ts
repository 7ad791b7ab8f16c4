import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import type { QuietHours } from '../../dates/index.ts';
import { type SwitchableKind, switchableKinds } from '../../delivery/outbox/index.ts';
import { quietOf } from './quiet-hours.ts';

/** Somebody's choices about what they are sent unasked. */
export interface Choices {
  /** Null when they chose none. */
  readonly quiet: QuietHours | null;
  readonly unwanted: readonly SwitchableKind[];
}

export const usualChoices: Choices = { quiet: null, unwanted: [] };

export function notificationsStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  return {
    async of(personId: string): Promise<Choices> {
      const row = await client.person.findFirst({
        where: { regionId, id: personId },
        select: { quietFrom: true, quietTo: true, unwanted: true },
      });
      if (!row) return usualChoices;
      return {
        quiet: quietOf(row),
        unwanted: switchableKinds.filter((kind) => row.unwanted.includes(kind)),
      };
    },

    /** Locks a person, so that two changes of their choices come one after the other. */
    async lock(personId: string): Promise<void> {
      await client.$queryRaw`SELECT 1 FROM "Person" WHERE "id" = ${personId}::uuid FOR NO KEY UPDATE`;
    },

    async keep(personId: string, { quiet, unwanted }: Choices): Promise<void> {
      await client.person.updateMany({
        where: { regionId, id: personId },
        data: { quietFrom: quiet?.from ?? null, quietTo: quiet?.to ?? null, unwanted: [...unwanted] },
      });
    },
  };
}
