import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import { Prisma } from '../../generated/prisma/client.ts';

/**
 * Moves all that people named an hour for, and all that is planned, from the clock that a region lived by to another one, so that
 * a meeting at six stays one at six. What is due already stays due. Of what repeats itself after a while, and not at an hour, the
 * next time comes that much earlier or later, once.
 * @param from the time zone so far.
 * @param to the time zone from now on.
 */
export async function keepHours({ tx, region, now }: RegionScope, from: string, to: string): Promise<void> {
  if (from === to) return;
  const client = clientOf(tx);
  const moved = (column: string) => {
    const name = Prisma.raw(`"${column}"`);
    return Prisma.sql`${name} = (${name} AT TIME ZONE ${from}) AT TIME ZONE ${to}`;
  };
  const here = Prisma.sql`"regionId" = ${region.id}::uuid`;
  await client.$executeRaw`UPDATE "Occurrence" SET ${moved('startsAt')}, ${moved('endsAt')} WHERE ${here}`;
  await client.$executeRaw`UPDATE "Meeting" SET ${moved('startsAt')}, ${moved('endsAt')} WHERE ${here}`;
  await client.$executeRaw`UPDATE "Announcement" SET ${moved('dueAt')} WHERE ${here} AND "dueAt" IS NOT NULL`;
  await client.$executeRaw`UPDATE "Delivery" SET ${moved('heldUntil')}
    WHERE ${here} AND "status" = 'PENDING' AND "heldUntil" > ${now}::timestamptz`;
  await client.$executeRaw`UPDATE "DueItem" SET ${moved('dueAt')}, ${moved('expiresAt')}
    WHERE ${here} AND "doneAt" IS NULL AND "dueAt" > ${now}::timestamptz`;
}
