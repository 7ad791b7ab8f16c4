import { z } from 'zod';
import type { RawValues } from '../../chat/form.ts';
import { clientOf } from '../../database/transaction.ts';
import type { RegionScope } from '../region/region-scope.ts';

/** A form that was shown back to whoever filled it in, and that they haven't confirmed. */
export interface Unconfirmed {
  readonly id: string;
  readonly personId: string;
  readonly values: RawValues;
  readonly begunAt: Date;
  /** Until when it can be confirmed. */
  readonly expiresAt: Date;
}

const typed = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** Reads the forms of one interaction (`about`, as for drafts) that wait to be confirmed. */
export function unconfirmedStore({ tx, region, now }: RegionScope, about: string) {
  const { conversation } = clientOf(tx);
  const waiting = { regionId: region.id, about, status: 'OPEN' as const, shown: { not: null }, expiresAt: { gt: now } };
  const fields = { id: true, personId: true, values: true, createdAt: true, expiresAt: true } as const;
  const unconfirmed = ({
    createdAt,
    values,
    ...row
  }: { createdAt: Date; values: unknown } & Omit<Unconfirmed, 'begunAt' | 'values'>) => ({
    ...row,
    values: typed.parse(values),
    begunAt: createdAt,
  });

  return {
    /** Returns a form; null once it is confirmed, or can't be any more. */
    async byId(id: string): Promise<Unconfirmed | null> {
      const row = await conversation.findFirst({ where: { ...waiting, id }, select: fields });
      return row && unconfirmed(row);
    },
    /** Returns the forms of somebody's that wait, the one they began last first. */
    async allOf(personId: string): Promise<readonly Unconfirmed[]> {
      const rows = await conversation.findMany({
        where: { ...waiting, personId },
        select: fields,
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      });
      return rows.map(unconfirmed);
    },
    /** Drops a form of somebody's, which then can't be confirmed any more. Returns false when it didn't wait. */
    async drop(id: string, personId: string): Promise<boolean> {
      const { count } = await conversation.updateMany({
        where: { ...waiting, id, personId },
        // Done, so that no press that is under way confirms it after all.
        data: { status: 'DONE', expiresAt: now },
      });
      return count === 1;
    },
  };
}
