import type { RegionScope } from '../../access/region/region-scope.ts';
import type { PlatformName } from '../../chat/place.ts';
import { clientOf } from '../../database/transaction.ts';
import type { LinkCode } from '../../generated/prisma/client.ts';
import { comparePlatforms, registeredPlatform } from '../../platforms/registered.ts';

export interface PlatformIdentity {
  readonly platform: PlatformName;
  readonly externalId: string;
}

/** A code that was typed and confirmed: its owner is asked. */
interface TypedCode {
  readonly id: string;
  /** The person who showed it. */
  readonly personId: string;
  readonly typedById: string;
  readonly askedAt: Date;
}

/** Returns null for a code that wasn't typed yet. */
function asTyped({ id, personId, typedById, usedAt }: LinkCode): TypedCode | null {
  return typedById === null || usedAt === null ? null : { id, personId, typedById, askedAt: usedAt };
}

/**
 * Deletes codes that expired over a day ago, used or not, and wrong attempts old enough not to count any more.
 * Returns whether some may be left.
 */
export async function purgeLinks({ tx, region, now }: RegionScope, most: number): Promise<boolean> {
  const yesterday = new Date(now.getTime() - 24 * 3_600_000);
  const client = clientOf(tx);
  const codes = await client.linkCode.deleteMany({
    where: { regionId: region.id, expiresAt: { lt: yesterday } },
    limit: most,
  });
  const where = { regionId: region.id, at: { lt: yesterday } };
  const attempts = await client.linkAttempt.deleteMany({ where, limit: most });
  return codes.count === most || attempts.count === most;
}

/** Stores the codes that join two accounts, and the wrong codes that were typed. */
export function linkStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  return {
    /** Gives the person a code that replaces their earlier ones. */
    async give(personId: string, code: string, expiresAt: Date): Promise<void> {
      await client.linkCode.deleteMany({ where: { regionId, personId, usedAt: null } });
      await client.linkCode.create({ data: { regionId, personId, code, expiresAt } });
    },

    valid(code: string): Promise<{ readonly id: string; readonly personId: string } | null> {
      return client.linkCode.findFirst({
        where: { regionId, code, usedAt: null, expiresAt: { gt: scope.now } },
        select: { id: true, personId: true },
      });
    },

    /**
     * Returns the code that this person typed and confirmed since then, while its owner hasn't answered; null for any
     * other.
     */
    async awaited(code: string, typedById: string, since: Date): Promise<TypedCode | null> {
      const row = await client.linkCode.findFirst({
        where: { regionId, code, typedById, answeredAt: null, usedAt: { gt: since } },
      });
      return row && asTyped(row);
    },

    /** Locks these people, so that what is done with codes of theirs at once is done one after the other. */
    async lockPersons(personIds: readonly string[]): Promise<void> {
      await client.$queryRaw`
        SELECT 1 FROM "Person" WHERE "id" = ANY (${[...personIds]}::uuid[]) ORDER BY "id" FOR UPDATE`;
    },

    /** Ends all codes that these people have shown or typed: none can be typed, and no question waits any more. */
    async close(personIds: readonly string[]): Promise<void> {
      const theirs = { in: [...personIds] };
      await client.linkCode.deleteMany({ where: { regionId, personId: theirs, usedAt: null } });
      await client.linkCode.updateMany({
        where: { regionId, answeredAt: null, OR: [{ personId: theirs }, { typedById: theirs }] },
        data: { answeredAt: scope.now },
      });
    },

    /** Marks a code as used. Returns false when it has just been used. */
    async use(id: string, typedById: string): Promise<boolean> {
      const used = await client.linkCode.updateMany({
        where: { id, usedAt: null },
        data: { usedAt: scope.now, typedById },
      });
      return used.count === 1;
    },

    /** Returns who showed a code that was typed, who typed it, and when; null for any other code. */
    async asked(id: string): Promise<TypedCode | null> {
      const row = await client.linkCode.findUnique({ where: { id, regionId } });
      return row && asTyped(row);
    },

    /**
     * Returns this person's latest code that was typed since then and that they haven't answered; null when there is
     * none.
     */
    async unanswered(personId: string, since: Date): Promise<TypedCode | null> {
      const row = await client.linkCode.findFirst({
        where: { regionId, personId, answeredAt: null, typedById: { not: null }, usedAt: { gt: since } },
        orderBy: [{ usedAt: 'desc' }, { id: 'desc' }],
      });
      return row && asTyped(row);
    },

    /** Marks a code as answered. Returns false when its owner has answered already. */
    async answer(id: string): Promise<boolean> {
      const answered = await client.linkCode.updateMany({
        where: { id, regionId, answeredAt: null },
        data: { answeredAt: scope.now },
      });
      return answered.count === 1;
    },

    wrongTries(personId: string, since: Date): Promise<number> {
      return client.linkAttempt.count({ where: { regionId, personId, at: { gt: since } } });
    },

    async noteWrongTry(personId: string): Promise<void> {
      await client.linkAttempt.create({ data: { regionId, personId, at: scope.now } });
    },

    async identities(personId: string): Promise<readonly PlatformIdentity[]> {
      const rows = await client.identity.findMany({
        where: { regionId, personId },
        select: { platform: true, externalId: true },
      });
      return rows
        .map(({ platform, externalId }) => ({ platform: registeredPlatform(platform), externalId }))
        .toSorted((a, b) => comparePlatforms(a.platform, b.platform));
    },
  };
}
